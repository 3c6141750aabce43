--- What an outline's buffer shows: a line for each entry that its filter lets through, and how they fold.

local api = vim.api

local M = {}

local space = api.nvim_create_namespace('undoc.outline')

local groups = {
  masthead = 'UndocMasthead',
  title = 'UndocTitle',
  annex = 'UndocAnnex',
  enclosure = 'UndocEnclosure',
  heading = 'UndocHeading',
  subject = 'UndocSubject',
  preambular = 'UndocPreambular',
  operative = 'UndocOperative',
  request = 'UndocRequest',
  signature = 'UndocSignature',
  adoption = 'UndocAdoption',
  footnote = 'UndocFootnote',
  furniture = 'UndocFurniture',
}

local EMPTY = '(nothing recognised yet)'
local NO_FINDINGS = '(no findings)'
local NO_MATCH = '(no entry has these words)'

---@class undoc.OutlineFilter
---@field typed string as it was typed
---@field kinds table<string, true> none: all of them
---@field words string[] in lower case; an entry has all of them

---@class undoc.OutlineRows
---@field entries undoc.Entry[] all
---@field shown integer[] by line: the entry's place among them
---@field filter? undoc.OutlineFilter
---@field findings? boolean shows only what has findings

--- Reads what was typed: names of kinds that there are, and words.
---@param typed string
---@param kinds string[]
---@return undoc.OutlineFilter?
function M.filter(typed, kinds)
  local filter = { typed = vim.trim(typed), kinds = {}, words = {} }
  for word in filter.typed:gmatch('%S+') do
    if vim.list_contains(kinds, word) then
      filter.kinds[word] = true
    else
      table.insert(filter.words, vim.fn.tolower(word))
    end
  end
  return filter.typed ~= '' and filter or nil
end

---@param filter undoc.OutlineFilter
---@param entry undoc.Entry
local function passes(filter, entry)
  if next(filter.kinds) and not filter.kinds[entry.kind] then
    return false
  end
  local text = #filter.words > 0 and vim.fn.tolower(require('undoc.document').entry_name(entry)) or ''
  for _, word in ipairs(filter.words) do
    if not text:find(word, 1, true) then
      return false
    end
  end
  return true
end

--- Kinds of the entries, each once, in their order.
---@param rows undoc.OutlineRows
---@return string[]
function M.kinds(rows)
  local kinds = {}
  for _, entry in ipairs(rows.entries) do
    if not vim.list_contains(kinds, entry.kind) then
      table.insert(kinds, entry.kind)
    end
  end
  return kinds
end

---@param rows undoc.OutlineRows
local function choose(rows)
  rows.shown = {}
  for i, entry in ipairs(rows.entries) do
    if (not rows.findings or entry.findings > 0) and (not rows.filter or passes(rows.filter, entry)) then
      table.insert(rows.shown, i)
    end
  end
end

--- The entry of a line.
---@param rows undoc.OutlineRows
---@param line integer
---@return undoc.Entry?
function M.entry(rows, line)
  return rows.entries[rows.shown[line]]
end

--- The line of an entry, or of the last one before it that is shown.
---@param rows undoc.OutlineRows
---@param index integer
---@return integer? line
function M.line(rows, index)
  local low, high = 0, #rows.shown
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if rows.shown[middle] <= index then
      low = middle
    else
      high = middle - 1
    end
  end
  return low > 0 and low or nil
end

--- Sets the lines that differ and no others, so that closed folds stay closed.
local function set_lines(buf, new)
  local old = api.nvim_buf_get_lines(buf, 0, -1, false)
  local first = 1
  while first <= #old and first <= #new and old[first] == new[first] do
    first = first + 1
  end
  local old_last, new_last = #old, #new
  while old_last >= first and new_last >= first and old[old_last] == new[new_last] do
    old_last, new_last = old_last - 1, new_last - 1
  end
  if first > old_last and first > new_last then
    return
  end
  vim.bo[buf].modifiable = true
  api.nvim_buf_set_lines(buf, first - 1, old_last, false, vim.list_slice(new, first, new_last))
  vim.bo[buf].modifiable = false
  vim.bo[buf].modified = false
