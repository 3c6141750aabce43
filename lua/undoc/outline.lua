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

---@class undoc.Outline
---@field buf integer
---@field window integer
---@field source integer the document's buffer
---@field entries undoc.Entry[]
---@field lines string[]
---@field counts integer[] findings of each entry and what lies in it
---@field findings table[]

--- One for each tab page.
---@type table<integer, undoc.Outline>
local outlines = {}

local function of_tab(tab)
  local outline = outlines[tab or api.nvim_get_current_tabpage()]
  if outline and api.nvim_win_is_valid(outline.window) and api.nvim_win_get_buf(outline.window) == outline.buf then
    return outline
  end
end

--- By buffer: for what Neovim evaluates in the outline's window.
local function of_buffer(buf)
  for _, outline in pairs(outlines) do
    if outline.buf == buf then
      return outline
    end
  end
end

--- Findings that begin in lines.
local function count(findings, first, last)
  local total = 0
  for _, finding in ipairs(findings) do
    if finding.line >= first and finding.line <= last then
      total = total + 1
    end
  end
  return total
end

--- Sets the lines that differ and no others, so that closed folds stay closed.
local function set_lines(buf, old, new)
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
  local documents = require('undoc.document')
  local document = documents.get(outline.source)
  outline.entries = document and documents.outline(document) or {}
  outline.findings = document and documents.findings(document) or {}
  outline.counts = {}
  -- The core counts all findings; where the user silences some, they are counted here.
  local silenced = document and #require('undoc.config').get('ignore', document.buf) > 0
  local lines = {}
  for i, entry in ipairs(outline.entries) do
    outline.counts[i] = silenced and count(outline.findings, entry.lines[1], entry.lines[2]) or entry.findings
    lines[i] = ('  '):rep(entry.depth) .. entry.title:gsub('%c', ' ')
  end
  if #lines == 0 then
    lines[1] = '(nothing recognised yet)'
  end
  set_lines(outline.buf, outline.lines, lines)
  outline.lines = lines
  api.nvim_buf_clear_namespace(outline.buf, space, 0, -1)
  for i, entry in ipairs(outline.entries) do
    api.nvim_buf_set_extmark(outline.buf, space, i - 1, 0, {
      end_col = #lines[i],
      hl_group = groups[entry.kind],
      sign_text = outline.counts[i] > 0 and tostring(math.min(outline.counts[i], 99)) or nil,
      sign_hl_group = outline.counts[i] > 0 and 'DiagnosticSignWarn' or nil,
    })
  end
end

--- Puts the outline's cursor on the entry that the document's cursor stands in.
---@param outline undoc.Outline
local function follow(outline)
  local window = api.nvim_get_current_win()
  if window == outline.window or api.nvim_win_get_buf(window) ~= outline.source then
    return
  end
  local at = require('undoc.document').entry_at(outline.entries, api.nvim_win_get_cursor(window)[1])
  if at and api.nvim_win_get_cursor(outline.window)[1] ~= at then
    api.nvim_win_set_cursor(outline.window, { at, 0 })
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
  local entry = outline.entries[api.nvim_win_get_cursor(outline.window)[1]]
  if not entry or not api.nvim_buf_is_loaded(outline.source) then
    return
  end
  local window = window_of(outline.source)
  if window then
    api.nvim_set_current_win(window)
  else
    vim.cmd('topleft vertical sbuffer ' .. outline.source)
  end
  vim.cmd("normal! m'")
  local line = math.min(entry.lines[1], api.nvim_buf_line_count(outline.source))
  api.nvim_win_set_cursor(0, { line, 0 })
  vim.cmd('normal! zv')
end

local function close(outline)
  for tab, other in pairs(outlines) do
    if other == outline then
      outlines[tab] = nil
    end
  end
  if api.nvim_win_is_valid(outline.window) and #api.nvim_tabpage_list_wins(api.nvim_win_get_tabpage(outline.window)) > 1
  then
    api.nvim_win_close(outline.window, true)
  elseif api.nvim_buf_is_valid(outline.buf) then
    -- The last window cannot be closed: it gets the document back, or an empty buffer.
    api.nvim_buf_delete(outline.buf, { force = true })
  end
