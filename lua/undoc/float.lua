--- A small window beside the cursor that closes when it moves. Neovim's own preview asks for more room than a window of
--- one line has.

local api = vim.api

local M = {}

local NAME = 'undoc' -- the variable by which the window is found again
local WIDTH = 90 -- a line of text is no longer, however wide the screen
local BORDER = 2 -- rows or columns of it, both sides together

--- The small window of this tab page.
local function shown()
  for _, window in ipairs(api.nvim_tabpage_list_wins(0)) do
    if vim.w[window][NAME] then
      return window, api.nvim_win_get_buf(window)
    end
  end
end

--- Goes back from the small window to the one that it was opened from: commands are about the text there.
function M.leave()
  local window = shown()
  local from = window and window == api.nvim_get_current_win() and vim.w[window].undoc_from
  if from and api.nvim_win_is_valid(from) then
    api.nvim_set_current_win(from)
  end
end

--- Asked for twice, the window is entered, and left again, as with `K`.
local function enter(window)
  if api.nvim_get_current_win() == window then
    vim.cmd.wincmd('p')
  else
    api.nvim_set_current_win(window)
  end
end

--- Above or below a row of the screen, where there is more room; below when both will do.
---@param row integer from 1
---@param wanted integer rows, border included
---@param rows integer of the screen
---@return integer top from 0
---@return integer height
local function place(row, wanted, rows)
  local above, below = row - 1, rows - row
  if below >= wanted or below >= above then
    local height = math.max(1, math.min(wanted, below))
    return math.max(0, math.min(row, rows - height)), height
  end
  local height = math.min(wanted, above)
  return above - height, height
end

--- Where the cursor stands on the screen, from 1.
local function cursor_on_screen()
  local window = api.nvim_get_current_win()
  local corner = api.nvim_win_get_position(window)
  local bar = vim.fn.getwininfo(window)[1].winbar
  return corner[1] + bar + math.max(1, vim.fn.winline()), corner[2] + math.max(1, vim.fn.wincol())
end

---@class undoc.FloatKey
---@field [1] string
---@field [2] string what it does
---@field [3] fun() run when the window is gone

---@param keys? undoc.FloatKey[]
local function close_with_cursor(source, buf, window, keys)
  local group = api.nvim_create_augroup('undoc.float.' .. window, {})
  local function close()
    pcall(api.nvim_del_augroup_by_id, group)
    if api.nvim_win_is_valid(window) then
      api.nvim_win_close(window, true)
    end
  end
  api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'InsertEnter' }, {
    group = group,
    buffer = source,
    callback = close,
  })
  api.nvim_create_autocmd('BufEnter', {
    group = group,
    callback = function(event)
      if event.buf ~= source and event.buf ~= buf then
        close()
      end
    end,
  })
  api.nvim_create_autocmd('WinClosed', {
    group = group,
    pattern = tostring(window),
    callback = function()
      pcall(api.nvim_del_augroup_by_id, group)
    end,
  })
  for _, key in ipairs({ 'q', '<Esc>' }) do
    vim.keymap.set('n', key, close, { buffer = buf, nowait = true, desc = 'Close' })
  end
  for _, key in ipairs(keys or {}) do
    vim.keymap.set('n', key[1], function()
      close()
      key[3]()
    end, { buffer = buf, nowait = true, desc = key[2] })
  end
end

--- What the border's lower side says of the keys, where there is room for it.
---@param keys? undoc.FloatKey[]
---@param width integer
local function footer(keys, width)
  local parts = {}
  for _, key in ipairs(keys or {}) do
    parts[#parts + 1] = ('%s %s'):format(key[1], key[2])
  end
  local text = (' %s '):format(table.concat(parts, '  '))
  return #parts > 0 and vim.fn.strdisplaywidth(text) <= width and text or nil
end

---@param lines string[]
---@param keys? undoc.FloatKey[] what else can be done in it; then it is entered at once
---@return integer buf
---@return integer window
function M.show(lines, keys)
  local old, old_buf = shown()
  if old and vim.deep_equal(api.nvim_buf_get_lines(old_buf, 0, -1, false), lines) then
    enter(old)
    return old_buf, old
  elseif old then
    if api.nvim_get_current_win() == old then
      vim.cmd.wincmd('p')
    end
    api.nvim_win_close(old, true)
  end

  local source, from = api.nvim_get_current_buf(), api.nvim_get_current_win()
  local buf = api.nvim_create_buf(false, true)
  vim.bo[buf].bufhidden = 'wipe'
  api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].modifiable = false

  local rows, columns = math.max(1, vim.o.lines - vim.o.cmdheight), vim.o.columns
  local border = rows > BORDER and columns > BORDER and BORDER or 0
  local width = 1
  for _, line in ipairs(lines) do
    width = math.max(width, vim.fn.strdisplaywidth(line))
  end
  local below = border > 0 and footer(keys, WIDTH) or nil
  width = math.max(width, below and vim.fn.strdisplaywidth(below) or 0)
  width = math.min(width, WIDTH, columns - border)
  local config = {
    relative = 'editor',
    row = 0,
    col = 0,
    width = width,
    height = 1,
    style = 'minimal',
    border = border > 0 and 'rounded' or 'none',
  }
  config.footer = below and footer(keys, width)
  local row, column = cursor_on_screen()
  local window = api.nvim_open_win(buf, false, config)
  vim.w[window][NAME] = true
  vim.w[window].undoc_from = from
  require('undoc.buffer').left_to_right(window)
  vim.wo[window].winfixbuf = true
  -- Words stay whole, and what hangs over stays under its own.
  vim.wo[window].wrap = true
  vim.wo[window].linebreak = true
  vim.wo[window].breakindent = true
  local top, height = place(row, api.nvim_win_text_height(window, {}).all + border, rows)
  if height <= border then -- three rows at least: over the cursor where it stands in the way
    top, height = math.max(0, math.min(top, rows - border - 1)), border + 1
  end
  config.row, config.height = top, height - border
  config.col = math.max(0, math.min(column - 1, columns - width - border))
  api.nvim_win_set_config(window, config)
  close_with_cursor(source, buf, window, keys)
  if keys then
    api.nvim_set_current_win(window)
  end
  return buf, window
end

return M
