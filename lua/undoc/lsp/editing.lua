--- Edits that the protocol asks for: what a plan comes to, as actions, formatting, a new name, the label after a line
--- break.

local M = {}

local position = require('undoc.lsp.position')

--- What can be done with the clause at a line. Those that cannot be are not offered.
---@param line integer
---@param column integer
local function refactorings(line, column)
  local at = { first = line, last = line + 1 }
  local function of(kind, fields)
    return { vim.tbl_extend('error', { kind = kind }, at, fields or {}) }
  end
  return {
    { 'Move up', of('move', { to = 'up' }) },
    { 'Move down', of('move', { to = 'down' }) },
    { 'Promote', of('promote') },
    { 'Demote', of('demote') },
    { 'Convert to preambular paragraph', of('convert', { into = 'preambular' }) },
    { 'Convert to operative paragraph', of('convert', { into = 'operative' }) },
    { 'Join with the next', of('join') },
    { 'Split here', { { kind = 'split', line = line, column = column } } },
    { 'Duplicate', of('duplicate') },
    { 'Delete', of('delete') },
    { 'Renumber', { { kind = 'renumber' } } },
  }
end

--- A longer document is not planned a dozen times for a menu: there what cannot be done says so when it is chosen.
local PLANNED_LINES = 600

---@param document undoc.Document
---@return lsp.CodeAction[]
function M.actions(document, line, column)
  local node = document.doc:at(line)
  if node == 0 then
    return {}
  end
  local actions, revision = {}, document.doc:revision()
  local planned = document.doc:line_count() <= PLANNED_LINES
  for _, one in ipairs(refactorings(line, column)) do
    local title, operations = one[1], one[2]
    local plan = planned and document.doc:plan(operations)
    if not planned or plan and plan.possible and (#plan.changes > 0 or #plan.moves > 0) then
      actions[#actions + 1] = {
        title = title,
        kind = 'refactor',
        command = { title = title, command = 'undoc.plan', arguments = { document.buf, revision, operations } },
      }
    end
  end
  return actions
end

--- Does what an action promised, for the text that it promised it for.
---@param document undoc.Document
---@param revision integer
---@param operations undoc.Operation[]
function M.act(document, revision, operations)
  local say = require('undoc.say')
  if revision ~= document.doc:revision() then
    say.warn('the text has changed since: nothing was done')
    return
  end
  local _, message = require('undoc.plan').run(document, operations)
  if message then
    say.error(message)
  end
end

--- The changes of a plan as edits; none where it is not possible.
---@param document undoc.Document
---@param operations undoc.Operation[]
---@return lsp.TextEdit[]
local function edits_of(document, operations)
  local plan = document.doc:plan(operations)
  if not plan or not plan.possible or #plan.moves > 0 then
    return {}
  end
  return vim.tbl_map(function(change)
    return { range = position.of_found(document.buf, change), newText = change.new }
  end, plan.changes)
end

--- Closing punctuation as each clause's place asks. No word and no number is changed, and done twice it does nothing
--- more.
---@param document undoc.Document
---@param first integer
---@param last integer exclusive
---@return lsp.TextEdit[]
function M.format(document, first, last)
  return edits_of(document, { { kind = 'punctuate', first = first, last = last } })
end

--- After a line break at the end of a clause: the label of the next.
---@param document undoc.Document
---@return lsp.TextEdit[]
function M.after_break(document, line, column)
  local text = vim.api.nvim_buf_get_lines(document.buf, line, line + 1, false)[1] or ''
  if text:find('%S') or line == 0 then
    return {}
  end
  local above = line - 1
  while above > 0 and not vim.api.nvim_buf_get_lines(document.buf, above, above + 1, false)[1]:find('%S') do
    above = above - 1
  end
  local label = document.doc:label_after(above)
  if not label then
    return {}
  end
  return { { range = position.range(document.buf, line, column, line, #text), newText = label .. ' ' } }
end

--- What a new name can be given to at a place: the number of a clause or a footnote, the State of a letter.
---@param document undoc.Document
---@return { found: table, what: string, node?: integer, state?: string }?
local function named_at(document, line, column)
  local meaning = require('undoc.lsp.navigation').meaning(document, line, column)
  local doc = document.doc
  if meaning and meaning.node then
    local kind = doc:node(meaning.node)
    local number = doc:number(meaning.node)
    if kind == 'footnote' and number then
      return { found = meaning.found, what = 'footnote', node = meaning.node }
    elseif number and doc:at(line) == meaning.node then
      return { found = number, what = 'clause', node = meaning.node }
    end
  end
  local mention = doc:mention_at(line, column)
  if mention then
    return { found = mention.name, what = 'state', state = mention.code }
  end
end

local function label_text(document, found)
  local text =
    vim.api.nvim_buf_get_text(document.buf, found.line, found.column, found.end_line, found.end_column, {})
  return table.concat(text, '\n')
end

---@param document undoc.Document
---@return { range: lsp.Range, placeholder: string }?
function M.prepare_rename(document, line, column)
  local named = named_at(document, line, column)
  if not named then
    return nil
  end
  local text = label_text(document, named.found)
  local name = named.state and text or text:gsub('[%.%s%[%]]', '')
  return { range = position.of_found(document.buf, named.found), placeholder = name }
end

local function location_edit(document, found, text)
  return { range = position.of_found(document.buf, found), newText = text }
end

--- Another number for a footnote, at itself and at its markers.
---@return lsp.TextEdit[]? edits
---@return string? message
local function rename_footnote(document, node, name)
  local number = name:match('^%d+$')
  if not number then
    return nil, 'a footnote has a number'
  end
  local doc, edits = document.doc, {}
  local own = doc:number(node)
  local places = vim.list_extend({ own }, doc:footnote_markers(node) or {})
  for _, found in ipairs(places) do
    local old = label_text(document, found)
    local new = doc:label_like(old, tonumber(number) --[[@as integer]])
    if not new then
      return nil, ('%s cannot be written as %s'):format(number, old)
    end
    edits[#edits + 1] = location_edit(document, found, new)
  end
  return edits
end

--- Another State in the place of one, wherever the text names it, with what "of" becomes before it.
local function rename_state(document, code, name)
  local packs, message = require('undoc.native').packs()
  local state
  if packs then
    state, message = packs:state(name)
  end
  if not state then
    return nil, message
  end
  local names = {}
  for _, one in ipairs(require('undoc.native').view('states') or {}) do
    names[one.code] = one.names
  end
  local edits = {}
  for _, found in ipairs(document.doc:mentions(code) or {}) do
    local old, new = names[code][found.language], names[state.code][found.language]
    if not new then
      return nil, ('no name of %s is known in %s'):format(state.code, found.language)
    end
    -- Where both forms are the same, that of running text and not that of lists: Netherlands (Kingdom of the).
    local of = found.of or old.of == old.name
    edits[#edits + 1] = location_edit(document, found, of and new.of or new.name)
  end
  return edits
end

--- What makes the text another one, by the lines in which they differ.
---@param text string an LF after each line
---@return lsp.TextEdit[]
local function edits_between(document, text)
  local buf = document.buf
  local old = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
  local new = vim.split(text:gsub('\n$', ''), '\n', { plain = true })
  local edits = {}
  for _, hunk in ipairs(vim.diff(table.concat(old, '\n') .. '\n', text, { result_type = 'indices' })) do
    local first, count, from, added = unpack(hunk)
    local lines = vim.list_slice(new, from, from + added - 1)
    -- Where nothing goes, what comes stands after the line that is named.
    local row = count == 0 and first or first - 1
    local range, words
    if row + count < #old then
      range = position.range(buf, row, 0, row + count, 0)
      words = added > 0 and table.concat(lines, '\n') .. '\n' or ''
    else
      -- To the end of the text, which has no line after it.
      range = position.range(buf, row - 1, row > 0 and #old[row] or 0, #old - 1, #old[#old])
      words = added > 0 and '\n' .. table.concat(lines, '\n') or ''
    end
    edits[#edits + 1] = { range = range, newText = words }
  end
  return edits
end

--- A clause takes the place of the one with the new number: it moves, and what refers to it follows.
local function rename_clause(document, named, name)
  local operate = require('undoc.operate')
  local line = named.found.line
  local other, message = operate.named(document, name, line)
  if not other then
    return nil, message
  end
  local place = other.lines[1] - 1
  local to = place < line and 'before' or 'after'
  local operation = { kind = 'move', first = line, last = line + 1, to = to, line = place }
  local doc = document.doc
  local plan, problem = doc:plan({ operation })
  if not plan then
    return nil, problem
  end
  for _, note in ipairs(plan.notes) do
    if note.kind == 'refused' then
      return nil, note.message
    end
  end
  local text
  text, problem = doc:plan_text({ operation })
  return text and edits_between(document, text), problem
end

--- Edits for a new name. Nothing is changed here.
---@param document undoc.Document
---@param name string
---@return lsp.TextEdit[]? edits
---@return string? message
function M.rename(document, line, column, name)
  local named = named_at(document, line, column)
  if not named then
    return nil, 'another name can be given to the number of a clause or a footnote, and to a State'
  elseif named.what == 'footnote' then
    return rename_footnote(document, named.node, name)
  elseif named.what == 'state' then
    return rename_state(document, named.state, name)
  end
  return rename_clause(document, named, vim.trim(name))
end

return M
