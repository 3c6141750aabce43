--- What the keys of an outline do to its document: entries are moved, promoted, demoted and deleted whole, each time by
--- a plan and in one undo step.

local api = vim.api

local M = {}

--- The document and the entries as they are now; says so where there is none.
---@param outline undoc.Outline
---@return undoc.Document?
local function document_of(outline)
  local document = outline.source ~= 0 and require('undoc.document').get(outline.source) or nil
  if not document then
    require('undoc.say').error('the outline has no document')
    return
  end
  require('undoc.outline').refresh(outline)
  return document
end

--- Entries of lines, without those that lie below another of them.
---@param outline undoc.Outline
---@param first integer
---@param last integer
---@return undoc.Entry[]
local function entries_of(outline, first, last)
  local view = require('undoc.outline_view')
  local entries, deepest = {}, math.huge
  for line = first, last do
    local entry = view.entry(outline, line)
    if entry and entry.depth <= deepest then
      deepest = entry.depth
      table.insert(entries, entry)
    end
  end
  return entries
end

--- So many entries from the cursor on, or those of the selection.
---@param outline undoc.Outline
---@param count integer
---@return undoc.Entry[]
local function entries_here(outline, count)
  local mode = vim.fn.mode()
  if mode == 'v' or mode == 'V' or mode == '\22' then
    local one, other = vim.fn.line('v'), vim.fn.line('.')
    api.nvim_feedkeys(vim.keycode('<Esc>'), 'nx', false)
    return entries_of(outline, math.min(one, other), math.max(one, other))
  end
  local line = api.nvim_win_get_cursor(0)[1]
  local last = line
  while #entries_of(outline, line, last) < count and last < #outline.shown do
    last = last + 1
  end
  return entries_of(outline, line, last)
end

--- The entry of a node that a plan has put somewhere.
---@param outline undoc.Outline
---@param nodes { node: integer }[]
---@param node integer as it was called before
---@return integer? index
local function index_after(outline, nodes, node)
  for id, planned in ipairs(nodes) do
    if planned.node == node then
      for index, entry in ipairs(outline.entries) do
        if entry.node == id then
          return index
        end
      end
    end
  end
end

--- Runs operations; the cursor goes with the first entry, or stays where that was.
---@param outline undoc.Outline
---@param document undoc.Document
---@param entries undoc.Entry[]
---@param operations table[]
local function run(outline, document, entries, operations)
  if #operations == 0 then
    return
  end
  local line = api.nvim_win_get_cursor(0)[1]
  local plan, message = require('undoc.plan').run(document, operations, { nodes = true })
  if not plan then
    require('undoc.say').warn(message)
    return
  end
  require('undoc.outline').refresh(outline)
  local index = index_after(outline, plan.nodes, entries[1].node)
  local at = index and require('undoc.outline_view').line(outline, index) or line
  api.nvim_win_set_cursor(0, { math.max(1, math.min(at, api.nvim_buf_line_count(outline.buf))), 0 })
end

---@param kind string
---@param fields? table
local function operations_for(entries, kind, fields)
  return vim.tbl_map(function(entry)
    return vim.tbl_extend('error', { kind = kind, first = entry.lines[1] - 1 }, fields or {})
  end, entries)
end

---@param outline undoc.Outline
---@param to 'up'|'down'
---@param count integer
function M.move(outline, to, count)
  local document = document_of(outline)
  local entries = document and entries_here(outline, 1)
  if not document or not entries then
    return
  end
  local operations = operations_for(entries, 'move', { to = to, count = count })
  if to == 'down' then
    -- The last of several goes first, or each would pass the next one only.
    for i = 1, math.floor(#operations / 2) do
      operations[i], operations[#operations + 1 - i] = operations[#operations + 1 - i], operations[i]
    end
  end
  run(outline, document, entries, operations)
end

---@param outline undoc.Outline
---@param kind 'promote'|'demote'
---@param count integer of levels
function M.shift(outline, kind, count)
  local document = document_of(outline)
  local entries = document and entries_here(outline, 1)
  if document and entries then
    local operations = {}
    for _ = 1, count do
      vim.list_extend(operations, operations_for(entries, kind))
    end
    run(outline, document, entries, operations)
  end
end

--- Puts the text of entries into a register; `p` in a document then puts it between paragraphs.
---@param register string
---@param lines string[]
---@param entry undoc.Entry the first
function M.into_register(register, lines, entry)
  vim.fn.setreg(register, lines, 'V')
  require('undoc.object').take(entry.kind == 'subparagraph' and 'subparagraph' or 'clause', lines)
end

--- Deletes entries, which the register then has.
---@param outline undoc.Outline
---@param count integer
---@param register string
function M.delete(outline, count, register)
  local document = document_of(outline)
  local entries = document and entries_here(outline, count)
  if not document or not entries then
    return
  end
  local text = {}
  for _, entry in ipairs(entries) do
    vim.list_extend(text, #text > 0 and { '' } or {})
    vim.list_extend(text, api.nvim_buf_get_lines(document.buf, entry.lines[1] - 1, entry.lines[2], false))
  end
  local revision = document.doc:revision()
  run(outline, document, entries, operations_for(entries, 'delete'))
  if document.doc:revision() ~= revision then
    M.into_register(register, text, entries[1])
  end
end

--- `u` and CTRL-R: in the document.
---@param outline undoc.Outline
---@param command 'undo'|'redo'
---@param count integer
function M.undo(outline, command, count)
  local document = document_of(outline)
  if not document then
    return
  end
  local line = api.nvim_win_get_cursor(0)[1]
  api.nvim_buf_call(document.buf, function()
    for _ = 1, count do
      vim.cmd[command]()
    end
  end)
  require('undoc.outline').refresh(outline)
  api.nvim_win_set_cursor(0, { math.min(line, api.nvim_buf_line_count(outline.buf)), 0 })
end

return M
