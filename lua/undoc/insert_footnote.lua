--- A footnote: its marker after the word at the cursor, its text among the others, and every later one counted on.

local api = vim.api

local M = {}

local RAISED = { ['0'] = '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹' }

local function raised(number)
  return (tostring(number):gsub('%d', function(digit)
    return RAISED[tonumber(digit)] or RAISED[digit]
  end))
end

--- A number in the look of another one: `[3]`, `3`, `³`.
---@param look string
---@param number integer
local function written(look, number)
  if look:find('%d') then
    return (look:gsub('%d+', tostring(number), 1))
  end
  return raised(number)
end

---@class undoc.Numbered
---@field number integer
---@field range integer[] of the number in the text

---@param doc undoc.Doc
---@return undoc.Numbered[] footnotes with `node`
---@return undoc.Numbered[] markers
local function read(doc)
  local footnotes, markers = {}, {}
  for id = 1, doc:node_count() - 1 do
    local number = doc:node(id) == 'footnote' and doc:number(id)
    if number and tonumber(number.label) then
      local range = { number.line, number.column, number.end_line, number.end_column }
      footnotes[#footnotes + 1] = { number = tonumber(number.label), range = range, node = id }
    end
    for _, marker in ipairs(doc:markers(id)) do
      if marker.footnote then
        local range = { marker.line, marker.column, marker.end_line, marker.end_column }
        markers[#markers + 1] = { number = marker.number, range = range }
      end
    end
  end
  return footnotes, markers
end

local function text_of(range)
  return table.concat(api.nvim_buf_get_text(0, range[1], range[2], range[3], range[4], {}), '\n')
end

--- After the word at the cursor, with the marks that close it; on a label, after the first word.
---@param doc undoc.Doc
local function after_word(doc)
  local cursor = api.nvim_win_get_cursor(0)
  local row, column = cursor[1] - 1, cursor[2]
  local id = doc:at(row)
  local _, _, _, first = doc:node(id)
  if first == row then
    column = math.max(column, doc:opening(id) or 0)
  end
  local line = api.nvim_get_current_line()
  local stop = line:find('%s', column + 1)
  return row, stop and stop - 1 or #line
end

--- The row before which the text of the new one goes, and whether it is the first of all.
---@param doc undoc.Doc
---@param footnotes undoc.Numbered[]
---@param number integer
local function row_for(doc, footnotes, number)
  for _, footnote in ipairs(footnotes) do
    if footnote.number >= number then
      return footnote.range[1], false
    end
  end
  local last = footnotes[#footnotes]
  if last then
    local _, _, _, _, stop = doc:node(last.node)
    return stop, false
  end
  for id = 1, doc:node_count() - 1 do
    local kind, _, _, first = doc:node(id)
    if kind == 'annex' or kind == 'enclosure' then
      return first, true
    end
  end
  return api.nvim_buf_line_count(0), true
end

---@param edits { [1]: integer[], [2]: string }[]
local function make(edits)
  table.sort(edits, function(a, b)
    return a[1][1] > b[1][1] or a[1][1] == b[1][1] and a[1][2] > b[1][2]
  end)
  for _, edit in ipairs(edits) do
    local range = edit[1]
    api.nvim_buf_set_text(0, range[1], range[2], range[3], range[4], { edit[2] })
  end
end

--- Inserts a footnote.
---@param document undoc.Document
---@param text string its words
---@return boolean done
---@return string? message
function M.insert(document, text)
  local doc = document.doc
  local row, column = after_word(doc)
  local kind = doc:node(doc:at(row))
  if kind == 'footnote' or kind == 'furniture' or kind == 'document' then
    return false, 'a footnote belongs to a paragraph: put the cursor on the word that it is about'
  end
  local footnotes, markers = read(doc)
  local number, look = 1, nil
  for _, marker in ipairs(markers) do
    look = look or text_of(marker.range)
    if marker.range[1] < row or marker.range[1] == row and marker.range[2] < column then
      number = math.max(number, marker.number + 1)
    end
  end
  local edits = {}
  local function count_on(numbered)
    for _, one in ipairs(numbered) do
      if one.number >= number then
        edits[#edits + 1] = { one.range, written(text_of(one.range), one.number + 1) }
      end
    end
  end
  count_on(footnotes)
  count_on(markers)
  for _, footnote in ipairs(footnotes) do
    if footnote.number >= number then
      for _, reference in ipairs(doc:referrers(footnote.node)) do
        local range = { reference.line, reference.column, reference.end_line, reference.end_column }
        local words = text_of(range)
        if words:find(tostring(footnote.number), 1, true) then
          edits[#edits + 1] = { range, written(words, footnote.number + 1) }
        end
      end
    end
  end
  edits[#edits + 1] = { { row, column, row, column }, look and written(look, number) or raised(number) }
  local place, first = row_for(doc, footnotes, number)
  -- The label of the others, and what parts it from their words.
  local other = footnotes[1]
  local label, gap = raised(number), ' '
  if other then
    local line = api.nvim_buf_get_lines(0, other.range[3], other.range[3] + 1, false)[1]
    label = written(text_of(other.range), number)
    gap = line:sub(other.range[4] + 1):match('^[%s.)]+') or ' '
  end
  local lines = vim.split(label .. gap .. text, '\n', { plain = true })
  local count = api.nvim_buf_line_count(0)
  local function is_blank(at)
    local line = api.nvim_buf_get_lines(0, at, at + 1, false)[1]
    return line == nil or not line:find('%S')
  end
  local before, after = {}, {}
  if first then
    before = place > 0 and not is_blank(place - 1) and { '', '__________', '' } or { '__________', '' }
  elseif place > 0 and not is_blank(place - 1) and (#footnotes < 2 or is_blank(footnotes[2].range[1] - 1)) then
    before = { '' }
  end
  if place < count and not is_blank(place) and (first or is_blank(place - 1)) then
    after = { '' }
  end
  -- The text first where it stands below, so that the places of the others stay right.
  local new = vim.list_extend(vim.list_extend(vim.deepcopy(before), lines), after)
  for _, edit in ipairs(edits) do
    if edit[1][1] >= place then
      edit[1][1], edit[1][3] = edit[1][1] + #new, edit[1][3] + #new
    end
  end
  api.nvim_buf_set_lines(0, place, place, false, new)
  make(edits)
  local at = place + #before
  local line = api.nvim_buf_get_lines(0, at, at + 1, false)[1]
  local last = at + #lines - 1
  local stop = #api.nvim_buf_get_lines(0, last, last + 1, false)[1]
  require('undoc.insert_clause').fill_in(document, { at, #line - #lines[1] + #label + #gap, last, stop }, false)
  return true
end

return M
