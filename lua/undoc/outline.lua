--- `:Undoc outline`: the tree as people read it, in a window that follows the cursor and the text.

local api = vim.api

local M = {}

local PREFIX = 'undoc://outline/' -- of the names of outlines' buffers; plugin/undoc.lua has it too
local LEAST_WIDTH = 20 -- of a window beside the document, even where a third of the editor is less

---@class undoc.Outline: undoc.OutlineRows
---@field buf integer
---@field source integer the document's buffer; 0 where a session has brought back the outline and no document yet
---@field edit? undoc.OutlineEdit while it is edited
---@field width? integer columns of a window that stands beside the document

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

--- Columns of a window beside the document: a third of the editor at most.
local function columns(wanted)
  return math.min(wanted, math.max(math.floor(vim.o.columns / 3), LEAST_WIDTH))
end

--- Its windows are read from the side that the document's are.
---@param outline undoc.Outline
local function turn(outline)
  local window = vim.fn.bufwinid(outline.source)
  for _, shown in ipairs(window ~= -1 and windows_of(outline) or {}) do
    local left = vim.wo[window].rightleft
    if vim.wo[shown].rightleft ~= left then
      vim.wo[shown][0].rightleft = left
    end
  end
end

---@param outline undoc.Outline
local function render(outline)
  if not api.nvim_buf_is_loaded(outline.buf) then
    return
  end
  if outline.edit then
    require('undoc.outline_edit').refresh(outline)
    return
  end
  local documents = require('undoc.document')
  local document = outline.source ~= 0 and documents.get(outline.source) or nil
  outline.entries = document and documents.outline(document) or {}
  require('undoc.outline_view').render(outline.buf, outline)
  turn(outline)
end

--- Puts the outline's cursor on the entry that the document's cursor stands in.
---@param outline undoc.Outline
local function follow(outline)
  local window = api.nvim_get_current_win()
  if api.nvim_win_get_buf(window) ~= outline.source or outline.edit then
    return
  end
  local entry = require('undoc.document').entry_at(outline.entries, api.nvim_win_get_cursor(window)[1])
  local at = entry and require('undoc.outline_view').line(outline, entry)
  for _, shown in ipairs(at and windows_of(outline) or {}) do
    if api.nvim_win_get_cursor(shown)[1] ~= at and at <= api.nvim_buf_line_count(outline.buf) then
      api.nvim_win_set_cursor(shown, { at, 0 })
    end
  end
end

---@param outline undoc.Outline
---@param source integer
local function show(outline, source)
  if outline.edit and outline.source ~= source then
    if require('undoc.outline_edit').is_edited(outline) then
      return -- until it is written, or left
    end
    require('undoc.outline_edit').leave(outline)
  end
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

--- Closes windows of an outline, but for the last one of the editor, which gets an empty buffer.
---@param windows integer[]
local function close_windows(windows)
  for _, window in ipairs(windows) do
    local outline = api.nvim_win_is_valid(window) and outlines[api.nvim_win_get_buf(window)]
    local edited = outline and outline.edit and vim.bo[outline.buf].modified
    if api.nvim_win_is_valid(window) and not edited then
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
---@param outline undoc.Outline
local function close(outline)
  close_windows(vim.fn.win_findbuf(outline.buf))
end

--- For the option 'foldexpr' of the outline's window.
function M.fold_level(line)
  local outline = outlines[api.nvim_get_current_buf()]
  if outline and outline.edit then
    return require('undoc.outline_lines').fold_level(line)
  end
  return outline and require('undoc.outline_view').fold_level(outline, line) or '0'
end

--- For the option 'foldtext'.
function M.fold_text()
  local outline = outlines[api.nvim_get_current_buf()]
  if outline and outline.edit then
    return require('undoc.outline_lines').fold_text(vim.v.foldstart)
  end
  return outline and require('undoc.outline_view').fold_text(outline, vim.v.foldstart) or vim.fn.foldtext()
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

--- The editor became narrower: windows beside documents leave them two thirds.
local function narrow()
  for _, outline in pairs(outlines) do
    for _, window in ipairs(outline.width and vim.fn.win_findbuf(outline.buf) or {}) do
      local width = columns(outline.width)
      if api.nvim_win_get_width(window) > width and api.nvim_win_get_width(window) < vim.o.columns then
        api.nvim_win_set_width(window, width)
      end
    end
  end
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
  api.nvim_create_autocmd('VimResized', { group = group, callback = narrow })
  api.nvim_create_autocmd('QuitPre', { group = group, callback = before_quit })
  -- In a window that did not have it, by `:buffer` say.
  api.nvim_create_autocmd('BufWinEnter', {
    group = group,
    callback = function(event)
      local outline = outlines[event.buf]
      if outline then
        set_options(api.nvim_get_current_win(), outline.width)
      end
      if outline and outline.edit then
        require('undoc.outline_edit').set_window(api.nvim_get_current_win())
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

--- The buffer of an outline is for reading: it was just made, or edited before.
---@param outline undoc.Outline
function M.make_readable(outline)
  local options = vim.bo[outline.buf]
  options.buftype = 'nofile'
  options.undolevels = -1
  options.modifiable = false
  require('undoc.outline_keys').set(outline)
  render(outline)
end

--- Makes a buffer an outline.
---@param buf integer
---@param source integer
---@param width? integer
---@return undoc.Outline
local function adopt(buf, source, width)
  watch()
  local outline = { buf = buf, source = source, width = width, entries = {}, shown = {} }
  outlines[buf] = outline
  local options = vim.bo[buf]
  options.buflisted = false
  options.bufhidden = 'wipe'
  options.swapfile = false
  options.filetype = 'undocoutline'
  M.make_readable(outline)
  return outline
end

--- Shows an outline anew: what its filter lets through is other entries, or what it shows has changed.
---@param outline undoc.Outline
function M.refresh(outline)
  render(outline)
end

M.close = close

--- Makes the outline in a window lines to edit.
---@param window integer
function M.edit(window)
  local outline = outlines[api.nvim_win_get_buf(window)]
  if outline then
    api.nvim_set_current_win(window)
    require('undoc.outline_edit').begin(outline)
  end
end

--- The outline that is the current buffer.
---@return undoc.Outline?
function M.here()
  return outlines[api.nvim_get_current_buf()]
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
    require('undoc.outline_edit').leave(outline)
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
    api.nvim_win_set_width(window, columns(outline.width))
  end
  api.nvim_set_current_win(from)
  turn(outline)
  follow(outline)
  if not options.stay then
    api.nvim_set_current_win(window)
  end
  return window
end

return M
