--- `:Undoc new`: a new document from a template. With answers on the command line nothing is asked; without, each
--- question comes in turn.

local M = {}

local templates = require('undoc.template')

--- Leaves a window that is not for documents (the outline, help, a file tree), so that the new one does not take it.
local function leave_special_window()
  local function is_normal(window)
    local config = vim.api.nvim_win_get_config(window)
    return config.relative == '' and vim.bo[vim.api.nvim_win_get_buf(window)].buftype == ''
  end
  if is_normal(0) then
    return
  end
  local windows = { vim.fn.win_getid(vim.fn.winnr('#')) }
  vim.list_extend(windows, vim.api.nvim_tabpage_list_wins(0))
  for _, window in ipairs(windows) do
    if window ~= 0 and is_normal(window) then
      vim.api.nvim_set_current_win(window)
      return
    end
  end
  vim.cmd('botright new')
end

--- Opens a buffer with the text of a snippet.
---@param snippet string
---@param mods? vim.api.keyset.cmd.mods
---@return integer buf
function M.open(snippet, mods)
  mods = mods or {}
  leave_special_window()
  local split = mods.vertical or mods.horizontal or (mods.split or '') ~= '' or (mods.tab or -1) >= 0
  vim.api.nvim_cmd({ cmd = split and 'new' or 'enew', mods = mods }, {})
  local buf = vim.api.nvim_get_current_buf()
  vim.bo[buf].filetype = 'undoc'
  templates.expand(snippet)
  return buf
end

--- A new document without a question.
---@param name string of a template
---@param values? table<string, any>
---@param mods? vim.api.keyset.cmd.mods
---@return integer? buf
---@return string? message
function M.create(name, values, mods)
  local template, message = templates.find('document', name)
  if not template then
    return nil, message
  end
  local texts = templates.texts(values or {})
  texts.lang = texts.lang or templates.language(template, nil)
  local snippet
  snippet, message = templates.draft(template, texts)
  if not snippet then
    return nil, message
  end
  return M.open(snippet, mods)
end

--- Answers that were given to a template are proposed the next time, but for those that are of one letter alone. Who
--- holds a post changes: the presidency of the Security Council each month.
local ANSWERS = 'answers'
local of_one_letter = { date = true, masthead_date = true, session = true, addressee_gender = true }

---@param name string of a template
---@return table<string, string>
local function given_before(name)
  local stored = require('undoc.kept').read(ANSWERS)[name]
  local values = {}
  for key, value in pairs(type(stored) == 'table' and stored or {}) do
    values[key] = type(value) == 'string' and value or nil
  end
  return values
end

local function keep(name, values)
  local kept = require('undoc.kept')
  local stored = kept.read(ANSWERS)
  stored[name] = {}
  for key, value in pairs(values) do
    stored[name][key] = not of_one_letter[key] and value or nil
  end
  kept.write(ANSWERS, stored)
end

--- A new document with questions for what is not answered. Who drafts is asked the first time, and then only when `all`
--- is asked.
---@param name string
---@param values table<string, string>
---@param mods? vim.api.keyset.cmd.mods
---@param all? boolean
function M.interview(name, values, mods, all)
  local say = require('undoc.say')
  local template, message = templates.find('document', name)
  if not template then
    say.error(message)
    return
  end
  local interview = require('undoc.interview')
  local profile = require('undoc.profile')
  interview.start(function()
    local who = profile.of(template)
    local asked = {
      template = template,
      values = all and values or vim.tbl_extend('keep', values, who),
      offered = vim.tbl_extend('force', given_before(name), who),
      document = require('undoc.document').get(),
      more = profile.questions(template, all),
    }
    local good
    good, message = interview.run(asked)
    if good then
      -- Who drafts a document writes the original.
      if vim.list_contains(templates.keys(template), 'original') then
        asked.values.original = asked.values.original or asked.values.lang
      end
      keep(name, asked.values)
      profile.learn(template, asked.values)
      local buf
      buf, message = M.create(name, asked.values, mods)
      good = buf ~= nil
    end
    if not good and message then
      say.error(message)
    end
  end)
end

--- `:Undoc new [template [key=value …]]`, `:Undoc new from [file]`; with `!` all that is not answered is asked.
---@param text string
---@param bang boolean
---@param mods? vim.api.keyset.cmd.mods
---@param typed? string the text with the blanks at its end, which may be of a file's name
function M.run(text, bang, mods, typed)
  local say = require('undoc.say')
  local file = (typed or text):match('^%s*from%s(.*)$') or text == 'from' and ''
  if file then
    require('undoc.from').run(file, mods)
    return
  end
  local name, rest = text:match('^%s*(%S+)%s*(.-)%s*$')
  if not name then
    local good, message = templates.menu('document', 'New document', function(template)
      M.interview(template.name, {}, mods)
    end)
    if not good then
      say.error(message)
    end
    return
  end
  local values, message = templates.values(rest)
  if not values then
    say.error(message)
  elseif rest == '' or bang then
    M.interview(name, values, mods, bang)
  else
    local buf
    buf, message = M.create(name, values, mods)
    if not buf then
      say.error(message)
    end
  end
end

return M
