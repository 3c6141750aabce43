--- Text objects: clause, sentence and the like in Operator-pending and Visual mode. Where they lie the core says.

local api = vim.api

local M = {}

--- Names in <Plug> maps and in sentences, by the core's name.
M.names = {
  clause = 'clause',
  subparagraph = 'sub-paragraph',
  section = 'section',
  annex = 'annex',
  letter = 'letter',
  signature = 'signature block',
  opener = 'opener',
  reference = 'reference',
  item = 'agenda item',
  sentence = 'sentence',
}

---@alias undoc.Place { [1]: integer, [2]: integer } line and column from 0

---@param a undoc.Place
---@param b undoc.Place
local function before(a, b)
  return a[1] < b[1] or a[1] == b[1] and a[2] < b[2]
end

--- Nothing is there: said in a sentence, which also makes Neovim drop the operator that waits.
---@param text string
function M.refuse(text)
  text = 'undoc: ' .. text
  if vim.fn.has('nvim-0.11') == 1 then
    api.nvim_echo({ { text } }, false, { err = true })
  else
    api.nvim_err_writeln(text)
  end
end

---@class undoc.Selection
---@field from undoc.Place
---@field to undoc.Place exclusive
---@field lines boolean

--- What is selected of objects from the first to the last of a row of them.
---@param first undoc.Object
---@param last undoc.Object
---@param around boolean
---@return undoc.Selection
local function selection_of(first, last, around)
  if not around then
    local from, to = first.inner, last.inner
    return { from = { from[1], from[2] }, to = { to[3], to[4] }, lines = first.inner_lines and last.inner_lines }
  end
  local from, to = { first.lead[1], first.lead[2] }, { last.whole[3], last.whole[4] }
  -- What parts them from their neighbours comes along once: after them, else before them.
  if before(to, last.after) then
    to = last.after
  else
    from = first.before
  end
  return { from = from, to = to, lines = first.lines and last.lines }
end

