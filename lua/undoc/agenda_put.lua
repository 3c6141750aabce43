--- Puts items of the agenda into a document: among those of its masthead, with their titles; among those that a
--- reference cites already; else as a reference of its own, in the language and by the custom of the document.

local M = {}

local api = vim.api
local templates = require('undoc.template')

---@param one undoc.Item
local function answer(one)
  return one.sub ~= '' and ('%d(%s)'):format(one.item, one.sub) or tostring(one.item)
end

---@param a undoc.Item
---@param b undoc.Item
local function comes_before(a, b)
  if a.item ~= b.item then
    return a.item < b.item
  elseif #a.sub ~= #b.sub then
    return #a.sub < #b.sub -- (z) and then (aa)
  end
  return a.sub < b.sub
end

--- Those of both in the order of the agenda, and those that were not there.
---@param old undoc.Item[]
---@param new undoc.Item[]
---@return undoc.Item[] both
---@return undoc.Item[] added
local function join(old, new)
  local both, added, there = vim.list_slice(old), {}, {}
  for _, one in ipairs(old) do
    there[answer(one)] = true
  end
  for _, one in ipairs(new) do
    if not there[answer(one)] then
      there[answer(one)] = true
      both[#both + 1], added[#added + 1] = one, one
    end
  end
  table.sort(both, comes_before)
  return both, added
end

--- What a template writes of items, in lines.
---@param name string
---@param items undoc.Item[]
---@param known table<string, string> what the document says of itself
---@return string[]? lines
---@return string? message
local function draft(name, items, known)
  local template, message = templates.find('part', name)
  if not template then
    return nil, message
  end
  local text
  text, message = assert(require('undoc.native').packs()):draft(name, {
    lang = known.lang,
    session = known.session,
    organ = known.organ,
    items = table.concat(vim.tbl_map(answer, items), ','),
  }, true)
  return text and vim.split((text:gsub('\n$', '')), '\n', { plain = true }), message
end

---@param buf integer
---@param range undoc.Range
---@param new string
---@return undoc.Change
local function change(buf, range, new)
  local old = api.nvim_buf_get_text(buf, range.line, range.column, range.end_line, range.end_column, {})
  return {
    line = range.line,
    column = range.column,
    end_line = range.end_line,
    end_column = range.end_column,
    old = table.concat(old, '\n'),
    new = new,
    why = 'text',
    node = 0,
  }
end

--- Lines after a row.
---@param buf integer
---@param row integer
---@param lines string[]
local function after(buf, row, lines)
  local width = #api.nvim_buf_get_lines(buf, row, row + 1, true)[1]
  local range = { line = row, column = width, end_line = row, end_column = width }
  return change(buf, range, '\n' .. table.concat(lines, '\n'))
end

--- From the first to the last item that a reference lists.
---@param doc undoc.Doc
---@param reference undoc.Reference
---@return undoc.Range?
local function list_of(doc, reference)
  local function next_after(line, column)
    return doc:object_next('item', line, column)
  end
  local first = doc:object_at('item', reference.line, reference.column)
  if not first or first.inner[1] == reference.line and first.inner[2] < reference.column then
    first = next_after(reference.line, reference.column)
  end
  local last = first
  while last do
    local following = next_after(last.inner[1], last.inner[2])
    local to = following and following.inner
    if not to or to[3] > reference.end_line or to[3] == reference.end_line and to[4] > reference.end_column then
      break
    end
    last = following
  end
  if not first or not last then
    return nil
  end
  return { line = first.inner[1], column = first.inner[2], end_line = last.inner[3], end_column = last.inner[4] }
end

--- Whether a language writes the same words around both lists.
local function same_words(name, old, new, known)
  local function around(items)
    local whole, list = draft(name, items, known), draft('agenda-list', items, known)
    local from, to = (whole and whole[1] or ''):find(list and list[1] or ' ', 1, true)
    return from and whole[1]:sub(1, from - 1) .. '…' .. whole[1]:sub(to + 1) or nil
  end
  local words = around(old)
  return words ~= nil and words == around(new)
end

--- A reference, or the agenda line of a masthead, with further items in its list.
---@param document undoc.Document
---@param reference undoc.Reference
---@param both undoc.Item[]
---@param known table<string, string>
---@param name string of the template that writes such a one
---@return undoc.Change?
---@return string? message
local function extend(document, reference, both, known, name)
  local now, message = draft(name, reference.items, known)
  local new = now and draft(name, both, known)
  if not now or not new then
    return nil, message
  end
  if now[1] == reference.text then
    return change(document.buf, reference, new[1])
  end
  local list = same_words(name, reference.items, both, known) and draft('agenda-list', both, known)
  local range = list and list_of(document.doc, reference)
  if range then
    return change(document.buf, range, list[1])
  end
  return nil, ('“%s” has words of its own around its items: they are left to you'):format(reference.text)
end

--- Lines with titles after a row: apart from it where the next ones are.
---@param buf integer
---@param row integer
---@param lines string[] first a blank one
local function titles_after(buf, row, lines)
  local following = api.nvim_buf_get_lines(buf, row + 1, row + 2, false)[1] or ''
  return after(buf, row, following:find('%S') and vim.list_slice(lines, 2) or lines)
end

--- What puts the title of an item where those are that the masthead prints: after that of the item before it, below the
--- agenda line where there is none.
---@param document undoc.Document
---@param item undoc.Item
---@param both undoc.Item[] with those that were there
---@param known table<string, string>
---@param line integer of the agenda line
---@return undoc.Change? change nil: there is nothing to print
---@return string? message
local function title(document, item, both, known, line)
  local previous, of_item
  for _, one in ipairs(document.doc:masthead_titles() or {}) do
    if comes_before(one, item) then
      previous = one
    end
    of_item = one.item == item.item and one or of_item -- the last one
  end
  if not of_item then
    local lines, message = draft('agenda-line', { item }, known)
    if not lines then
      return nil, message
    end
    return titles_after(document.buf, previous and previous.end_line or line, vim.list_slice(lines, 2))
  end
  -- Beside other sub-items: the title of the item is there, and each of theirs has a line of its own.
  local subitems = vim.tbl_filter(function(one)
    return one.item == item.item and one.sub ~= ''
  end, both)
  if item.sub == '' or #subitems < 2 then
    return nil
  end
  local lines, message = draft('agenda-line', subitems, known)
  if not lines then
    return nil, message
  end
  -- Not into a line on which another title begins, as "Item: sub-item" does.
  local shared = previous and previous.sub == '' and previous.item == item.item and of_item.line == previous.end_line
  local row = (shared and of_item or previous or of_item).end_line
  for i, one in ipairs(subitems) do
    if one.sub == item.sub then
      return after(document.buf, row, { lines[3 + i] })
    end
  end
end

--- What puts items into the masthead.
---@param document undoc.Document
---@param items undoc.Item[]
---@param known table<string, string>
---@param masthead integer its node
---@return undoc.Change[]?
---@return string? message
local function into_masthead(document, items, known, masthead)
  local doc, buf = document.doc, document.buf
  local field = doc:masthead_field('agenda')
  local reference = field and doc:reference_at(field.line, field.column)
  if not reference or not reference.items then
    local lines, message = draft('agenda-line', items, known)
    if not lines then
      return nil, message
    end
    local session = doc:masthead_field('session')
    local _, _, _, _, last = doc:node(masthead)
    table.insert(lines, 1, '')
    return { after(buf, session and session.end_line or last - 1, lines) }
  end
  local both, added = join(reference.items, items)
  if #added == 0 then
    return {}
  end
  local line, message = extend(document, reference, both, known, 'agenda-line')
  if not line then
    return nil, message
  end
  local changes = { line }
  table.sort(added, comes_before)
  for _, item in ipairs(added) do
    local one
    one, message = title(document, item, both, known, reference.end_line)
    if message then
      return nil, message
    end
    local last = changes[#changes]
    if one and one.line == last.line and one.column == last.column and last.old == '' then
      last.new = last.new .. one.new -- two after the same title
    else
      changes[#changes + 1] = one
    end
  end
  table.sort(changes, function(a, b)
    return a.line < b.line or a.line == b.line and a.column < b.column
  end)
  return changes
end

--- Where a reference of its own goes: after the word that the cursor is on.
local function place(line, column)
  local text = api.nvim_buf_get_lines(0, line, line + 1, true)[1]
  local rest = text:sub(column + 1)
  local word = rest:match('^[%w\128-\255]*')
  return column + #word, text
end

--- What puts items at a place of the text.
---@param document undoc.Document
---@param items undoc.Item[]
---@param known table<string, string>
---@param line integer from 0
---@param column integer
---@return undoc.Change[]?
---@return string? message
local function into_text(document, items, known, line, column)
  local doc = document.doc
  local reference = doc:reference_at(line, column) or column > 0 and doc:reference_at(line, column - 1) or nil
  if reference and reference.items then
    local both, added = join(reference.items, items)
    if #added == 0 then
      return {}
    end
    local one, message = extend(document, reference, both, known, 'agenda-reference')
    return one and { one }, message
  end
  local lines, message = draft('agenda-reference', items, known)
  if not lines then
    return nil, message
  end
  local at, text = place(line, column)
  local spaced = known.lang ~= 'zh'
  local before = spaced and at > 0 and not text:sub(at, at):find('%s') and ' ' or ''
  local behind = spaced and text:sub(at + 1, at + 1):find('^[%w\128-\255(]') and ' ' or ''
  local range = { line = line, column = at, end_line = line, end_column = at }
  return { change(document.buf, range, before .. lines[1] .. behind) }
end

--- The masthead that a line is of; blank lines above it are.
---@param doc undoc.Doc
---@param line integer
---@return integer?
local function masthead_at(doc, line)
  local id = doc:at(line)
  while id > 0 do
    local kind, _, parent = doc:node(id)
    if kind == 'masthead' then
      return id
    end
    id = parent
  end
  local first = doc:node_count() > 1 and doc:node(1) or nil
  local _, _, _, begins = doc:node(first and 1 or 0)
  return first == 'masthead' and line < begins and 1 or nil
end

--- Puts items where the cursor of the current window is: one undo step, all of it or nothing.
---@param document undoc.Document
---@param session integer whose items they are
---@param items undoc.Item[]
---@return boolean done
---@return string? message
function M.put(document, session, items)
  local cursor = api.nvim_win_get_cursor(0)
  local line, column = cursor[1] - 1, cursor[2]
  local said, message = document.doc:known(line)
  if not said then
    return false, message --[[@as string]]
  end
  local known = { lang = said.lang or document.doc:language() or 'en', organ = said.organ, session = tostring(session) }
  local masthead = masthead_at(document.doc, line)
  local changes
  if masthead then
    changes, message = into_masthead(document, items, known, masthead)
  else
    changes, message = into_text(document, items, known, line, column)
  end
  if not changes then
    return false, message
  elseif #changes == 0 then
    return false, #items == 1 and 'this item is cited there already' or 'these items are cited there already'
  end
  local plan = { possible = true, revision = document.doc:revision(), changes = changes, moves = {}, notes = {} }
  local done
  done, message = require('undoc.plan').apply(document, plan)
  if done and not masthead then
    local new = changes[1]
    api.nvim_win_set_cursor(0, { new.line + 1, math.max(0, new.column + #new.new - 1) })
  end
  return done, message
end

return M