end

--- For the option 'foldexpr' of the outline's window.
function M.fold_level(line)
  local outline = of_buffer(api.nvim_get_current_buf())
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
  local outline = of_buffer(api.nvim_get_current_buf())
  local first = outline and outline.entries[vim.v.foldstart]
  local last = outline and outline.entries[vim.v.foldend]
  local total = outline and first and last and count(outline.findings, first.lines[1], last.lines[2]) or 0
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
  if width then
    api.nvim_win_set_width(window, width)
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
  local outline = of_tab()
  local window = api.nvim_get_current_win()
  if not outline or window == outline.window or api.nvim_win_get_config(window).relative ~= '' then
    return
  end
  for _, other in ipairs(api.nvim_tabpage_list_wins(0)) do
    local floats = api.nvim_win_get_config(other).relative ~= ''
    if other ~= window and other ~= outline.window and not floats then
      return
    end
  end
  local source = outline.source
  close(outline)
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
  documents.on('update', function(document)
    for _, outline in pairs(outlines) do
      if outline.source == document.buf and api.nvim_buf_is_valid(outline.buf) then
        render(outline)
        if of_tab() == outline then
          follow(outline)
        end
      end
    end
  end)
  documents.on('detach', function(document)
    for _, outline in pairs(vim.tbl_values(outlines)) do
      if outline.source == document.buf then
        vim.schedule(function()
          if api.nvim_buf_is_valid(outline.buf) and outline.source == document.buf then
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
      local outline = of_tab()
      if outline then
        follow(outline)
      end
    end,
  })
  api.nvim_create_autocmd('BufEnter', {
    group = group,
    callback = function(event)
      local outline = of_tab()
      if outline and event.buf ~= outline.source and documents.get(event.buf) then
        outline.source = event.buf
        render(outline)
        follow(outline)
      end
    end,
  })
  api.nvim_create_autocmd('QuitPre', { group = group, callback = before_quit })
  api.nvim_create_autocmd('BufWipeout', {
    group = group,
    callback = function(event)
      for tab, outline in pairs(outlines) do
        if outline.buf == event.buf then
          outlines[tab] = nil
        end
      end
    end,
  })
end

---@class undoc.OutlineOptions
---@field mods? vim.api.keyset.cmd.mods where the window goes: |:vertical| and the like
---@field stay? boolean the cursor stays in the document

--- Opens the outline of a document, or goes to it.
---@param document undoc.Document
---@param options? undoc.OutlineOptions
---@return integer window
function M.open(document, options)
  options = options or {}
  watch()
  local from = api.nvim_get_current_win()
  local outline = of_tab()
  if outline then
    outline.source = document.buf
    render(outline)
    follow(outline)
    if not options.stay then
      api.nvim_set_current_win(outline.window)
    end
    return outline.window
  end
  local mods = options.mods or {}
  local chosen = mods.vertical or mods.horizontal or (mods.split or '') ~= '' or (mods.tab or -1) >= 0
  if not chosen then
    mods = vim.tbl_extend('force', mods, { vertical = true, split = 'botright' })
  end
  local buf = api.nvim_create_buf(false, true)
  vim.bo[buf].bufhidden = 'wipe'
  api.nvim_buf_set_name(buf, 'undoc://outline/' .. buf)
  api.nvim_cmd({ cmd = 'split', mods = mods }, {})
  local window = api.nvim_get_current_win()
  api.nvim_win_set_buf(window, buf)
  outline = { buf = buf, window = window, source = document.buf, entries = {}, lines = { '' }, counts = {} }
  outline.findings = {}
  outlines[api.nvim_get_current_tabpage()] = outline
  vim.bo[buf].modifiable = false
  vim.bo[buf].filetype = 'undocoutline'
  render(outline)
  set_options(window, mods.vertical and require('undoc.config').get('outline_width', document.buf) or nil)
  set_keys(outline)
  api.nvim_set_current_win(from)
  follow(outline)
  if not options.stay then
    api.nvim_set_current_win(window)
  end
  return window
end

return M
