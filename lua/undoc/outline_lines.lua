--- Lines of an outline that is edited. Each ends with the place of its entry, which is not shown: so it is known
--- wherever it is moved, put or sorted to. Its number is not part of it, and stands before it as virtual text.

local api = vim.api

local M = {}

local shown = api.nvim_create_namespace('undoc.outline.edit')
local reasons = api.nvim_create_namespace('undoc.outline.reasons')

local INDENT = 2

--- A tab parts the text from the place: no text that is shown has one.
local PATTERN = '^(%s*)(.-)\t(%d+)$'

---@param entry undoc.Entry
---@param id integer
---@return string
local function line_of(entry, id)
  return (' '):rep(INDENT * entry.depth) .. require('undoc.say').visible(entry.title) .. '\t' .. id
end

---@param entries undoc.Entry[]
---@return string[]
function M.make(entries)
  local lines = {}
  for id, entry in ipairs(entries) do
    lines[id] = line_of(entry, id)
  end
  return lines
end

---@param text string
---@return integer? depth
local function depth_of(indent)
  local columns = vim.fn.strdisplaywidth(indent)
  return columns % INDENT == 0 and columns / INDENT or nil
end

---@class undoc.OutlineLine: undoc.OutlineRow
---@field line integer of the buffer, from 1

--- Reads edited lines. A line that is none of the outline's has a reason and no row; empty ones are passed over.
---@param lines string[]
---@param entries undoc.Entry[]
---@return undoc.OutlineLine[] rows
---@return table<integer, string> problems by line
function M.read(lines, entries)
  local rows, problems = {}, {}
  for line, text in ipairs(lines) do
    local indent, title, id = text:match(PATTERN)
    local entry = id and entries[tonumber(id)]
    local depth = entry and depth_of(indent)
    if not entry and text:find('%S') then
      problems[line] = 'this is no entry of the outline: new clauses are written in the document'
    elseif entry and vim.trim(title) ~= vim.trim(require('undoc.say').visible(entry.title)) then
      problems[line] = 'its words are changed in the document, not here'
    elseif entry and not depth then
      problems[line] = ('a level is %d columns'):format(INDENT)
    elseif entry then
      table.insert(rows, { id = tonumber(id), depth = depth, line = line })
    end
  end
  return rows, problems
end

--- How deep a line is indented; its own and the next one's tell how it folds.
---@param line integer
---@return string
function M.fold_level(line)
  local depth = math.floor(vim.fn.indent(line) / INDENT)
  if line < vim.fn.line('$') and vim.fn.indent(line + 1) >= (depth + 1) * INDENT then
    return '>' .. (depth + 1)
  end
  return tostring(depth)
end

--- A closed fold: its first line.
---@param line integer
---@return string
function M.fold_text(line)
  return (vim.fn.getline(line):gsub('\t%d+$', '')) .. ' …'
end

--- Hides places and shows numbers.
---@param buf integer
---@param entries undoc.Entry[]
---@param group_of fun(kind: string): string?
function M.decorate(buf, entries, group_of)
  api.nvim_buf_clear_namespace(buf, shown, 0, -1)
  for row, text in ipairs(api.nvim_buf_get_lines(buf, 0, -1, false)) do
    local indent, title, id = text:match(PATTERN)
    local entry = id and entries[tonumber(id)]
    if entry then
      local from, to = #indent, #indent + #title
      api.nvim_buf_set_extmark(buf, shown, row - 1, to, { end_col = #text, conceal = '' })
      api.nvim_buf_set_extmark(buf, shown, row - 1, from, { end_col = to, hl_group = group_of(entry.kind) })
      if entry.number then
        api.nvim_buf_set_extmark(buf, shown, row - 1, from, {
          virt_text = { { entry.number .. ' ', 'UndocLabel' } },
          virt_text_pos = 'inline',
          right_gravity = false,
        })
      end
    end
  end
end

--- A reason in as many lines as it takes in a window.
---@param text string
---@param width integer
---@return string[]
local function wrapped(text, width)
  local lines, line = {}, ''
  for word in text:gmatch('%S+') do
    if line ~= '' and vim.fn.strdisplaywidth(line .. ' ' .. word) > width then
      table.insert(lines, line)
      line = word
    else
      line = line == '' and word or line .. ' ' .. word
    end
  end
  table.insert(lines, line)
  return lines
end

--- Shows why lines cannot be, below each.
---@param buf integer
---@param problems table<integer, string> by line
function M.explain(buf, problems)
  api.nvim_buf_clear_namespace(buf, reasons, 0, -1)
  local window = vim.fn.bufwinid(buf)
  local width = window ~= -1 and api.nvim_win_get_width(window) - 4 or 40
  for line, problem in pairs(problems) do
    local indent = vim.fn.strdisplaywidth(api.nvim_buf_get_lines(buf, line - 1, line, false)[1]:match('^%s*'))
    local virtual = {}
    for at, text in ipairs(wrapped(problem, math.max(16, width - indent))) do
      virtual[at] = { { (' '):rep(indent) .. (at == 1 and '└ ' or '  ') .. text, 'DiagnosticError' } }
    end
    local length = #api.nvim_buf_get_lines(buf, line - 1, line, false)[1]
    api.nvim_buf_set_extmark(buf, reasons, line - 1, 0, {
      end_col = length,
      invalidate = true,
      undo_restore = false,
      virt_lines = virtual,
      sign_text = '!',
      sign_hl_group = 'DiagnosticSignError',
    })
  end
end

---@param buf integer
function M.clear(buf)
  api.nvim_buf_clear_namespace(buf, shown, 0, -1)
  api.nvim_buf_clear_namespace(buf, reasons, 0, -1)
end

M.INDENT = INDENT

return M
