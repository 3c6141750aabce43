--- `:Undoc outline edit`: the outline as lines to edit. `:write` works out what was done to them, shows the plan, and
--- does it in the document; nothing is done while a line cannot be.

local api = vim.api

local M = {}

local marks = api.nvim_create_namespace('undoc.outline.marks') -- in the document, where its entries begin

---@class undoc.OutlineEdit
---@field entries undoc.Entry[] of the lines
---@field revision integer of the document when they were made
---@field generation integer
---@field marks integer[] by entry, in the document

---@param outline undoc.Outline
local function decorate(outline)
  if outline.edit and api.nvim_buf_is_loaded(outline.buf) then
    local view = require('undoc.outline_view')
    require('undoc.outline_lines').decorate(outline.buf, outline.edit.entries, view.group)
  end
end

--- Sets what there is to edit; it cannot be undone.
---@param buf integer
---@param lines string[]
local function set_lines(buf, lines)
  local levels = vim.bo[buf].undolevels
  vim.bo[buf].modifiable = true
  vim.bo[buf].undolevels = -1
  api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].undolevels = levels
  vim.bo[buf].modified = false
end

---@param outline undoc.Outline
---@param document undoc.Document
local function take_down(outline, document)
  local documents = require('undoc.document')
  local entries = documents.outline(document)
  local edit = {
    entries = entries,
    revision = document.doc:revision(),
    generation = document.generation,
    marks = {},
  }
  api.nvim_buf_clear_namespace(document.buf, marks, 0, -1)
  for id, entry in ipairs(entries) do
    edit.marks[id] = api.nvim_buf_set_extmark(document.buf, marks, entry.lines[1] - 1, 0, {})
  end
  outline.edit = edit
  set_lines(outline.buf, require('undoc.outline_lines').make(entries))
  decorate(outline)
end

---@param outline undoc.Outline
---@return undoc.Document?
local function document_of(outline)
  return outline.source ~= 0 and require('undoc.document').get(outline.source) or nil
end

---@param buf integer
local function set_options(buf)
  local options = vim.bo[buf]
  options.buftype = 'acwrite'
  options.undolevels = vim.go.undolevels
  options.expandtab = true
  options.shiftwidth = require('undoc.outline_lines').INDENT
  options.softtabstop = options.shiftwidth
  options.autoindent = true
  options.textwidth = 0
  for _, window in ipairs(vim.fn.win_findbuf(buf)) do
    M.set_window(window)
  end
end

--- What a window needs that shows lines to edit.
---@param window integer
function M.set_window(window)
  vim.wo[window][0].conceallevel = 3
  vim.wo[window][0].concealcursor = 'nvic'
end

---@param outline undoc.Outline
local function watch(outline)
  local group = api.nvim_create_augroup('undoc.outline.edit.' .. outline.buf, {})
  api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI' }, {
    group = group,
    buffer = outline.buf,
    callback = function()
      decorate(outline)
    end,
  })
  api.nvim_create_autocmd('BufWriteCmd', {
    group = group,
    buffer = outline.buf,
    callback = function(event)
      if event.match ~= api.nvim_buf_get_name(outline.buf) and event.file ~= api.nvim_buf_get_name(outline.buf) then
        require('undoc.say').warn('the outline is written into its document, and has no file')
      else
        M.write(outline)
      end
    end,
  })
end

--- Makes an outline lines to edit: all of its entries, whatever its filter showed.
---@param outline undoc.Outline
function M.begin(outline)
  local document = document_of(outline)
  if not document then
    require('undoc.say').error('the outline has no document')
    return
  end
  if not vim.bo[document.buf].modifiable then
    require('undoc.say').error('the document cannot be changed')
    return
  end
  if outline.edit then
    return
  end
  local view = require('undoc.outline_view')
  local index = outline.shown[api.nvim_win_get_cursor(0)[1]] or 1
  outline.filter, outline.findings = nil, nil
  view.clear(outline.buf, outline)
  require('undoc.outline_keys').unset(outline)
  set_options(outline.buf)
  take_down(outline, document)
  watch(outline)
  api.nvim_win_set_cursor(0, { math.min(index, api.nvim_buf_line_count(outline.buf)), 0 })
  require('undoc.say').info('edit the lines; :w does it in the document, :e! drops it')
end

--- The outline is to be read again.
---@param outline undoc.Outline
function M.leave(outline)
  if not outline.edit then
    return
  end
  outline.edit = nil
  pcall(api.nvim_del_augroup_by_name, 'undoc.outline.edit.' .. outline.buf)
  if api.nvim_buf_is_valid(outline.source) then
    api.nvim_buf_clear_namespace(outline.source, marks, 0, -1)
  end
  require('undoc.outline_lines').clear(outline.buf)
  vim.bo[outline.buf].modified = false
  require('undoc.outline').make_readable(outline)
end

--- The document was changed: lines that nobody has edited are made anew.
---@param outline undoc.Outline
function M.refresh(outline)
  local document = document_of(outline)
  if document and not vim.bo[outline.buf].modified and outline.edit.revision ~= document.doc:revision() then
    take_down(outline, document)
  end
end

--- Whether there is something in it that would be lost.
---@param outline undoc.Outline
function M.is_edited(outline)
  return outline.edit ~= nil and vim.bo[outline.buf].modified
end

---@param entries undoc.Entry[]
local function first_lines(entries)
  return vim.tbl_map(function(entry)
    return entry.lines[1]
  end, entries)
end

