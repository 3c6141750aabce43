--- ]] and [[: to the next and the previous part, paragraph or clause.

local M = {}

--- Nodes that a reader does not go to.
local passed = { document = true, furniture = true, footnote = true, subparagraph = true }

--- Where the parts begin, as lines from 1.
---@param doc undoc.Doc
---@param line integer
---@param step 1|-1
---@return integer?
local function find(doc, line, step)
  local last = doc:node_count() - 1
  local id = doc:node_before(line - 1)
  if step > 0 then
    id = id + 1
  end
  while id >= 1 and id <= last do
    local kind, _, _, first = doc:node(id)
    if not passed[kind] and (step > 0 and first + 1 > line or step < 0 and first + 1 < line) then
      return first + 1
    end
    id = id + step
  end
end

---@param count integer backwards when negative
function M.go(count)
  local document = require('undoc.document').get()
  if not document then
    return
  end
  local line = vim.api.nvim_win_get_cursor(0)[1]
  local target
  for _ = 1, math.abs(count) do
    local found = find(document.doc, target or line, count > 0 and 1 or -1)
    if not found then
      break
    end
    target = found
  end
  if target then
    vim.cmd("normal! m'")
    vim.api.nvim_win_set_cursor(0, { target, 0 })
  end
end

return M
