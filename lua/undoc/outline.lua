--- `:Undoc outline`: the tree as people read it, in a window that follows the cursor and the text.

local api = vim.api

local M = {}

local space = api.nvim_create_namespace('undoc.outline')

local groups = {
  masthead = 'UndocMasthead',
  title = 'UndocTitle',
  annex = 'UndocAnnex',
  enclosure = 'UndocEnclosure',
  heading = 'UndocHeading',
  subject = 'UndocSubject',
  preambular = 'UndocPreambular',
  operative = 'UndocOperative',
  request = 'UndocRequest',
  signature = 'UndocSignature',
  adoption = 'UndocAdoption',
  footnote = 'UndocFootnote',
  furniture = 'UndocFurniture',
}

local PREFIX = 'undoc://outline/' -- of the names of outlines' buffers; plugin/undoc.lua has it too
local EMPTY = '(nothing recognised yet)'

---@class undoc.Outline
---@field buf integer
---@field source integer the document's buffer; 0 where a session has brought back the outline and no document yet
---@field width? integer columns of a window that stands beside the document
---@field entries undoc.Entry[]

--- By buffer, in however many windows and tab pages that is shown.
---@type table<integer, undoc.Outline>
local outlines = {}

---@param tab integer
---@return undoc.Outline?
local function of_tab(tab)
  for _, window in ipairs(api.nvim_tabpage_list_wins(tab)) do
    local outline = outlines[api.nvim_win_get_buf(window)]
    if outline then
      return outline
    end
  end
end

--- Windows of the current tab page that show an outline.
---@param outline undoc.Outline
local function windows_of(outline)
  return vim.tbl_filter(function(window)
    return api.nvim_win_get_buf(window) == outline.buf
  end, api.nvim_tabpage_list_wins(0))
end

--- Sets the lines that differ and no others, so that closed folds stay closed.
local function set_lines(buf, new)
  local old = api.nvim_buf_get_lines(buf, 0, -1, false)
  local first = 1
  while first <= #old and first <= #new and old[first] == new[first] do
    first = first + 1
  end
  local old_last, new_last = #old, #new
  while old_last >= first and new_last >= first and old[old_last] == new[new_last] do
    old_last, new_last = old_last - 1, new_last - 1
  end
  if first > old_last and first > new_last then
    return
  end
  vim.bo[buf].modifiable = true
  api.nvim_buf_set_lines(buf, first - 1, old_last, false, vim.list_slice(new, first, new_last))
  vim.bo[buf].modifiable = false
  vim.bo[buf].modified = false
end

