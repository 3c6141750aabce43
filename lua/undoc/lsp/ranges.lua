--- Folds and growing selections.

local M = {}

local position = require('undoc.lsp.position')

---@param document undoc.Document
---@return lsp.FoldingRange[]
function M.folding(document)
  local folds = {}
  for n = 1, math.huge do
    local depth, first, last = document.doc:entry(n)
    if not depth then
      break
    end
    last = last - 1
    -- Blank lines at the end stay in sight.
    while last > first and not vim.api.nvim_buf_get_lines(document.buf, last, last + 1, false)[1]:find('%S') do
      last = last - 1
    end
    if last > first then
      folds[#folds + 1] = { startLine = first, endLine = last, kind = 'region' }
    end
  end
  return folds
end

--- The word at a byte; nil between words. Han has no spaces: a run of letters is one word there.
---@param text string
---@param column integer
---@return integer? first
---@return integer? last
local function word_at(text, column)
  local at = 0
  while at <= #text do
    local first, last = vim.fn.match(text, '\\k\\+', at), vim.fn.matchend(text, '\\k\\+', at)
    if first < 0 or first > column then
      return nil
    elseif column < last then
      return first, last
    end
    at = last
  end
end

--- Ranges around a place, the innermost first: word, reference, sentence, sub-paragraph, clause, part, document.
---@param document undoc.Document
---@param line integer
---@param column integer
---@return integer[][]
local function around(document, line, column)
  local buf, doc = document.buf, document.doc
  local text = vim.api.nvim_buf_get_lines(buf, line, line + 1, false)[1] or ''
  local found = {}
  local first, last = word_at(text, column)
  if first then
    found[#found + 1] = { line, first, line, last }
  end
  local reference = doc:reference_at(line, column)
  if reference then
    found[#found + 1] = { reference.line, reference.column, reference.end_line, reference.end_column }
  end
  local function lines(from, to)
    local bottom = math.max(to - 1, from)
    while bottom > from and not vim.api.nvim_buf_get_lines(buf, bottom, bottom + 1, false)[1]:find('%S') do
      bottom = bottom - 1
    end
    found[#found + 1] = { from, 0, bottom, #vim.api.nvim_buf_get_lines(buf, bottom, bottom + 1, false)[1] }
  end
  local id = doc:at(line)
  while id and id > 0 do
    local _, _, parent, node_first, node_last = doc:node(id)
    lines(node_first, node_last)
    id = parent
  end
  local depth = math.huge
  for i = doc:entry_at(line) or 0, 1, -1 do
    local entry_depth, entry_first, entry_last = doc:entry(i)
    if entry_depth < depth then
      depth = entry_depth
      lines(entry_first, entry_last)
    end
    if depth == 0 then
      break
    end
  end
  lines(0, vim.api.nvim_buf_line_count(buf))
  return found
end

local function holds(outer, inner)
  local begins = outer[1] < inner[1] or outer[1] == inner[1] and outer[2] <= inner[2]
  local ends = outer[3] > inner[3] or outer[3] == inner[3] and outer[4] >= inner[4]
  return begins and ends and not vim.deep_equal(outer, inner)
end

---@param document undoc.Document
---@param line integer
---@param column integer
---@return lsp.SelectionRange
function M.selection(document, line, column)
  local ranges = around(document, line, column)
  -- One that holds another is larger in both.
  table.sort(ranges, function(a, b)
    local a_lines, b_lines = a[3] - a[1], b[3] - b[1]
    return a_lines < b_lines or a_lines == b_lines and a[4] - a[2] < b[4] - b[2]
  end)
  local innermost, outermost, last
  for _, range in ipairs(ranges) do
    if not last or holds(range, last) then
      local one = { range = position.range(document.buf, unpack(range)) }
      if outermost then
        outermost.parent = one
      end
      innermost, outermost, last = innermost or one, one, range
    end
  end
  return innermost
end

return M
