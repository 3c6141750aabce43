--- What is known of the words at a place: the items of an agenda reference, else what the line was taken for.

local M = {}

---@param document undoc.Document
---@param line integer from 0
---@param column integer from 0
---@return string[]?
function M.at(document, line, column)
  local reference = document.doc:reference_at(line, column)
  if reference and reference.items then
    local agenda = require('undoc.agenda')
    local lines = agenda.describe((agenda.session(document)), reference.items)
    if lines then
      return lines
    end
  end
  return require('undoc.explain').lines(document, line)
end

return M
