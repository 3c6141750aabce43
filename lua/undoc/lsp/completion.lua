--- What may stand at a place, for engines that complete: all candidates once, filtering is theirs.

local M = {}

local position = require('undoc.lsp.position')

--- Kinds of the protocol that engines draw apart.
local kinds = {
  item = 18, -- Reference
  opener = 14, -- Keyword
  state = 21, -- Constant
  addressee = 12, -- Value
  symbol = 17, -- File
  field = 5, -- Field
  rule = 20, -- EnumMember
}

---@param document undoc.Document
---@return lsp.CompletionList
function M.list(document, line, column)
  local from, candidates = document.doc:complete(line, column)
  if not from then
    error(candidates)
  end
  local range = position.range(document.buf, line, from, line, column)
  local items = {}
  for n, candidate in ipairs(candidates --[[@as undoc.Candidate[] ]]) do
    items[n] = {
      label = candidate.text,
      kind = kinds[candidate.kind],
      detail = candidate.detail,
      labelDetails = candidate.detail and { description = candidate.detail } or nil,
      -- An item is found by the words of its title as well.
      filterText = candidate.kind == 'item' and candidate.text .. ' ' .. (candidate.detail or '') or candidate.text,
      sortText = ('%05d'):format(n),
      textEdit = { range = range, newText = candidate.text },
    }
  end
  return { isIncomplete = false, items = items }
end

return M
