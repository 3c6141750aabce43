--- Option `conceal`: marks of Markdown are out of sight, except in the line of the cursor. 'conceallevel' is set
--- where the user has not, and given back.

local api = vim.api

local M = {}

local LEVEL = 2

---@param window integer
local function set_up(window)
  local buf = api.nvim_win_get_buf(window)
  local wanted = require('undoc.document').all()[buf] ~= nil and require('undoc.config').get('conceal', buf)
  local ours = vim.w[window].undoc_conceal
  if wanted and not ours and vim.wo[window].conceallevel == 0 and vim.go.conceallevel == 0 then
    vim.wo[window][0].conceallevel = LEVEL
    vim.w[window].undoc_conceal = true
  elseif ours and not wanted then
    if vim.wo[window].conceallevel == LEVEL then
      vim.wo[window][0].conceallevel = 0
    end
    vim.w[window].undoc_conceal = nil
  end
end

--- The marks of a line, for one redraw.
---@param space integer
---@param buf integer
---@param doc undoc.Doc
---@param row integer
function M.mark(space, buf, doc, row)
  local columns = doc:markup(row)
  for i = 1, columns and #columns or 0, 2 do
    api.nvim_buf_set_extmark(buf, space, row, columns[i], {
      end_col = columns[i + 1],
      conceal = '',
      ephemeral = true,
      strict = false,
    })
  end
end

function M.start()
  api.nvim_create_autocmd({ 'BufWinEnter', 'WinNew' }, {
    group = api.nvim_create_augroup('undoc.conceal', {}),
    callback = require('undoc.document').on_windows(set_up),
  })
end

return M