--- The lines as lines of the document as it is now.
---@param outline undoc.Outline
---@param document undoc.Document
---@param rows undoc.OutlineLine[]
---@return undoc.Entry[]? entries of the document now
---@return undoc.OutlineRow[]|string rows with `line`, or why it cannot be told
local function as_of_now(outline, document, rows)
  local edit = outline.edit
  if edit.revision == document.doc:revision() then
    return edit.entries, rows
  end
  if edit.generation ~= document.generation then
    return nil, 'the document was read again meanwhile: :e! shows it as it is now'
  end
  local merge = require('undoc.outline_merge')
  local now = require('undoc.document').outline(document)
  local at = {}
  for id, mark in ipairs(edit.marks) do
    at[id] = api.nvim_buf_get_extmark_by_id(document.buf, marks, mark, {})[1] + 1
  end
  local kept = merge.kept(at, first_lines(now))
  local merged = merge.rows(edit.entries, now, kept, rows)
  for _, row in ipairs(merged) do
    row.line = row.row and rows[row.row].line
  end
  return now, merged
end

--- Operations as the core has them.
---@param operations undoc.OutlineOperation[]
---@param entries undoc.Entry[]
local function for_core(operations, entries)
  return vim.tbl_map(function(operation)
    return {
      kind = operation.kind,
      first = entries[operation.id].lines[1] - 1,
      to = operation.to,
      line = operation.anchor and entries[operation.anchor].lines[1] - 1 or nil,
    }
  end, operations)
end

--- Where the tree that a plan promises is not the one that the lines show: the first item that stands elsewhere.
---@param changes undoc.OutlineChanges
---@param entries undoc.Entry[]
---@param nodes { node: integer, depth: integer }[]
---@return integer? id
local function elsewhere(changes, entries, nodes)
  local id_of, open = {}, {}
  for id, entry in ipairs(entries) do
    id_of[entry.node] = id
  end
  local place = 0
  for _, node in ipairs(nodes) do
    open[node.depth] = id_of[node.node] or 0
    local id = id_of[node.node]
    if id then
      place = place + 1
      local wanted = changes.order[place]
      local parent = changes.parent[id] or 0
      local lies_below = parent == 0 or open[node.depth - 1] == parent or not changes.carries(entries[parent])
      if wanted ~= id or not lies_below then
        return wanted or id
      end
    end
  end
end

--- Why operations cannot be, by line; what has no line is said.
---@param plan table
---@param changes undoc.OutlineChanges
---@param rows undoc.OutlineRow[]
---@param entries undoc.Entry[]
---@return table<integer, string> problems
---@return string? general
local function refusals(plan, changes, rows, entries)
  local problems, general = {}, nil
  local function add(row, message)
    local line = row and rows[row] and rows[row].line
    if line then
      problems[line] = problems[line] or message
    else
      general = general or message
    end
  end
  for _, note in ipairs(plan.notes) do
    if note.kind == 'refused' then
      local operation = changes.operations[note.operation]
      local name = operation and not operation.row and require('undoc.document').entry_name(entries[operation.id], 30)
      add(operation and operation.row, name and ('%s: %s'):format(name, note.message) or note.message)
    end
  end
  local id = plan.possible and elsewhere(changes, entries, plan.nodes)
  if id then
    -- What was moved is what cannot be there, where the two are not the same.
    local moved = changes.operations[1].row
    for _, operation in ipairs(changes.operations) do
      moved = operation.id == id and operation.row or moved
    end
    add(moved, 'it cannot stand here: the document would read otherwise')
  end
  return problems, general
end

---@param outline undoc.Outline
---@param problems table<integer, string>
---@param general? string
local function refuse(outline, problems, general)
  require('undoc.outline_lines').explain(outline.buf, problems)
  local count = vim.tbl_count(problems)
  local first = math.huge
  for line in pairs(problems) do
    first = math.min(first, line)
  end
  local window = vim.fn.bufwinid(outline.buf)
  if count > 0 and window ~= -1 then
    api.nvim_win_set_cursor(window, { first, 0 })
  end
  local said = general or count == 1 and problems[first] or ('%d lines cannot be'):format(count)
  require('undoc.say').warn('nothing was done: ' .. said) -- an error would be said with where it came from
end

--- `:write`.
---@param outline undoc.Outline
function M.write(outline)
  local document = document_of(outline)
  if not document then
    require('undoc.say').warn('nothing was done: the document is not open any more')
    return
  end
  local lines = require('undoc.outline_lines')
  lines.explain(outline.buf, {})
  local read, problems = lines.read(api.nvim_buf_get_lines(outline.buf, 0, -1, false), outline.edit.entries)
  if next(problems) then
    refuse(outline, problems)
    return
  end
  local entries, rows = as_of_now(outline, document, read)
  if not entries then
    refuse(outline, {}, rows)
    return
  end
  local changes = require('undoc.outline_changes').of(entries, rows)
  for row, problem in pairs(changes.problems) do
    problems[rows[row].line or 1] = problem
  end
  if next(problems) or changes.general then
    refuse(outline, problems, changes.general)
    return
  end
  if #changes.operations == 0 then
    M.leave(outline)
    require('undoc.say').info('nothing to do')
    return
  end
  local operations = for_core(changes.operations, entries)
  local plan, message = document.doc:plan(operations, true)
  if not plan then
    refuse(outline, {}, message)
    return
  end
  local general
  problems, general = refusals(plan, changes, rows, entries)
  if next(problems) or general then
    refuse(outline, problems, general)
    return
  end
  local merged = outline.edit.revision ~= document.doc:revision()
  require('undoc.plan').ask(document, operations, {
    title = merged and 'the document has changed since, and keeps its changes' or nil,
    done = function()
      M.leave(outline)
    end,
  })
end

return M
