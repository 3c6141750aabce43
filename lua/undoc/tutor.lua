--- `:Undoc tutor`: ten minutes through a draft resolution. A window has the draft, one below it what to do; a step that
--- was done is ticked off, and the next one shown. Steps and draft are in data/tutor.txt.

local api = vim.api

local M = {}

local HEIGHT = 10 -- of the window with the steps; no more than half of the editor
local space = api.nvim_create_namespace('undoc.tutor')

---@class undoc.TutorStep
---@field title string
---@field lines string[] what to do; lines with four blanks before them are to be typed
---@field check string name of what tells that it was done
---@field argument string

---@class undoc.Tutor
---@field steps undoc.TutorStep[]
---@field at integer
---@field done table<integer, true>
---@field draft integer buffer
---@field guide integer buffer

---@type undoc.Tutor?
local tutor

--- Steps begin with `# title` and end with `? check argument`; the draft comes after a line of equals signs.
---@param lines string[]
---@return undoc.TutorStep[] steps
---@return string[] draft
function M.read(lines)
  local steps, draft, step = {}, nil, nil
  for _, line in ipairs(lines) do
    local title, check, argument = line:match('^# (.+)$'), line:match('^%? (%S+) ?(.*)$')
    if draft then
      table.insert(draft, line)
    elseif line:find('^=+$') then
      draft = {}
    elseif title then
      step = { title = title, lines = {} }
      table.insert(steps, step)
    elseif step and check then
      step.check, step.argument = check, argument
    elseif step then
      local last = step.lines[#step.lines]
      -- A paragraph is one line, which wraps where the window ends.
      if last and last:find('^%S') and line:find('^%S') then
        step.lines[#step.lines] = last .. ' ' .. line
      else
        table.insert(step.lines, line)
      end
    end
  end
  return steps, draft or {}
end

---@return string path
function M.path()
  return require('undoc.config').root .. '/data/tutor.txt'
end

---@param buf integer
---@return boolean
local function has_outline(buf)
  local outline = require('undoc.outline')
  for _, window in ipairs(api.nvim_tabpage_list_wins(0)) do
    local document = outline.document(api.nvim_win_get_buf(window))
    if document and document.buf == buf then
      return true
    end
  end
  return false
end

---@param text string
---@param beginning string
local function has_line(text, beginning)
  return vim.iter(text):any(function(line)
    return vim.startswith(line, beginning)
  end)
end

--- What tells that a step was done, by its name.
---@type table<string, fun(buf: integer, argument: string): boolean>
local checks = {
  --- The cursor of the draft is on a line that begins so.
  at = function(buf, argument)
    for _, window in ipairs(vim.fn.win_findbuf(buf)) do
      local row = api.nvim_win_get_cursor(window)[1]
      if has_line(api.nvim_buf_get_lines(buf, row - 1, row, false), argument) then
        return true
      end
    end
    return false
  end,
  line = function(buf, argument)
    return has_line(api.nvim_buf_get_lines(buf, 0, -1, false), argument)
  end,
  --- A line that begins so stands before one that begins otherwise.
  before = function(buf, argument)
    local one, other = argument:match('^(.-) / (.+)$')
    for _, line in ipairs(api.nvim_buf_get_lines(buf, 0, -1, false)) do
      if vim.startswith(line, one) or vim.startswith(line, other) then
        return vim.startswith(line, one)
      end
    end
    return false
  end,
  gone = function(buf, argument)
    return not has_line(api.nvim_buf_get_lines(buf, 0, -1, false), argument)
  end,
  --- The outline is open, closed or edited.
  outline = function(buf, argument)
    local here = require('undoc.outline').here()
    if argument == 'edited' then
      return here ~= nil and here.edit ~= nil
    end
    return has_outline(buf) == (argument == 'open')
  end,
  --- A small window is open.
  window = function()
    return vim.iter(api.nvim_tabpage_list_wins(0)):any(function(window)
      return api.nvim_win_get_config(window).relative ~= ''
    end)
  end,
}

---@param t undoc.Tutor
local function show(t)
  if not api.nvim_buf_is_loaded(t.guide) then
    return
  end
  local step = t.steps[t.at]
  local lines, marks = {}, {}
  local function add(line, group)
    table.insert(lines, line)
    marks[#lines] = group
  end
  if t.at > 1 and t.done[t.at - 1] then
    add(('✓ %s'):format(t.steps[t.at - 1].title), 'DiagnosticOk')
  end
  if step then
    add(('%d of %d  %s'):format(t.at, #t.steps, step.title), 'Title')
    for _, line in ipairs(step.lines) do
      add(line, line:find('^    ') and 'Special' or nil)
    end
  else
    add('That was all. `:help undoc` says the rest; `:tabclose` leaves this page.', 'Title')
  end
  vim.bo[t.guide].modifiable = true
  api.nvim_buf_set_lines(t.guide, 0, -1, false, lines)
  vim.bo[t.guide].modifiable = false
  api.nvim_buf_clear_namespace(t.guide, space, 0, -1)
  for line, group in pairs(marks) do
    api.nvim_buf_set_extmark(t.guide, space, line - 1, 0, { line_hl_group = group })
  end
  for _, window in ipairs(vim.fn.win_findbuf(t.guide)) do
    -- A list that was opened may have taken its lines, in a terminal of few.
    if api.nvim_win_get_height(window) < #lines then
      api.nvim_win_set_height(window, math.min(HEIGHT, math.floor(vim.o.lines / 2)))
    end
    api.nvim_win_set_cursor(window, { 1, 0 })
  end
end

--- Goes on where what the step asks for is there.
---@param t undoc.Tutor
local function look(t)
  local step = t.steps[t.at]
  if step and api.nvim_buf_is_loaded(t.draft) and checks[step.check](t.draft, step.argument) then
    t.done[t.at] = true
    t.at = t.at + 1
    show(t)
  end
end

---@param by integer
function M.turn(by)
  if not tutor then
    require('undoc.say').error('the tutor is not open: `:Undoc tutor` opens it')
    return
  end
  tutor.at = math.max(1, math.min(tutor.at + by, #tutor.steps + 1))
  show(tutor)
end

--- The step that is shown; one more than there are when all were done.
---@return integer?
function M.at()
  return tutor and tutor.at
end

---@param t undoc.Tutor
local function watch(t)
  local group = api.nvim_create_augroup('undoc.tutor', {})
  local waiting = false
  -- When everything else has happened that a key does.
  local function later()
    if not waiting then
      waiting = true
      vim.schedule(function()
        waiting = false
        if tutor == t then
          look(t)
        end
      end)
    end
  end
  api.nvim_create_autocmd({ 'CursorMoved', 'TextChanged', 'InsertLeave', 'WinNew', 'WinEnter', 'WinClosed' }, {
    group = group,
    callback = later,
  })
  api.nvim_create_autocmd('User', { group = group, pattern = { 'UndocUpdate', 'UndocFindings' }, callback = later })
  api.nvim_create_autocmd('BufWipeout', {
    group = group,
    callback = function(event)
      if event.buf == t.draft or event.buf == t.guide then
        api.nvim_del_augroup_by_id(group)
        tutor = nil
      end
    end,
  })
end

---@param name string
---@param lines string[]
---@return integer buf
local function scratch(name, lines)
  local buf = api.nvim_create_buf(false, true)
  vim.bo[buf].bufhidden = 'wipe'
  api.nvim_buf_set_name(buf, 'undoc://tutor/' .. name)
  local levels = vim.bo[buf].undolevels
  vim.bo[buf].undolevels = -1
  api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].undolevels = levels
  return buf
end

--- Opens the tutor in a tab page of its own; one that is open goes back to its beginning.
function M.open()
  local path = M.path()
  local file = io.open(path)
  if not file then
    require('undoc.say').error('there is no ' .. path)
    return
  end
  local steps, draft = M.read(vim.split((file:read('*a'):gsub('\n$', '')), '\n', { plain = true }))
  file:close()
  if tutor then
    for _, buf in ipairs({ tutor.guide, tutor.draft }) do
      pcall(api.nvim_buf_delete, buf, { force = true })
    end
  end
  vim.cmd.tabnew()
  local empty = api.nvim_get_current_buf()
  local t = { steps = steps, at = 1, done = {}, draft = scratch('draft', draft), guide = scratch('steps', {}) }
  api.nvim_win_set_buf(0, t.draft)
  pcall(api.nvim_buf_delete, empty, {})
  vim.bo[t.draft].filetype = 'undoc'
  vim.cmd(('botright %dsplit'):format(math.min(HEIGHT, math.floor(vim.o.lines / 2))))
  api.nvim_win_set_buf(0, t.guide)
  for name, value in pairs({ number = false, wrap = true, linebreak = true, winfixheight = true, list = false }) do
    vim.wo[0][0][name] = value
  end
  for key, by in pairs({ ['<CR>'] = 1, ['<BS>'] = -1 }) do
    vim.keymap.set('n', key, function()
      M.turn(by)
    end, { buffer = t.guide, desc = by > 0 and 'Next step' or 'Previous step' })
  end
  vim.cmd.wincmd('p')
  tutor = t
  watch(t)
  show(t)
end

return M
