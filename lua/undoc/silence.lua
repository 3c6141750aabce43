--- Findings that are left as they are: the edits that silence a rule by a comment, `:Undoc silence`.

local M = {}

local function touches(finding, first, last)
  return finding.line <= last and finding.end_line >= first
end

local function holds(finding, line, column)
  local after = finding.line < line or finding.line == line and finding.column <= column
  local before = finding.end_line > line or finding.end_line == line and finding.end_column > column
  return after and before
end

--- Findings that touch lines, by their places in the list of all; those under a column first, where there are any.
---@param document undoc.Document
---@param first integer from 1
---@param last integer
---@param column? integer from 1
local function at(document, first, last, column)
  local found, under = {}, {}
  for i, finding in ipairs(require('undoc.document').findings(document)) do
    if touches(finding, first, last) then
      found[#found + 1] = { finding, i - 1 }
      if column and holds(finding, first, column) then
        under[#under + 1] = found[#found]
      end
    end
  end
  return #under > 0 and under or found
end

--- The edit that silences a finding as a choice that fix.lua applies; nil for a finding about a comment.
---@param document undoc.Document
---@param finding table
---@param number integer in the list of all, from 0
---@param whole boolean in the whole document
local function choice(document, finding, number, whole)
  local edit = document.doc:silence(number, whole)
  return edit
    and {
      title = edit.title,
      finding = finding,
      revision = document.doc:revision(),
      fix = {
        title = edit.title,
        edits = {
          {
            line = edit.line + 1,
            column = edit.column + 1,
            end_line = edit.end_line + 1,
            end_column = edit.end_column + 1,
            text = edit.text,
          },
        },
      },
    }
end

--- For each rule that found something in the lines: silenced at its place, and in the whole document.
---@param document undoc.Document
---@param first integer from 1
---@param last integer
---@param column? integer from 1
---@return table[] here
---@return table[] whole
function M.choices(document, first, last, column)
  local here, whole, seen = {}, {}, {}
  for _, found in ipairs(at(document, first, last, column)) do
    local finding, number = found[1], found[2]
    if not seen[finding.code] then
      seen[finding.code] = true
      here[#here + 1] = choice(document, finding, number, false)
      whole[#whole + 1] = choice(document, finding, number, true)
    end
  end
  return here, whole
end

--- More comments than anybody asks for in one command.
local MOST = 1000

--- Silences every finding of lines at its place; a comment that comes above a paragraph moves the lines after it.
---@param document undoc.Document
---@return integer silenced
local function all(document, first, last)
  local documents = require('undoc.document')
  local before = documents.finding_count(document)
  local skipped = 0
  for _ = 1, MOST do
    local found = at(document, first, last)[skipped + 1]
    local one = found and choice(document, found[1], found[2], false)
    if not found then
      break
    elseif not one then
      skipped = skipped + 1
    else
      local edit = one.fix.edits[1]
      require('undoc.fix').edit(document.buf, one.fix.edits)
      last = last + (edit.text:find('\n', 1, true) and 1 or 0)
    end
  end
  return before - documents.finding_count(document)
end

--- `:Undoc silence [document]`, at the cursor or for a range.
---@param document undoc.Document
---@param text string
---@param range? { [1]: integer, [2]: integer } lines from 1
function M.run(document, text, range)
  local say = require('undoc.say')
  if text ~= '' and text ~= 'document' then
    say.error(('there is no :Undoc silence %s: there is document'):format(text))
    return
  end
  if range and text == '' then
    local count = all(document, range[1], range[2])
    local silenced = ('%d finding%s silenced'):format(count, count == 1 and '' or 's')
    say.info(count == 0 and 'no finding in these lines' or silenced)
    return
  end
  local cursor = vim.api.nvim_win_get_cursor(0)
  local first, last = cursor[1], cursor[1]
  if range then
    first, last = range[1], range[2]
  end
  local here, whole = M.choices(document, first, last, not range and cursor[2] + 1 or nil)
  local choices = text == 'document' and whole or here
  local function apply(one)
    if one and require('undoc.fix').apply(document, one) then
      say.info(('%s is silenced %s'):format(one.finding.code, text == 'document' and 'in this document' or 'here'))
    end
  end
  if #choices == 0 then
    say.info('no finding in this line')
  elseif #choices == 1 then
    apply(choices[1])
  else
    vim.ui.select(choices, {
      prompt = 'Silence',
      kind = 'codeaction',
      format_item = function(one)
        return ('%s: %s'):format(one.finding.code, one.finding.message)
      end,
    }, apply)
  end
end

return M