end

local function empty_line(rows)
  if #rows.entries == 0 then
    return EMPTY
  end
  return rows.filter and NO_MATCH or NO_FINDINGS
end

--- An entry as its line shows it: its depth, its number, its text.
---@param entry undoc.Entry
---@return string line
---@return integer number where the number begins
---@return integer text where the text begins
function M.text(entry)
  local indent = ('  '):rep(entry.depth)
  local number = entry.number and entry.number .. ' ' or ''
  return indent .. number .. require('undoc.say').visible(entry.title), #indent, #indent + #number
end

--- What is filtered, over the windows.
local function set_bar(buf, rows)
  local parts = {}
  if rows.findings then
    table.insert(parts, 'findings')
  end
  if rows.filter then
    table.insert(parts, require('undoc.say').visible(rows.filter.typed))
  end
  local bar = #parts > 0 and (' only: ' .. table.concat(parts, ', ')):gsub('%%', '%%%%') or ''
  for _, window in ipairs(vim.fn.win_findbuf(buf)) do
    if vim.wo[window].winbar ~= bar then
      vim.wo[window][0].winbar = bar
    end
  end
end

--- What colours an entry of a kind.
---@param kind string
---@return string?
function M.group(kind)
  return groups[kind]
end

--- Takes marks and bar away, for what else is to be shown.
---@param buf integer
---@param rows undoc.OutlineRows
function M.clear(buf, rows)
  api.nvim_buf_clear_namespace(buf, space, 0, -1)
  set_bar(buf, rows)
end

--- Shows the entries in a buffer.
---@param buf integer
---@param rows undoc.OutlineRows
function M.render(buf, rows)
  choose(rows)
  local lines, numbers, texts = {}, {}, {}
  for line = 1, #rows.shown do
    lines[line], numbers[line], texts[line] = M.text(assert(M.entry(rows, line)))
  end
  set_lines(buf, #lines > 0 and lines or { empty_line(rows) })
  api.nvim_buf_clear_namespace(buf, space, 0, -1)
  for line = 1, #lines do
    local entry = assert(M.entry(rows, line))
    api.nvim_buf_set_extmark(buf, space, line - 1, texts[line], {
      end_col = #lines[line],
      hl_group = groups[entry.kind],
      sign_text = entry.findings > 0 and tostring(math.min(entry.findings, 99)) or nil,
      sign_hl_group = entry.findings > 0 and 'DiagnosticSignWarn' or nil,
    })
    if entry.number then
      api.nvim_buf_set_extmark(buf, space, line - 1, numbers[line], {
        end_col = texts[line] - 1,
        hl_group = 'UndocLabel',
      })
    end
  end
  set_bar(buf, rows)
end

--- For the option 'foldexpr'.
---@param rows undoc.OutlineRows
---@param line integer
---@return string
function M.fold_level(rows, line)
  local entry, below = M.entry(rows, line), M.entry(rows, line + 1)
  if not entry then
    return '0'
  end
  if below and below.depth > entry.depth then
    return '>' .. (entry.depth + 1)
  end
  return tostring(entry.depth)
end

--- For the option 'foldtext': the entry as far as there is room, and how many findings are folded away.
---@param rows undoc.OutlineRows
---@param line integer
---@return string
function M.fold_text(rows, line)
  local first = M.entry(rows, line)
  -- What is folded lies in the entry that the fold begins with.
  local total = first and first.findings or 0
  local tail = total > 0 and (' (%d)'):format(total) or ''
  local room = math.max(10, vim.fn.winwidth(0) - vim.fn.getwininfo(vim.fn.win_getid())[1].textoff - #tail - 2)
  local text = vim.fn.getline(line)
  local shown = require('undoc.say').beginning(text, room)
  return shown .. (shown == text and ' …' or '') .. tail
end

return M
