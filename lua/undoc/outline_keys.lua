--- Keys of an outline's window, and what they do to read in it.

local api = vim.api

local M = {}

local previewed = api.nvim_create_namespace('undoc.outline.preview')

---@param outline undoc.Outline
---@return undoc.Entry?
local function entry_here(outline)
  return require('undoc.outline_view').entry(outline, api.nvim_win_get_cursor(0)[1])
end

--- A window that shows the document, this tab page's first.
---@param buf integer
---@param here? boolean of this tab page or none
local function window_of(buf, here)
  local alternate = vim.fn.win_getid(vim.fn.winnr('#'))
  if alternate ~= 0 and api.nvim_win_get_buf(alternate) == buf then
    return alternate
  end
  for _, window in ipairs(api.nvim_tabpage_list_wins(0)) do
    if api.nvim_win_get_buf(window) == buf then
      return window
    end
  end
  return not here and vim.fn.win_findbuf(buf)[1] or nil
end

--- The cursor of the current window goes to an entry.
---@param entry undoc.Entry
local function go_to(entry)
  vim.cmd("normal! m'")
  local line = math.min(entry.lines[1], api.nvim_buf_line_count(0))
  api.nvim_win_set_cursor(0, { line, 0 })
  vim.cmd('normal! zv')
end

---@param outline undoc.Outline
local function jump(outline)
  local entry = entry_here(outline)
  if not entry or not api.nvim_buf_is_loaded(outline.source) then
    return
  end
  local window = window_of(outline.source)
  if window then
    api.nvim_set_current_win(window)
  else
    api.nvim_cmd({ cmd = 'sbuffer', count = outline.source, mods = { split = 'topleft', vertical = true } }, {})
  end
  go_to(entry)
end

--- Lines of an entry in the document, with what lies below it.
---@param outline undoc.Outline
---@param entry undoc.Entry
local function lines_of(outline, entry)
  return api.nvim_buf_get_lines(outline.source, entry.lines[1] - 1, entry.lines[2], false)
end

--- Shows an entry in the window of the document, marked until the outline's cursor moves; where no window of this tab
--- page has the document, in a small window.
---@param outline undoc.Outline
local function preview(outline)
  local entry = entry_here(outline)
  if not entry or not api.nvim_buf_is_loaded(outline.source) then
    return
  end
  local window = window_of(outline.source, true)
  if not window then
    require('undoc.float').show(lines_of(outline, entry))
    return
  end
  api.nvim_win_call(window, function()
    go_to(entry)
  end)
  api.nvim_buf_clear_namespace(outline.source, previewed, 0, -1)
  local last = math.min(entry.lines[2], api.nvim_buf_line_count(outline.source))
  for row = entry.lines[1] - 1, last - 1 do
    api.nvim_buf_set_extmark(outline.source, previewed, row, 0, { line_hl_group = 'Visual' })
  end
  api.nvim_create_autocmd({ 'CursorMoved', 'BufLeave' }, {
    buffer = outline.buf,
    once = true,
    callback = function()
      if api.nvim_buf_is_valid(outline.source) then
        api.nvim_buf_clear_namespace(outline.source, previewed, 0, -1)
      end
    end,
  })
end

