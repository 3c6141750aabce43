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

--- A document of more lines is not planned a dozen times for a menu.
local MOST_LINES = 20000

---@param document undoc.Document
---@return lsp.CodeAction[]
function M.actions(document, line, column)
  local node = document.doc:at(line)
  if node == 0 or document.doc:line_count() > MOST_LINES then
    return {}
  end
  local actions = {}
  for _, one in ipairs(refactorings(line, column)) do
    local title, operations = one[1], one[2]
    local plan = document.doc:plan(operations)
    if plan and plan.possible and (#plan.changes > 0 or #plan.moves > 0) then
      actions[#actions + 1] = {
        title = title,
        kind = 'refactor',
        command = { title = title, command = 'undoc.plan', arguments = { document.buf, plan.revision, operations } },
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
  local letter = doc:letter_at(line)
  local sender = letter and letter.state and letter.sender
  if sender and line >= sender.line and line <= sender.end_line then
    return { found = sender, what = 'state', state = letter.state }
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
  local name = named.state or label_text(document, named.found):gsub('[%.%s%[%]]', '')
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

--- Another State as the sender, in every title and heading that names the present one.
local function rename_state(document, code, name)
  local packs, message = require('undoc.native').packs()
  local state
  if packs then
    state, message = packs:state(name)
  end
  if not state then
    return nil, message
  end
  local language = document.doc:language() or 'en'
  local forms = {}
  for _, one in ipairs(require('undoc.native').view('states') or {}) do
    if one.code == code or one.code == state.code then
      forms[one.code] = one.names[language]
    end
  end
  local old, new = forms[code], forms[state.code]
  if not old or not new then
    return nil, ('no names of both States are known in %s'):format(language)
  end
  local edits = {}
  for id = 1, document.doc:node_count() - 1 do
    local kind, _, _, first, last = document.doc:node(id)
    if kind == 'title' or kind == 'annex' or kind == 'enclosure' then
      for line = first, last - 1 do
        local text = vim.api.nvim_buf_get_lines(document.buf, line, line + 1, false)[1]
        for _, form in ipairs({ 'of', 'name' }) do
          local at, stop = text:find(old[form], 1, true)
          if at then
            local found = { line = line, column = at - 1, end_line = line, end_column = stop }
            edits[#edits + 1] = location_edit(document, found, new[form])
            break
          end
        end
      end
    end
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
  local _, problem = require('undoc.plan').run(document, { operation })
  return not problem and {} or nil, problem
end

--- Edits for a new name; a clause has moved when this returns, and there are none.
---@param document undoc.Document
---@param name string
---@return lsp.TextEdit[]? edits
---@return string? message
function M.rename(document, line, column, name)
  local named = named_at(document, line, column)
  if not named then
    return nil, 'another name can be given to the number of a clause or a footnote, and to the sender of a letter'
  elseif named.what == 'footnote' then
    return rename_footnote(document, named.node, name)
  elseif named.what == 'state' then
    return rename_state(document, named.state, name)
  end
  return rename_clause(document, named, vim.trim(name))
end

return M
