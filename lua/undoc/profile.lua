--- Who drafts: answers that are the same in every letter of a mission. The first letter asks for them and they are
--- kept;
--- vim.g.undoc.profile sets them, and wins.

local M = {}

local FILE = 'profile'

--- The answers that a person has, in the order in which they are asked.
M.keys = { 'lang', 'state', 'office', 'name', 'gender' }

---@return table<string, string>
local function kept()
  local values = {}
  local stored = require('undoc.kept').read(FILE)
  for _, key in ipairs(M.keys) do
    if type(stored[key]) == 'string' then
      values[key] = stored[key]
    end
  end
  return values
end

--- The answers of who drafts.
---@return table<string, string>
function M.get()
  return vim.tbl_extend('force', kept(), require('undoc.config').get('profile'))
end

--- Those that a template has a use for. A language that it is not written in is none.
---@param template undoc.Template
---@return table<string, string>
function M.of(template)
  local values = M.get()
  local used = require('undoc.template').keys(template)
  for _, key in ipairs(M.keys) do
    local language = key == 'lang' and not vim.list_contains(template.languages, values.lang)
    if language or not vim.list_contains(used, key) then
      values[key] = nil
    end
  end
  return values
end

--- What a template asks of who drafts beside its own questions, while nobody has said it.
---@param template undoc.Template
---@param all? boolean whoever has said it
---@return string[]
function M.questions(template, all)
  if not all and (M.get().state or not vim.list_contains(require('undoc.template').keys(template), 'state')) then
    return {}
  end
  local used = require('undoc.template').keys(template)
  -- The language is a question of its own where there is a choice.
  return vim.tbl_filter(function(key)
    return key ~= 'lang' and vim.list_contains(used, key)
  end, M.keys)
end

--- Keeps answers in the place of those before.
---@param values table<string, string>
function M.set(values)
  local stored = {}
  for _, key in ipairs(M.keys) do
    stored[key] = values[key]
  end
  require('undoc.kept').write(FILE, stored)
end

--- Keeps what the first letter says of who drafts: one that has a State. Later ones change nothing.
---@param template undoc.Template
---@param values table<string, string>
function M.learn(template, values)
  local stored = kept()
  if stored.state or not values.state or not vim.list_contains(require('undoc.template').keys(template), 'state') then
    return
  end
  for _, key in ipairs(M.keys) do
    stored[key] = stored[key] or values[key]
  end
  M.set(stored)
  require('undoc.say').info('who drafts is not asked again: `:Undoc profile` changes it, `:Undoc! new` asks')
end

--- `:Undoc profile`: asks for each; an empty answer is none. With answers, sets those and leaves the others.
---@param text string
function M.run(text)
  local say = require('undoc.say')
  local templates = require('undoc.template')
  local given, message = templates.values(text)
  if not given then
    say.error(message)
    return
  end
  for key in pairs(given) do
    if not vim.list_contains(M.keys, key) then
      say.error(('%s is not of a profile: there are %s'):format(key, table.concat(M.keys, ', ')))
      return
    end
  end
  local template
  template, message = templates.find('document', 'letter')
  if not template then
    say.error(message)
    return
  end
  if next(given) then
    local values = vim.tbl_extend('force', kept(), given)
    local good
    good, message = templates.draft(template, vim.tbl_extend('keep', values, { lang = 'en' }))
    if not good then
      say.error(message)
      return
    end
    M.set(values)
    M.say()
    return
  end
  local interview = require('undoc.interview')
  interview.start(function()
    local asked = { template = template, values = {}, offered = M.get(), keys = M.keys }
    if interview.run(asked) then
      M.set(asked.values)
      M.say()
    end
  end)
end

--- Says who drafts.
function M.say()
  local values, parts = M.get(), {}
  for _, key in ipairs(M.keys) do
    parts[#parts + 1] = values[key] and ('%s=%s'):format(key, values[key]) or nil
  end
  require('undoc.say').info(#parts > 0 and table.concat(parts, ' ') or 'nothing is known of who drafts')
end

return M
