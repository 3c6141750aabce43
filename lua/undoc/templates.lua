--- `:Undoc templates`: what can be drafted, in which languages, what attests it and what is missing; of one template
--- its text as well, as it stands before anything is answered.

local M = {}

--- The text of a template without an answer, in the first of its languages that is asked for or that there is.
---@param template undoc.Template
---@param language? string
---@return string[] lines none where the template is missing in every language
function M.preview(template, language)
  local packs = require('undoc.native').packs()
  local answers = { lang = require('undoc.template').language(template, language) }
  local text = packs and packs:draft(template.name, answers, true)
  return text and vim.split((text:gsub('\n$', '')), '\n', { plain = true }) or {}
end

---@param name string
---@return undoc.Template?
local function find(name)
  for _, part in ipairs({ 'document', 'part' }) do
    local template = require('undoc.template').find(part, name)
    if template then
      return template
    end
  end
end

--- What the window shows.
---@param name string? of a template; nil: all
---@return string[]? lines
---@return string? message
function M.lines(name)
  local packs, message = require('undoc.native').packs()
  if not packs then
    return nil, message
  end
  local text
  text, message = packs:templates_text(name)
  if not text then
    return nil, message
  end
  local lines = vim.split((text:gsub('\n$', '')), '\n', { plain = true })
  local template = name and find(name)
  local preview = template and M.preview(template) or {}
  if #preview > 0 then
    lines[#lines + 1] = ''
    vim.list_extend(lines, preview)
  end
  return lines
end

--- The template whose line the cursor is on, or the one before it.
local function template_here()
  for line = vim.fn.line('.'), 1, -1 do
    local name = vim.fn.getline(line):match('^([%a%d_-]+)  ')
    local template = name and find(name)
    if template then
      return template
    end
  end
end

local function show(lines, title, mods)
  vim.api.nvim_cmd({ cmd = 'new', mods = mods or {} }, {})
  local buf = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].buftype = 'nofile'
  vim.bo[buf].bufhidden = 'wipe'
  vim.bo[buf].swapfile = false
  vim.bo[buf].modifiable = false
  pcall(vim.api.nvim_buf_set_name, buf, title)
  vim.wo.rightleft = false
  local function map(key, what, action)
    vim.keymap.set('n', key, action, { buffer = buf, nowait = true, desc = what })
  end
  map('q', 'Close', '<Cmd>close<CR>')
  map('p', 'Show the template', function()
    local template = template_here()
    if template then
      M.run(template.name)
    end
  end)
  map('<CR>', 'Write from the template', function()
    local template = template_here()
    if not template then
      return
    end
    vim.cmd.close()
    require('undoc.command').run({
      args = (template.part == 'document' and 'new ' or 'insert ') .. template.name,
      bang = false, smods = {}, range = 0,
    })
  end)
end

---@param name string what follows `:Undoc templates`
---@param mods? vim.api.keyset.cmd.mods
function M.run(name, mods)
  local lines, message = M.lines(name ~= '' and name or nil)
  if not lines then
    require('undoc.say').error(message)
    return
  end
  show(lines, 'undoc://templates' .. (name ~= '' and '/' .. name or ''), mods)
end

return M
