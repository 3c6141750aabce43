--- Applies what findings propose. One call is one undo step.

local M = {}

local function before(a_line, a_column, b_line, b_column)
  return a_line < b_line or a_line == b_line and a_column < b_column
end

--- Makes edits, the last one first, so that the places of the others stay right.
---@param buf integer
---@param edits table[] lines and columns from 1, ends exclusive
function M.edit(buf, edits)
  local sorted = vim.deepcopy(edits)
  table.sort(sorted, function(a, b)
    return before(b.line, b.column, a.line, a.column)
  end)
  local count = vim.api.nvim_buf_line_count(buf)
  local function clamp(line, column)
    if line > count then
      return count - 1, #vim.api.nvim_buf_get_lines(buf, count - 1, count, false)[1]
    end
    local length = #vim.api.nvim_buf_get_lines(buf, line - 1, line, false)[1]
    return line - 1, math.min(column - 1, length)
  end
  require('undoc.edit').keeping_marks(buf, function()
    for _, edit in ipairs(sorted) do
      local first, first_column = clamp(edit.line, edit.column)
      local last, last_column = clamp(edit.end_line, edit.end_column)
      local text = vim.split(edit.text, '\n', { plain = true })
      vim.api.nvim_buf_set_text(buf, first, first_column, last, last_column, text)
    end
  end)
end

--- A draft's words that nobody has confirmed are confirmed one by one: not with all others of some lines.
---@param findings table[]
---@return table[]
local function certain(findings)
  return vim.tbl_filter(function(finding)
    return finding.code ~= 'draft/placeholder'
  end, findings)
end

--- Findings that touch the lines, with at least one fix; those under the cursor's column first.
---@param document undoc.Document
---@param first integer from 1
---@param last integer
---@param column? integer from 1
function M.at(document, first, last, column)
  local found = vim.tbl_filter(function(finding)
    return #(finding.fixes or {}) > 0 and finding.line <= last and finding.end_line >= first
  end, require('undoc.document').findings(document))
  if column then
    local under = vim.tbl_filter(function(finding)
      return not before(first, column, finding.line, finding.column)
        and before(first, column, finding.end_line, finding.end_column)
    end, found)
    if #under > 0 then
      return under
    end
  end
  return found
end

--- The first fix of each finding, those left out that would change what another one changes.
---@return table[] edits
---@return integer findings that they mend
---@return integer clashes findings that were left, as their fix changes what another one changes
function M.first_fixes(findings)
  local edits, count, clashes = {}, 0, 0
  local function overlaps(edit)
    for _, other in ipairs(edits) do
      local apart = not before(edit.line, edit.column, other.end_line, other.end_column)
        or not before(other.line, other.column, edit.end_line, edit.end_column)
      local same = edit.line == other.line and edit.column == other.column
      if same or not apart then
        return true
      end
    end
    return false
  end
  for _, finding in ipairs(findings) do
    local fix = finding.fixes[1]
    local clash = false
    for _, edit in ipairs(fix.edits) do
      clash = clash or overlaps(edit)
    end
    if clash then
      clashes = clashes + 1
    else
      vim.list_extend(edits, fix.edits)
      count = count + 1
    end
  end
  return edits, count, clashes
end

--- How many findings the lines have, those without a fix among them.
local function count_in(document, first, last)
  return #vim.tbl_filter(function(finding)
    return finding.line <= last and finding.end_line >= first
  end, require('undoc.document').findings(document))
end

---@param document undoc.Document
---@param choice { revision: integer, fix: table }
local function apply(document, choice)
  if choice.revision ~= document.doc:revision() then
    require('undoc.say').warn('the text has changed since: nothing was done')
    return false
  end
  M.edit(document.buf, choice.fix.edits)
  return true
end

--- Every fix of the lines, as choices.
---@param document undoc.Document
function M.choices(document, findings)
  local choices = {}
  local revision = document.doc:revision()
  for _, finding in ipairs(findings) do
    for _, fix in ipairs(finding.fixes) do
      choices[#choices + 1] = { revision = revision, fix = fix, finding = finding, title = fix.title }
    end
  end
  return choices
end

M.apply = apply

--- `:Undoc fix`, at the cursor or for a range.
---@param document undoc.Document
---@param range? { [1]: integer, [2]: integer } lines from 1
function M.run(document, range)
  local say = require('undoc.say')
  if range then
    local findings = certain(M.at(document, range[1], range[2]))
    local edits, count, clashes = M.first_fixes(findings)
    local all = count_in(document, range[1], range[2])
    if count == 0 then
      local why = all == 1 and 'the finding in these lines has no certain fix'
        or ('the %d findings have no certain fix'):format(all)
      say.info(all == 0 and 'nothing to fix in these lines' or why)
      return
    end
    M.edit(document.buf, edits)
    local left = {}
    if all > #findings then
      left[#left + 1] = ('%d without a certain fix'):format(all - #findings)
    end
    if clashes > 0 then
      left[#left + 1] = ('%d whose fix changes the same words as another, for the next time'):format(clashes)
    end
    local done = ('%d of %d findings fixed'):format(count, all)
    say.info(#left > 0 and ('%s; left: %s'):format(done, table.concat(left, ', ')) or done)
    return
  end
  local cursor = vim.api.nvim_win_get_cursor(0)
  local choices = M.choices(document, M.at(document, cursor[1], cursor[1], cursor[2] + 1))
  if #choices == 0 then
    say.info('nothing to fix in this line')
  elseif #choices == 1 then
    if apply(document, choices[1]) then
      say.info(choices[1].title)
    end
  else
    vim.ui.select(choices, {
      prompt = 'Fix',
      kind = 'codeaction',
      format_item = function(choice)
        return choice.title
      end,
    }, function(choice)
      if choice then
        apply(document, choice)
      end
    end)
  end
end

return M
