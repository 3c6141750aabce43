--- `:Undoc stats`, `:Undoc info`, `:Undoc log`: what there is to know of a document at a glance.

local M = {}

--- The most that a report of the Secretariat may have.
local LIMIT = 8500

local function plural(count, one, many)
  return ('%d %s'):format(count, count == 1 and one or many or one .. 's')
end

--- "120 words", "85 words, 340 characters".
local function length(words, han)
  local parts = {}
  if words > 0 or han == 0 then
    parts[1] = plural(words, 'word')
  end
  if han > 0 then
    parts[#parts + 1] = plural(han, 'Chinese character')
  end
  return table.concat(parts, ', ')
end

local part_names = {
  masthead = 'Masthead',
  title = 'Titles',
  letter = 'Letter',
  subject = 'Subject lines',
  preambular = 'Preambular paragraphs',
  operative = 'Operative paragraphs',
  paragraph = 'Paragraphs',
  annex = 'Annexes',
  heading = 'Headings',
  footnote = 'Footnotes',
  signature = 'Signatures',
  request = 'Requests',
}
local order = {
  'masthead', 'title', 'subject', 'preambular', 'operative', 'paragraph', 'request', 'signature', 'heading', 'annex',
  'footnote',
}

--- Words by part: of a clause with its sub-paragraphs, of an annex all that has no part of its own.
---@param document undoc.Document
---@return string[]
function M.stats(document)
  local doc = document.doc
  local parts, outermost = {}, -1
  for id = 1, doc:node_count() - 1 do
    local kind, _, _, first, last = doc:node(id)
    local inside = first < outermost
    if part_names[kind] and not (inside and kind == 'paragraph') then
      local part = parts[kind] or { count = 0, words = 0, han = 0 }
      parts[kind] = part
      part.count = part.count + 1
      if kind ~= 'annex' and kind ~= 'heading' then
        local words, han = doc:length(first, last)
        part.words, part.han = part.words + words, part.han + han
      end
      if kind == 'preambular' or kind == 'operative' then
        outermost = last
      end
    end
  end
  local words, han = doc:length(0, doc:line_count())
  local lines = { length(words, han) }
  if words > LIMIT then
    lines[1] = ('%s: %d more than a report of the Secretariat may have'):format(lines[1], words - LIMIT)
  elseif han == 0 then
    lines[1] = ('%s; a report of the Secretariat may have %d'):format(lines[1], LIMIT)
  end
  for _, kind in ipairs(order) do
    local part = parts[kind]
    if part and (kind == 'annex' or kind == 'heading') then
      lines[#lines + 1] = ('%-22s %4d'):format(part_names[kind], part.count)
    elseif part then
      lines[#lines + 1] = ('%-22s %4d  %s'):format(part_names[kind], part.count, length(part.words, part.han))
    end
  end
  local severities = {}
  for _, finding in ipairs(require('undoc.document').findings(document)) do
    severities[finding.severity] = (severities[finding.severity] or 0) + 1
  end
  for _, severity in ipairs({ 'error', 'warning', 'information', 'hint' }) do
    if severities[severity] then
      lines[#lines + 1] = plural(severities[severity], severity, severity == 'information' and severity or nil)
    end
  end
  if not next(severities) then
    lines[#lines + 1] = 'no findings'
  end
  local open = #doc:placeholders()
  if open > 0 then
    lines[#lines + 1] = plural(open, 'place') .. ' to fill in'
  end
  local brackets = doc:negotiation()
  if brackets and brackets > 0 then
    lines[#lines + 1] = plural(brackets, 'bracket') .. ' not agreed'
  end
  return lines
end

local fields = { 'organ', 'symbol', 'distribution', 'date', 'language', 'original', 'session', 'year', 'agenda' }

--- What was recognised of the document as a whole.
---@param document undoc.Document
---@return string[]
function M.info(document)
  local doc = document.doc
  local lines = { ('%s, language %s'):format(doc:kind():gsub('%-', ' '), doc:language() or 'not known') }
  for _, name in ipairs(fields) do
    local field = doc:masthead_field(name)
    if field then
      lines[#lines + 1] = ('%-13s %s'):format(name, field.text)
    end
  end
  local session = doc:session()
  if session then
    lines[#lines + 1] = ('%-13s %d, told by the %s'):format('belongs to', session.number, session.by:gsub('%-', ' '))
  end
  local letter = doc:letter_at(vim.api.nvim_win_get_cursor(0)[1] - 1)
  for _, name in ipairs(letter and { 'date', 'sender', 'to' } or {}) do
    if letter[name] then
      lines[#lines + 1] = ('%-13s %s'):format('letter ' .. name, letter[name].text)
    end
  end
  lines[#lines + 1] = ('%-13s %d lines, %d parts, revision %d'):format(
    'text', doc:line_count(), doc:node_count() - 1, doc:revision())
  return lines
end

--- What was said since the editor began, the last on top.
---@return string[]
function M.log()
  local said = require('undoc.say').log()
  local lines = {}
  for i = #said, 1, -1 do
    lines[#lines + 1] = ('%s  %s'):format(os.date('%H:%M:%S', said[i].time), said[i].text)
  end
  return #lines > 0 and lines or { 'nothing was said yet' }
end

--- Shows one of them.
---@param lines string[]
function M.show(lines)
  local say = require('undoc.say')
  require('undoc.float').show(vim.tbl_map(say.visible, lines))
end

return M
