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

---@return string
function M.encoding()
  return encoding
end

--- What the client of the request that is answered counts in: a server for each that started one.
---@param agreed string
function M.use(agreed)
  encoding = agreed
end

---@return boolean
function M.counts_bytes()
  return encoding == 'utf-8'
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

local units_of, bytes_of
if vim.fn.has('nvim-0.11') == 1 then
  function units_of(text, column)
    return vim.str_utfindex(text, encoding, column, false)
  end
  function bytes_of(text, units)
    return vim.str_byteindex(text, encoding, units, false)
  end
else
  function units_of(text, column)
    return (select(encoding == 'utf-16' and 2 or 1, vim.str_utfindex(text, math.min(column, #text))))
  end
  function bytes_of(text, units)
    -- An error past the end.
    return units < units_of(text, #text) and vim.str_byteindex(text, units, encoding == 'utf-16') or #text
  end
end

--- Bytes of a line up to a place, those of what stands there when it is inside of a character.
---@param buf integer
---@param position lsp.Position
---@return integer line
---@return integer column
function M.place(buf, position)
  local line, character = position.line, position.character
  if encoding == 'utf-8' or character == 0 then
    return line, character
  end
  return line, bytes_of(text_of(buf, line), character)
end

---@param buf integer
---@param line integer
---@param column integer
---@return lsp.Position
function M.of(buf, line, column)
  if encoding == 'utf-8' or column == 0 then
    return { line = line, character = column }
  end
  return { line = line, character = units_of(text_of(buf, line), column) }
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
---@param document undoc.Document
---@param first integer
---@param last integer
---@return lsp.Range
function M.of_lines(document, first, last)
  last = math.max(last, first + 1)
  local units = document.doc:units(last - 1, encoding)
  return { start = { line = first, character = 0 }, ['end'] = { line = last - 1, character = units } }
end

--- The same where the buffer alone is at hand.
---@param buf integer
---@param first integer
---@param last integer
---@return lsp.Range
function M.lines(buf, first, last)
  last = math.max(last, first + 1)
  return M.range(buf, first, 0, last - 1, #text_of(buf, last - 1))
end

return M
