--- A small window beside the cursor that closes when it moves.

local M = {}

---@param lines string[]
---@param title? string
---@return integer buf
---@return integer window
function M.show(lines, title)
  return vim.lsp.util.open_floating_preview(lines, '', {
    focus_id = 'undoc',
    border = 'rounded',
    title = title,
    max_width = 90,
    wrap = true,
  })
end

return M
