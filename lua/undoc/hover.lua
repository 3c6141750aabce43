--- What is known of the words at a place: the items of an agenda reference, else what the line was taken for.

local M = {}

---@param document undoc.Document
---@param line integer from 0
---@param column integer from 0
---@return string[]?
function M.at(document, line, column)
  local agenda = require('undoc.agenda')
  for _, reference in ipairs(require('undoc.document').parse(document).references) do
    local after = reference.line < line + 1 or reference.line == line + 1 and reference.column <= column + 1
    local before = reference.end_line > line + 1 or reference.end_line == line + 1 and reference.end_column > column + 1
    if reference.items and after and before then
      local lines = agenda.describe(agenda.session(document), reference.items)
      if lines then
        return lines
      end
    end
  end
  return require('undoc.explain').lines(document, line)
end

return M