---@param outline undoc.Outline
local function render(outline)
  if not api.nvim_buf_is_loaded(outline.buf) then
    return
  end
  local documents = require('undoc.document')
  local document = outline.source ~= 0 and documents.get(outline.source) or nil
  outline.entries = document and documents.outline(document) or {}
  local visible = require('undoc.say').visible
  local lines = {}
  for i, entry in ipairs(outline.entries) do
    lines[i] = ('  '):rep(entry.depth) .. visible(entry.title)
  end
  set_lines(outline.buf, #lines > 0 and lines or { EMPTY })
  api.nvim_buf_clear_namespace(outline.buf, space, 0, -1)
  for i, entry in ipairs(outline.entries) do
    api.nvim_buf_set_extmark(outline.buf, space, i - 1, 0, {
      end_col = #lines[i],
      hl_group = groups[entry.kind],
      sign_text = entry.findings > 0 and tostring(math.min(entry.findings, 99)) or nil,
      sign_hl_group = entry.findings > 0 and 'DiagnosticSignWarn' or nil,
    })
  end
end

--- Puts the outline's cursor on the entry that the document's cursor stands in.
---@param outline undoc.Outline
local function follow(outline)
  local window = api.nvim_get_current_win()
  if api.nvim_win_get_buf(window) ~= outline.source then
    return
  end
  local at = require('undoc.document').entry_at(outline.entries, api.nvim_win_get_cursor(window)[1])
  for _, shown in ipairs(at and windows_of(outline) or {}) do
    if api.nvim_win_get_cursor(shown)[1] ~= at and at <= api.nvim_buf_line_count(outline.buf) then
      api.nvim_win_set_cursor(shown, { at, 0 })
    end
  end
end

---@param outline undoc.Outline
---@param source integer
local function show(outline, source)
  outline.source = source
  render(outline)
  follow(outline)
end

--- The outline of this tab page shows the document that one is in, however that became one.
local function look()
  local outline = of_tab(0)
  local buf = api.nvim_get_current_buf()
  if outline and buf ~= outline.source and require('undoc.document').get(buf) then
    show(outline, buf)
  end
end

--- A document in a window of this outline's tab pages.
local function another_document(outline)
  local documents = require('undoc.document')
  for _, shown in ipairs(vim.fn.win_findbuf(outline.buf)) do
    for _, window in ipairs(api.nvim_tabpage_list_wins(api.nvim_win_get_tabpage(shown))) do
      local buf = api.nvim_win_get_buf(window)
      if buf ~= outline.source and documents.get(buf) then
        return buf
      end
    end
  end
end

--- A window that shows the document, this tab page's first.
local function window_of(buf)
  local alternate = vim.fn.win_getid(vim.fn.winnr('#'))
  if alternate ~= 0 and api.nvim_win_get_buf(alternate) == buf then
    return alternate
  end
  for _, window in ipairs(api.nvim_tabpage_list_wins(0)) do
    if api.nvim_win_get_buf(window) == buf then
      return window
    end
  end
  return vim.fn.win_findbuf(buf)[1]
end

local function jump(outline)
  local entry = outline.entries[api.nvim_win_get_cursor(0)[1]]
  if not entry or not api.nvim_buf_is_loaded(outline.source) then
    return
  end
  local window = window_of(outline.source)
  if window then
    api.nvim_set_current_win(window)
  else
    api.nvim_cmd({ cmd = 'sbuffer', count = outline.source, mods = { split = 'topleft', vertical = true } }, {})
  end
  vim.cmd("normal! m'")
  local line = math.min(entry.lines[1], api.nvim_buf_line_count(outline.source))
  api.nvim_win_set_cursor(0, { line, 0 })
  vim.cmd('normal! zv')
end

--- Closes windows of an outline, but for the last one of the editor, which gets an empty buffer.
---@param windows integer[]
local function close_windows(windows)
  for _, window in ipairs(windows) do
    if api.nvim_win_is_valid(window) then
      local alone = #api.nvim_list_tabpages() == 1 and #api.nvim_tabpage_list_wins(0) == 1
      if alone then
        api.nvim_win_set_buf(window, api.nvim_create_buf(true, false))
      else
        api.nvim_win_close(window, true)
      end
    end
  end
end

--- The buffer goes with its last window.
local function close(outline)
  close_windows(vim.fn.win_findbuf(outline.buf))
end

--- For the option 'foldexpr' of the outline's window.
function M.fold_level(line)
  local outline = outlines[api.nvim_get_current_buf()]
  local entries = outline and outline.entries or {}
  local entry, below = entries[line], entries[line + 1]
  if not entry then
    return '0'
  end
  if below and below.depth > entry.depth then
    return '>' .. (entry.depth + 1)
  end
  return tostring(entry.depth)
end

--- For the option 'foldtext': the entry, and how many findings are folded away.
function M.fold_text()
  local text = vim.fn.getline(vim.v.foldstart) .. ' …'
  local outline = outlines[api.nvim_get_current_buf()]
  local first = outline and outline.entries[vim.v.foldstart]
  -- What is folded lies in the entry that the fold begins with.
  local total = first and first.findings or 0
  return total > 0 and ('%s (%d)'):format(text, total) or text
end

local function set_options(window, width)
  local options = {
    number = false,
    relativenumber = false,
    signcolumn = 'yes',
    foldcolumn = '0',
    statuscolumn = '',
    colorcolumn = '',
    cursorline = true,
    list = true, -- for one thing only: to show where a title goes on
    listchars = 'extends:›',
    spell = false,
    wrap = false,
    foldmethod = 'expr',
    foldexpr = "v:lua.require'undoc.outline'.fold_level(v:lnum)",
    foldtext = "v:lua.require'undoc.outline'.fold_text()",
    foldlevel = 99,
    foldenable = true,
    winfixwidth = width ~= nil,
  }
  for name, value in pairs(options) do
    vim.wo[window][0][name] = value
  end
end

local function set_keys(outline)
  local function key(lhs, run, description)
    vim.keymap.set('n', lhs, run, { buffer = outline.buf, nowait = true, desc = description })
  end
  local function to_entry()
    jump(outline)
  end
  key('<CR>', to_entry, 'Go to the entry')
  key('o', to_entry, 'Go to the entry')
  key('<2-LeftMouse>', to_entry, 'Go to the entry')
  key('q', function()
    close(outline)
  end, 'Close the outline')
end

--- Closes the outline when it would be what is left of the tab page, so that `:q` in the document leaves.
local function before_quit()
  local outline = of_tab(0)
  local window = api.nvim_get_current_win()
  if not outline or api.nvim_win_get_buf(window) == outline.buf or api.nvim_win_get_config(window).relative ~= '' then
    return
  end
  for _, other in ipairs(api.nvim_tabpage_list_wins(0)) do
    local floats = api.nvim_win_get_config(other).relative ~= ''
    if other ~= window and api.nvim_win_get_buf(other) ~= outline.buf and not floats then
      return
    end
  end
  local source = outline.source
  close_windows(windows_of(outline))
  -- The text was changed and `:q` refused: the outline comes back.
  vim.schedule(function()
    local document = require('undoc.document').get(source)
    if document and api.nvim_win_is_valid(window) and api.nvim_get_current_win() == window then
      M.open(document, { stay = true })
    end
  end)
end

local watching = false
local function watch()
  if watching then
    return
  end
  watching = true
  local documents = require('undoc.document')
  documents.on('attach', look)
  documents.on('update', function(document)
    for _, outline in pairs(outlines) do
      if outline.source == document.buf then
        render(outline)
        follow(outline)
      end
    end
  end)
  documents.on('detach', function(document)
    for _, outline in pairs(outlines) do
      if outline.source == document.buf then
        -- Later: a file that is read again, or a change of file types, makes the buffer a document once more.
        vim.schedule(function()
          if outlines[outline.buf] ~= outline or documents.get(outline.source) then
            return
          end
          local other = another_document(outline)
          if other then
            show(outline, other)
          else
            close(outline)
          end
        end)
      end
    end
  end)
  local group = api.nvim_create_augroup('undoc.outline', {})
  api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI' }, {
    group = group,
    callback = function()
      local outline = of_tab(0)
      if outline then
        follow(outline)
      end
    end,
  })
  api.nvim_create_autocmd({ 'BufEnter', 'WinEnter' }, { group = group, callback = look })
  api.nvim_create_autocmd('QuitPre', { group = group, callback = before_quit })
  -- In a window that did not have it, by `:buffer` say.
  api.nvim_create_autocmd('BufWinEnter', {
    group = group,
    callback = function(event)
      local outline = outlines[event.buf]
      if outline then
        set_options(api.nvim_get_current_win(), outline.width)
      end
    end,
  })
  api.nvim_create_autocmd('BufWipeout', {
    group = group,
    callback = function(event)
      outlines[event.buf] = nil
    end,
  })