---@param buf integer
---@param to undoc.Place exclusive
---@return undoc.Place
local function last_byte(buf, to)
  if to[2] > 0 then
    return { to[1], to[2] - 1 }
  end
  local line = api.nvim_buf_get_lines(buf, to[1] - 1, to[1], false)[1] or ''
  return { to[1] - 1, #line }
end

--- Whole lines that were selected as an object, the latest first: what |<Plug>(undoc-put)| knows a paragraph by.
---@type { name: string, lines: string[] }[]
local taken = {}
local TAKEN_MOST = 20

--- The name of the object that these lines were selected as.
---@param lines string[]
---@return string?
function M.taken_as(lines)
  for _, known in ipairs(taken) do
    if #known.lines == #lines and vim.deep_equal(known.lines, lines) then
      return known.name
    end
  end
end

--- Keeps whole lines that are taken as an object.
---@param name string
---@param lines string[]
function M.take(name, lines)
  table.insert(taken, 1, { name = name, lines = lines })
  taken[TAKEN_MOST + 1] = nil
end

---@param name string
---@param selection undoc.Selection
local function select(name, selection)
  local buf = api.nvim_get_current_buf()
  if api.nvim_get_mode().mode:find('^[vV\22]') then
    vim.cmd.normal({ '\27', bang = true })
  end
  local from, to = selection.from, selection.to
  if selection.lines then
    api.nvim_win_set_cursor(0, { from[1] + 1, 0 })
    vim.cmd.normal({ 'V', bang = true })
    api.nvim_win_set_cursor(0, { math.max(to[1], from[1] + 1), 0 })
    M.take(name, api.nvim_buf_get_lines(buf, from[1], to[1], false))
    return
  end
  local last = vim.o.selection == 'exclusive' and to or last_byte(buf, to)
  api.nvim_win_set_cursor(0, { from[1] + 1, from[2] })
  vim.cmd.normal({ 'v', bang = true })
  api.nvim_win_set_cursor(0, { last[1] + 1, last[2] })
end

--- The object at a place and the last of `count` in a row.
---@param doc undoc.Doc
---@param name string
---@param place undoc.Place
---@param count integer
---@return undoc.Object? first
---@return undoc.Object last
local function row_at(doc, name, place, count)
  local first = doc:object_at(name, place[1], place[2])
  local last = first
  for _ = 2, count do
    local following = last and doc:object_next(name, last.whole[1], last.whole[2])
    if not following then
      break
    end
    last = following
  end
  return first, last
end

--- The Visual area: both ends, the second exclusive, and whether the cursor stands at the first.
local function visual_area()
  local function place(mark)
    local at = vim.fn.getpos(mark)
    return { at[2] - 1, at[3] - 1 }
  end
  local cursor, other = place('.'), place('v')
  local from, to = cursor, other
  if before(to, from) then
    from, to = to, from
  end
  if api.nvim_get_mode().mode == 'V' then
    return { from[1], 0 }, { to[1] + 1, 0 }, before(cursor, other), from[1] == to[1]
  end
  local line = api.nvim_buf_get_lines(0, to[1], to[1] + 1, false)[1] or ''
  local past = to[2] + math.max(1, #vim.fn.strpart(line, to[2], 1, true))
  local single = from[1] == to[1] and from[2] == to[2]
  to = past > #line and { to[1] + 1, 0 } or { to[1], past }
  return from, to, before(cursor, other), single
end

--- The area with one more of them at the end of the cursor; nil: there is none.
---@return undoc.Selection?
local function grown(doc, name, around, area, backwards, lines)
  local from, to = area.from, area.to
  if backwards then
    local object = doc:object_previous(name, from[1], from[2])
    if not object then
      return nil
    end
    local more = around and object.whole or object.inner
    return { from = { more[1], more[2] }, to = to, lines = lines and object.lines and around }
  end
  local object = doc:object_at(name, to[1], to[2])
  while object do
    local more = selection_of(object, object, around)
    if before(to, more.to) and not before(more.to, from) then
      return { from = from, to = more.to, lines = lines and more.lines }
    end
    object = doc:object_next(name, object.whole[1], object.whole[2])
  end
end

--- Selects an object, or lets the Visual area grow by one.
---@param name string
---@param around boolean
---@param count integer
function M.select(name, around, count)
  local document = require('undoc.document').get()
  if not document then
    return M.refuse('this buffer is no document')
  end
  local doc = document.doc
  local mode = api.nvim_get_mode().mode
  local cursor = api.nvim_win_get_cursor(0)
  local selection
  if mode:find('^[vV\22]') then
    local from, to, backwards, single = visual_area()
    local first = doc:object_at(name, cursor[1] - 1, cursor[2])
    local fresh = first and selection_of(first, first, around)
    -- What was selected as a line or a character is the object at the cursor, unless that is all of it.
    if fresh and single and (before(fresh.from, from) or before(to, fresh.to)) then
      local start, last = row_at(doc, name, { cursor[1] - 1, cursor[2] }, count)
      selection = selection_of(assert(start), last, around)
    else
      local area = { from = from, to = to }
      for _ = 1, count do
        local more = grown(doc, name, around, area, backwards and not single, mode == 'V' or fresh and fresh.lines)
        if not more then
          break
        end
        selection, area = more, more
      end
    end
    if selection then
      select(name, selection)
      if backwards and not single then
        vim.cmd.normal({ 'o', bang = true })
      end
    end
    return
  end
  local first, last = row_at(doc, name, { cursor[1] - 1, cursor[2] }, count)
  selection = first and selection_of(first, last, around)
  if not selection then
    M.refuse(('there is no %s here'):format(M.names[name]))
  elseif not before(selection.from, selection.to) then
    M.refuse(('there is nothing in this %s'):format(M.names[name]))
  else
    select(name, selection)
  end
end

return M