---@param outline undoc.Outline
local function yank(outline)
  local entry = entry_here(outline)
  if entry and api.nvim_buf_is_loaded(outline.source) then
    local lines = lines_of(outline, entry)
    require('undoc.outline_act').into_register(vim.v.register, lines, entry)
    require('undoc.say').info(('%d line%s yanked'):format(#lines, #lines == 1 and '' or 's'))
  end
end

--- Runs a change of what is shown; the cursor stays on its entry, or on the nearest before it.
---@param outline undoc.Outline
---@param change fun()
local function showing_other(outline, change)
  local view = require('undoc.outline_view')
  local index = outline.shown[api.nvim_win_get_cursor(0)[1]] or 1
  change()
  require('undoc.outline').refresh(outline)
  api.nvim_win_set_cursor(0, { view.line(outline, index) or 1, 0 })
end

--- Kinds for completion of the filter: of the outline that one is in.
---@param lead string
---@return string[]
function M.complete_filter(lead)
  local rows = require('undoc.outline').here()
  return vim.tbl_filter(function(kind)
    return vim.startswith(kind, lead)
  end, rows and require('undoc.outline_view').kinds(rows) or {})
end

---@param outline undoc.Outline
local function filter(outline)
  local view = require('undoc.outline_view')
  vim.ui.input({
    prompt = 'Only entries with (words, or a kind): ',
    default = outline.filter and outline.filter.typed or '',
    completion = "customlist,v:lua.require'undoc.outline_keys'.complete_filter",
  }, function(typed)
    if typed and api.nvim_buf_is_loaded(outline.buf) then
      showing_other(outline, function()
        outline.filter = view.filter(typed, view.kinds(outline))
      end)
    end
  end)
end

---@param outline undoc.Outline
local function only_findings(outline)
  showing_other(outline, function()
    outline.findings = not outline.findings
  end)
end

local help

---@param to 'up'|'down'
local function move(to)
  return function(outline)
    require('undoc.outline_act').move(outline, to, vim.v.count1)
  end
end

---@param kind 'promote'|'demote'
local function shift(kind)
  return function(outline)
    require('undoc.outline_act').shift(outline, kind, vim.v.count1)
  end
end

local function delete(outline)
  require('undoc.outline_act').delete(outline, vim.v.count1, vim.v.register)
end

---@param command 'undo'|'redo'
local function undo(command)
  return function(outline)
    require('undoc.outline_act').undo(outline, command, vim.v.count1)
  end
end

--- Keys, what they do, and of those that have a <Plug> map and work on a selection too: its name.
---@class undoc.OutlineKey
---@field [1] string|string[]
---@field [2] string
---@field [3] fun(outline: undoc.Outline)
---@field plug? string
---@field visual? string the key in Visual mode

---@type undoc.OutlineKey[]
local keys = {
  { { '<CR>', 'o', '<2-LeftMouse>' }, 'go to the entry', jump },
  { 'p', 'preview: show it in the document', preview },
  { 'y', 'yank its text, "ay into register a', yank },
  { 'f', 'filter: only entries with words, or of a kind', filter },
  { '!', 'only what has findings, and back', only_findings },
  { 'K', 'move up, 3K by three', move('up'), plug = 'outline-up', visual = 'K' },
  { 'J', 'move down', move('down'), plug = 'outline-down', visual = 'J' },
  { '<', 'promote: a level up', shift('promote'), plug = 'outline-promote', visual = '<' },
  { '>', 'demote: a level down', shift('demote'), plug = 'outline-demote', visual = '>' },
  { 'dd', 'delete, 3dd three of them', delete, plug = 'outline-delete', visual = 'd' },
  { 'u', 'undo in the document', undo('undo') },
  { '<C-R>', 'redo in the document', undo('redo') },
  {
    'e',
    'edit: lines to move, delete, indent, yank and put, then :w',
    function(outline)
      require('undoc.outline_edit').begin(outline)
    end,
  },
  {
    'q',
    'close the outline',
    function(outline)
      require('undoc.outline').close(outline)
    end,
  },
  {
    '?',
    'these keys',
    function()
      help()
    end,
  },
}

help = function()
  local lines = {}
  for _, key in ipairs(keys) do
    local names = type(key[1]) == 'table' and table.concat(key[1], ' ') or key[1]
    names = names:gsub(' <2%-LeftMouse>', '')
    table.insert(lines, ('%-9s %s'):format(names, key[2]))
  end
  table.insert(lines, '/ n N     search the whole text of entries')
  table.insert(lines, 'zo zc za  open and close folds; zR zM all of them')
  require('undoc.float').show(lines)
end

--- What a <Plug> map does; nothing where one is in no outline, or edits it.
---@param name string
function M.press(name)
  local outline = require('undoc.outline').here()
  for _, key in ipairs(outline and not outline.edit and keys or {}) do
    if key.plug == name then
      key[3](outline)
    end
  end
end

---@param outline undoc.Outline
function M.unset(outline)
  for _, key in ipairs(keys) do
    for _, lhs in ipairs(type(key[1]) == 'table' and key[1] or { key[1] }) do
      pcall(vim.keymap.del, 'n', lhs, { buffer = outline.buf })
    end
    if key.visual then
      pcall(vim.keymap.del, 'x', key.visual, { buffer = outline.buf })
    end
  end
end

---@param outline undoc.Outline
function M.set(outline)
  for _, key in ipairs(keys) do
    for _, lhs in ipairs(type(key[1]) == 'table' and key[1] or { key[1] }) do
      vim.keymap.set('n', lhs, function()
        key[3](outline)
      end, { buffer = outline.buf, nowait = true, desc = 'Outline: ' .. key[2] })
    end
    if key.visual then
      vim.keymap.set('x', key.visual, function()
        key[3](outline)
      end, { buffer = outline.buf, nowait = true, desc = 'Outline: ' .. key[2] })
    end
  end
end

return M
