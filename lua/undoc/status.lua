--- For status lines: b:undoc_status, and where the cursor stands.

local M = {}

local STEP_COLUMNS = 24 -- of each entry in the breadcrumb

---@param document undoc.Document
function M.text(document)
  local doc = document.doc
  local parts = { doc:kind() }
  parts[#parts + 1] = doc:language()
  local count = require('undoc.document').finding_count(document)
  if count > 0 then
    parts[#parts + 1] = ('%d finding%s'):format(count, count == 1 and '' or 's')
  end
  local blanks = #doc:placeholders()
  if blanks > 0 then
    parts[#parts + 1] = ('%d to fill in'):format(blanks)
  end
  local open = doc:negotiation()
  if open and open > 0 then
    parts[#parts + 1] = ('%d not agreed'):format(open)
  end
  return table.concat(parts, ' ')
end

--- The entries of the outline that hold the cursor, outermost first.
---@param window? integer
---@return undoc.Entry[]
function M.path(window)
  window = window or vim.api.nvim_get_current_win()
  local documents = require('undoc.document')
  local document = documents.get(vim.api.nvim_win_get_buf(window))
  if not document then
    return {}
  end
  local entries = documents.last_outline(document)
  local at = documents.entry_at(entries, vim.api.nvim_win_get_cursor(window)[1])
  local path = {}
  local depth = math.huge
  for i = at or 0, 1, -1 do
    if entries[i].depth < depth then
      depth = entries[i].depth
      table.insert(path, 1, entries[i])
    end
  end
  return path
end

--- A step by its number where it has one, else by the beginning of its words.
local function step(entry)
  return entry.number or require('undoc.document').entry_name(entry, STEP_COLUMNS)
end

--- Where the cursor stands, outermost first: "Annex › Declaration › 4 (b)". Of a step that the number of the next one
--- repeats only the next one stands, and where there is no room for all, the innermost ones.
---@param window? integer
---@param width? integer columns
---@return string
function M.breadcrumb(window, width)
  local steps = {}
  local path = M.path(window)
  for i, entry in ipairs(path) do
    local inner = path[i + 1]
    if not (entry.number and inner and inner.number and vim.startswith(inner.number, entry.number)) then
      steps[#steps + 1] = step(entry)
    end
  end
  local text = table.concat(steps, ' › ')
  while width and #steps > 1 and vim.fn.strdisplaywidth(text) > width do
    table.remove(steps, 1)
    text = '… › ' .. table.concat(steps, ' › ')
  end
  return width and require('undoc.say').beginning(text, math.max(width, 4)) or text
end

local names = {
  preambular = { 'preambular paragraph', 'preambular paragraphs' },
  operative = { 'operative paragraph', 'operative paragraphs' },
  paragraph = { 'paragraph', 'paragraphs' },
  subparagraph = { 'sub-paragraph', 'sub-paragraphs' },
}

--- What a fold shows: the words of its first part, and what lies in it.
---@param document undoc.Document
---@param first integer from 1
---@param last integer
---@return string
function M.foldtext(document, first, last)
  local documents = require('undoc.document')
  local entries = documents.last_outline(document)
  local head = documents.entry_at(entries, first)
  local title = head and documents.entry_name(entries[head], 60)
    or vim.api.nvim_buf_get_lines(document.buf, first - 1, first, false)[1]
    or ''
  local counts, findings = {}, 0
  for i = head or 1, #entries do
    local entry = entries[i]
    if entry.lines[1] > last then
      break
    end
    if i ~= head and entry.lines[1] >= first and names[entry.kind] then
      counts[entry.kind] = (counts[entry.kind] or 0) + 1
    end
  end
  for _, finding in ipairs(documents.findings(document)) do
    if finding.line >= first and finding.line <= last then
      findings = findings + 1
    end
  end
  local inside = {}
  for _, kind in ipairs({ 'preambular', 'operative', 'paragraph', 'subparagraph' }) do
    if counts[kind] then
      inside[#inside + 1] = ('%d %s'):format(counts[kind], names[kind][counts[kind] == 1 and 1 or 2])
    end
  end
  if findings > 0 then
    inside[#inside + 1] = ('%d finding%s'):format(findings, findings == 1 and '' or 's')
  end
  if #inside == 0 then
    inside[1] = ('%d lines'):format(last - first + 1)
  end
  return ('%s (%s)'):format(title, table.concat(inside, ', '))
end

function M.start()
  local documents = require('undoc.document')
  documents.on('update', function(document)
    document.views.outline = nil -- the breadcrumb's next look is at the text as it is now
    local text = M.text(document)
    if vim.b[document.buf].undoc_status ~= text then
      vim.b[document.buf].undoc_status = text
      vim.cmd.redrawstatus({ bang = true })
    end
  end)
  documents.on('detach', function(document)
    if vim.api.nvim_buf_is_valid(document.buf) then
      vim.b[document.buf].undoc_status = nil
    end
  end)
end

return M
