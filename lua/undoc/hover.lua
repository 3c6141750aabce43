--- What is known of the words at a place: a finding, an agenda item, a symbol, what a reference names, an opener, the
--- session,
--- a State; else what the line was taken for.

local M = {}

local holds = require('undoc.lsp.position').holds

--- A path of this machine says nothing to a reader: packs are named as they lie in a folder of packs.
local function without_paths(text)
  return (text:gsub('[^%s()]*/(%w+/[%w%-_]+%.yaml)', '%1'))
end

--- Findings whose words hold the place: message, rule, where the manual speaks of it.
---@param document undoc.Document
local function findings(document, line, column)
  local lines = {}
  for _, finding in ipairs(require('undoc.document').findings(document)) do
    local range = {
      line = finding.line - 1,
      column = finding.column - 1,
      end_line = finding.end_line - 1,
      end_column = finding.end_column - 1,
    }
    if holds(range, line, column) then
      lines[#lines + 1] = ('%s: %s'):format(finding.severity, finding.message)
      lines[#lines + 1] = ('- rule %s, :help undoc-%s'):format(finding.code, finding.code)
      for _, fix in ipairs(finding.fixes or {}) do
        lines[#lines + 1] = '- fix: ' .. fix.title
      end
      if not vim.startswith(finding.code, 'comment/') then
        lines[#lines + 1] = '- leave it as it is: :Undoc silence'
      end
    end
  end
  return #lines > 0 and lines or nil
end

--- The parts of symbols.
local function symbol(document, reference, line, column)
  for _, target in ipairs(reference.targets or {}) do
    if holds(target, line, column) and target.name then
      local core = require('undoc.native').core()
      local parts = target.kind == 'symbol' and core and core.symbol_parts(target.name) or {}
      local lines = { target.kind == 'symbol' and target.name or reference.text }
      for _, part in ipairs(parts) do
        lines[#lines + 1] = ('  %-10s %s'):format(part.text, part.meaning or '')
      end
      local link = require('undoc.lsp.links').at(document, line, column)
      if link then
        lines[#lines + 1] = link.address
      end
      return #lines > 1 and lines or nil
    end
  end
end

--- What a reference to this document names.
local function target(document, line, column)
  local navigation = require('undoc.lsp.navigation')
  local meaning = navigation.meaning(document, line, column)
  if not meaning or not meaning.node then
    return nil
  end
  local _, _, _, first, last = document.doc:node(meaning.node)
  -- A label under the cursor is in sight already.
  if line >= first and line < last then
    return nil
  end
  local lines = vim.api.nvim_buf_get_lines(document.buf, first, math.min(last, first + 12), false)
  while #lines > 1 and not lines[#lines]:find('%S') do
    lines[#lines] = nil
  end
  table.insert(lines, 1, ('line %d'):format(first + 1))
  return lines
end

local function reference_lines(document, line, column)
  for _, reference in ipairs(document.doc:references(line, line + 1) or {}) do
    if holds(reference, line, column) then
      if reference.items then
        local agenda = require('undoc.agenda')
        return (agenda.describe((agenda.session(document)), reference.items))
      end
      local lines = symbol(document, reference, line, column)
      if lines then
        return lines
      end
    end
  end
  return target(document, line, column)
end

--- Names of a State in every language.
---@param text string
---@return string[]?
local function state_lines(text)
  local packs = require('undoc.native').packs()
  local state = packs and packs:state(text)
  if not state then
    return nil
  end
  for _, one in ipairs(require('undoc.native').view('states') or {}) do
    if one.code == state.code then
      local lines = { ('%s%s'):format(state.code, state.observer and ', permanent observer' or '') }
      local codes = vim.tbl_keys(one.names)
      table.sort(codes)
      for _, code in ipairs(codes) do
        lines[#lines + 1] = ('  %s  %s'):format(code, one.names[code].name)
      end
      return lines
    end
  end
end

--- The sender of a letter's title.
local function sender(document, line, column)
  local letter = document.doc:letter_at(line)
  if letter and letter.sender and holds(letter.sender, line, column) and letter.state then
    return state_lines(letter.state)
  end
end

--- A State, wherever it is named.
local function mention(document, line, column)
  local found = document.doc:mention_at(line, column)
  return found and state_lines(found.code)
end

local sources = {
  ['session-line'] = 'the session line of the masthead',
  symbol = 'the document symbol',
  ['letter-date'] = 'the date of the letter',
  date = 'the date of the masthead',
}

--- "general-assembly" as people write it.
local function organ_name(organ)
  return (organ:gsub('%-', ' '):gsub('%f[%a]%l', string.upper):gsub(' And ', ' and '))
end

--- The session, on the line of the masthead that says it.
local function session(document, line, column)
  local field = document.doc:masthead_field('session') or document.doc:masthead_field('year')
  if not field or not holds(field, line, column) then
    return nil
  end
  local found = document.doc:session()
  if not found then
    return nil
  end
  local lines = { ('%s session %d'):format(found.type:gsub('%-', ' '), found.number) }
  lines[#lines + 1] = found.organ and '- of the ' .. organ_name(found.organ) or nil
  lines[#lines + 1] = '- told by ' .. (sources[found.by] or found.by)
  local packs = require('undoc.native').packs()
  local agenda = packs and document.doc:agenda_session()
  local head = agenda and packs:agenda(agenda)
  if head then
    lines[#lines + 1] = ('- agenda: %s, %d entries'):format(head.source, head.count)
  end
  return lines
end

local custom = {
  preambular = {
    'opens a preambular paragraph, printed in italics',
    'the paragraph has no number and ends with a comma',
  },
  operative = {
    'opens an operative paragraph, printed in italics',
    'the paragraph ends with a semicolon, the last one with a full stop',
  },
  declaration = {
    'opens a clause of a declaration in one sentence, in the plural',
  },
}

--- Role of the opener, and what the custom is.
local function opener(document, line, column)
  local doc = document.doc
  local node = doc:at(line)
  local found = node > 0 and doc:opener(node)
  if not found or not found.role or not holds(found, line, column) then
    return nil
  end
  local lines = { ('“%s”: %s opener'):format(found.text, found.role) }
  for _, what in ipairs(custom[found.role] or {}) do
    lines[#lines + 1] = '- ' .. what
  end
  if not found.attested then
    lines[#lines + 1] = '- no document in the packs attests these words'
  end
  return lines
end

---@param document undoc.Document
---@param line integer from 0
---@param column integer from 0
---@return string[]?
function M.at(document, line, column)
  for _, ask in ipairs({ findings, reference_lines, session, mention, sender, opener }) do
    local lines = ask(document, line, column)
    if lines then
      return lines
    end
  end
  local lines = require('undoc.explain').lines(document, line)
  return lines and vim.tbl_map(without_paths, lines)
end

return M
