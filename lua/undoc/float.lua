--- A small window beside the cursor that closes when it moves.

local api = vim.api

local M = {}

local NAME = 'undoc' -- the variable by which Neovim finds the window again

--- Closes what is shown, unless it is the same: asked for twice, the window is entered, as with `K`.
local function replace(lines)
  for _, window in ipairs(api.nvim_tabpage_list_wins(0)) do
    if vim.w[window][NAME] and window ~= api.nvim_get_current_win() then
      if not vim.deep_equal(api.nvim_buf_get_lines(api.nvim_win_get_buf(window), 0, -1, false), lines) then
        api.nvim_win_close(window, true)
      end
    end
  end
end

---@param lines string[]
---@param title? string
---@return integer buf
---@return integer window
function M.show(lines, title)
  replace(lines)
  local buf, window = vim.lsp.util.open_floating_preview(lines, '', {
    focus_id = NAME,
    border = 'rounded',
    title = title,
    max_width = 90,
    wrap = true,
  })
  -- Words stay whole, and what hangs over stays under its own.
  vim.wo[window].linebreak = true
  vim.wo[window].breakindent = true
  local height = api.nvim_win_text_height(window, {}).all
  if height > api.nvim_win_get_height(window) and height < vim.o.lines / 2 then
    api.nvim_win_set_height(window, height)
  end
  return buf, window
end

return M
