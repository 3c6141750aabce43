--- Places of the protocol: bytes of a line here, and what the client counts in there.

local M = {}

--- What the client counts in; told when it starts.
local encoding = 'utf-8'

--- Takes the first that the client offers and that costs least: bytes need no counting.
---@param offered? string[]
---@return string
function M.agree(offered)
  for _, one in ipairs({ 'utf-8', 'utf-16', 'utf-32' }) do
    if vim.list_contains(offered or { 'utf-16' }, one) then
      encoding = one
      return one
    end
  end
  encoding = 'utf-16'
  return encoding
end

--- Whether a range that the core told holds a place.
---@param found { line: integer, column: integer, end_line: integer, end_column: integer }
---@param line integer
---@param column integer
---@return boolean
function M.holds(found, line, column)
  local after = line > found.line or line == found.line and column >= found.column
  return after and (line < found.end_line or line == found.end_line and column < found.end_column)
end

---@param buf integer
---@param line integer from 0
local function text_of(buf, line)
  return vim.api.nvim_buf_get_lines(buf, line, line + 1, false)[1] or ''
end

--- Bytes of a line up to a place, those of what stands there when it is inside of a character.
---@param buf integer
---@param position lsp.Position
---@return integer line
---@return integer column
function M.place(buf, position)
  local line, character = position.line, position.character
  if encoding == 'utf-8' then
    return line, character
  end
  local text = text_of(buf, line)
  local column, units = 0, 0
  while column < #text and units < character do
    local length = vim.str_utf_end(text, column + 1) + 1
    units = units + (encoding == 'utf-16' and length == 4 and 2 or 1)
    column = column + length
  end
  return line, column
end

---@param buf integer
---@param line integer
---@param column integer
---@return lsp.Position
function M.of(buf, line, column)
  if encoding == 'utf-8' or column == 0 then
    return { line = line, character = column }
  end
  local units, at = 0, 0
  local text = text_of(buf, line)
  while at < math.min(column, #text) do
    local length = vim.str_utf_end(text, at + 1) + 1
    units = units + (encoding == 'utf-16' and length == 4 and 2 or 1)
    at = at + length
  end
  return { line = line, character = units }
end

---@param buf integer
---@param line integer
---@param column integer
---@param end_line integer
---@param end_column integer
---@return lsp.Range
function M.range(buf, line, column, end_line, end_column)
  return { start = M.of(buf, line, column), ['end'] = M.of(buf, end_line, end_column) }
end

--- The range of something that the core told: line, column, end_line, end_column.
---@param buf integer
---@param found { line: integer, column: integer, end_line: integer, end_column: integer }
---@return lsp.Range
function M.of_found(buf, found)
  return M.range(buf, found.line, found.column, found.end_line, found.end_column)
end

--- Whole lines, from 0, the last one excluded: to the end of the text of the last line.
---@param buf integer
---@param first integer
---@param last integer
---@return lsp.Range
function M.lines(buf, first, last)
  last = math.max(last, first + 1)
  return M.range(buf, first, 0, last - 1, #text_of(buf, last - 1))
end

return M