end

--- Makes a buffer an outline.
---@param buf integer
---@param source integer
---@param width? integer
---@return undoc.Outline
local function adopt(buf, source, width)
  watch()
  local outline = { buf = buf, source = source, width = width, entries = {} }
  outlines[buf] = outline
  local options = vim.bo[buf]
  options.buflisted = false
  options.buftype = 'nofile'
  options.bufhidden = 'wipe'
  options.swapfile = false
  options.undolevels = -1
  options.modifiable = false
  options.filetype = 'undocoutline'
  set_keys(outline)
  render(outline)
  return outline
end

--- The document that an outline shows.
---@param buf integer
---@return undoc.Document?
function M.document(buf)
  local outline = outlines[buf]
  return outline and require('undoc.document').get(outline.source) or nil
end

--- The buffer of an outline is read, as `:edit` does; an outline that a session or somebody's `:edit` brings back is
--- made one again.
---@param buf integer
function M.read(buf)
  local outline = outlines[buf]
  if outline then
    render(outline)
    return
  end
  local current = require('undoc.document').get()
  outline = adopt(buf, current and current.buf or 0)
  outline.source = another_document(outline) or 0
  render(outline)
  for _, window in ipairs(vim.fn.win_findbuf(buf)) do
    set_options(window, nil)
  end
end

---@class undoc.OutlineOptions
---@field mods? vim.api.keyset.cmd.mods where the window goes: |:vertical| and the like
---@field stay? boolean the cursor stays in the document

--- Opens the outline of a document, or goes to it.
---@param document undoc.Document
---@param options? undoc.OutlineOptions
---@return integer? window
---@return string? message
function M.open(document, options)
  options = options or {}
  local from = api.nvim_get_current_win()
  local outline = of_tab(0)
  if outline then
    show(outline, document.buf)
    local window = windows_of(outline)[1]
    if not options.stay then
      api.nvim_set_current_win(window)
    end
    return window
  end
  local mods = options.mods or {}
  local chosen = mods.vertical or mods.horizontal or (mods.split or '') ~= '' or (mods.tab or -1) >= 0
  if not chosen then
    mods = vim.tbl_extend('force', mods, { vertical = true, split = 'botright' })
  end
  local good, problem = pcall(api.nvim_cmd, { cmd = 'split', mods = mods }, {})
  if not good then
    return nil, 'the outline has no window: ' .. tostring(problem):gsub('^Vim:', '')
  end
  local window = api.nvim_get_current_win()
  local buf = api.nvim_create_buf(false, true)
  api.nvim_buf_set_name(buf, PREFIX .. buf)
  local width = mods.vertical and require('undoc.config').get('outline_width', document.buf) or nil
  outline = adopt(buf, document.buf, width)
  api.nvim_win_set_buf(window, buf)
  set_options(window, outline.width)
  if outline.width then
    api.nvim_win_set_width(window, outline.width)
  end
  api.nvim_set_current_win(from)
  follow(outline)
  if not options.stay then
    api.nvim_set_current_win(window)
  end
  return window
end

return M
