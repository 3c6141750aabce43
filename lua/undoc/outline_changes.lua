--- From the lines of an outline as they were and as somebody has left them to operations on the document: a pure
--- function.
---
--- A line stands for its clause with all that lies below it. What was indented or moved goes where it now stands; what
--- was left where it was follows its parent, wherever that went. So a paragraph is moved by its line alone, and lines
--- that were sorted take what lies below them along.

local M = {}

---@class undoc.OutlineItem
---@field kind string
---@field depth integer

---@class undoc.OutlineRow
---@field id integer place of its item among those before
---@field depth integer

---@class undoc.OutlineOperation
---@field kind 'move'|'promote'|'demote'|'delete'|'duplicate'
---@field id integer
---@field to? 'before'|'after'
---@field anchor? integer id of what it goes before or after
---@field row? integer the line that asks for it; none for what was deleted

---@class undoc.OutlineChanges
---@field operations undoc.OutlineOperation[] one after the other; ids and what they are anchored to are those before
---@field problems table<integer, string> by row: why it cannot be
---@field general? string why something cannot be that has no row
---@field order integer[] ids as they stand afterwards, without copies
---@field parent table<integer, integer> by id, what it lies below afterwards; 0: nothing
---@field carries fun(item: undoc.OutlineItem): boolean whether what lies below an item goes where it goes

--- Clauses, which have levels and take what lies below them along; annexes do so too.
local clauses = { preambular = true, operative = true, paragraph = true, subparagraph = true, request = true }
--- What belongs to the document and not to its text.
local fixed = { masthead = true, title = true, subject = true, signature = true, adoption = true }

local STAYS = 'this stays where it is: clauses, headings and annexes can be moved'
local BELOW_COPY = 'what lies below a copy is copied with it: move it there when the copy is in the document'
local carries = vim.tbl_extend('error', { annex = true, enclosure = true }, clauses)

---@param item undoc.OutlineItem
local function takes_along(item)
  return carries[item.kind] == true
end

--- For each place the nearest one before it that is less deep; 0: none.
---@param list { depth: integer }[]
local function parents_of(list)
  local parents, open = {}, {}
  for i, item in ipairs(list) do
    while #open > 0 and list[open[#open]].depth >= item.depth do
      table.remove(open)
    end
    parents[i] = open[#open] or 0
    open[#open + 1] = i
  end
  return parents
end

--- The longest part of a list of numbers that rises from each to the next, as a set of places.
---@param numbers integer[]
---@return table<integer, true>
function M.rising(numbers)
  local ends, before = {}, {} -- the place that ends the best run of each length; for each place the one before it
  for i, number in ipairs(numbers) do
    local low, high = 0, #ends
    while low < high do
      local middle = math.ceil((low + high) / 2)
      if numbers[ends[middle]] < number then
        low = middle
      else
        high = middle - 1
      end
    end
    if numbers[ends[low + 1]] ~= number then
      before[i] = ends[low]
      ends[low + 1] = i
    end
  end
  local set, at = {}, ends[#ends]
  while at do
    set[at] = true
    at = before[at]
  end
  return set
end

--- What is worked out on the way.
---@class undoc.OutlineWork
---@field before undoc.OutlineItem[]
---@field after undoc.OutlineRow[]
---@field parent0 integer[] by id
---@field previous integer[] by id: the one before it below the same parent; 0: it is the first
---@field row table<integer, integer> by id: the row that is the item itself; other rows with the id are copies
---@field still table<integer, true> rows that were left where they were
---@field parent table<integer, integer> by id, afterwards
---@field children table<integer, { id: integer, row: integer, copy?: boolean }[]> by id, afterwards; 0 is the document
---@field problems table<integer, string>

---@param w undoc.OutlineWork
local function find_previous(w)
  local latest = {}
  for id, parent in ipairs(w.parent0) do
    w.previous[id] = latest[parent] or 0
    latest[parent] = id
  end
end

---@param w undoc.OutlineWork
local function find_rows(w)
  local ids = {}
  for i, row in ipairs(w.after) do
    ids[i] = row.id
  end
  w.still = M.rising(ids)
  for i in pairs(w.still) do
    w.row[ids[i]] = i
  end
  for i, id in ipairs(ids) do
    w.row[id] = w.row[id] or i
  end
end

--- Where an item stands that is not a copy: below what its indentation says, or with its parent.
---@param w undoc.OutlineWork
---@param i integer row
---@param above integer the row that its indentation puts it below; 0: none
---@return integer? parent
local function parent_after(w, i, above)
  local row = w.after[i]
  local id, old = row.id, w.parent0[row.id]
  local new = above > 0 and w.after[above].id or 0
  if new == old and (above == 0 or w.row[new] == above) then
    return old
  end
  local left = w.still[i] and row.depth == w.before[id].depth or above == 0 and row.depth > 0
  if not left and (above == 0 or w.row[new] == above) then
    return new
  elseif not left then
    w.problems[i] = BELOW_COPY
    return
  end
  if old == 0 or w.row[old] then
    return old
  end
  if not carries[w.before[old].kind] then
    return new
  end
  w.problems[i] = 'what it lies below is deleted: delete it too, or move it'
end

---@param w undoc.OutlineWork
---@param parent integer
---@param child { id: integer, row: integer, copy?: boolean }
local function put_below(w, parent, child)
  w.children[parent] = w.children[parent] or {}
  table.insert(w.children[parent], child)
end

--- Whether a copied row lies below a copy, as the item lay below the same one before: copies go whole.
---@param w undoc.OutlineWork
---@param i integer
---@param above integer
local function belongs_to_copy(w, i, above)
  return w.parent0[w.after[i].id] == w.after[above].id
end

---@param w undoc.OutlineWork
local function build(w)
  local above = parents_of(w.after)
  local copied = {}
  for i, row in ipairs(w.after) do
    if w.row[row.id] == i then
      local parent = parent_after(w, i, above[i])
      if parent then
        w.parent[row.id] = parent
        put_below(w, parent, { id = row.id, row = i })
      end
    else
      copied[i] = true
      if copied[above[i]] and not belongs_to_copy(w, i, above[i]) then
        w.problems[i] = BELOW_COPY
      elseif not copied[above[i]] then
        put_below(w, above[i] > 0 and w.after[above[i]].id or 0, { id = row.id, row = i, copy = true })
      end
    end
  end
end

--- An item may have come to lie below itself: by what was left behind and follows what was moved below it.
---@param w undoc.OutlineWork
local function find_circles(w)
  for id in pairs(w.parent) do
    local up, steps = id, 0
    while up ~= 0 and steps <= #w.before do
      up, steps = w.parent[up] or 0, steps + 1
    end
    if up ~= 0 then
      w.problems[w.row[id]] = 'it would lie below itself'
    end
  end
end

--- How deep an item lies in clauses: 0 is a paragraph, 1 a sub-paragraph.
---@param w undoc.OutlineWork
---@param id integer
---@param parents table<integer, integer>
local function level(w, id, parents)
  local count, up = 0, parents[id] or 0
  while up ~= 0 and clauses[w.before[up].kind] do
    count, up = count + 1, parents[up] or 0
  end
  return count
end

--- The level that an item has when its turn comes: what it lay below may have been put on another one before.
---@param w undoc.OutlineWork
---@param id integer
---@param placed table<integer, true>
local function level_now(w, id, placed)
  local was = level(w, id, w.parent0)
  if was == 0 and w.before[id].kind == 'subparagraph' then
    was = 1 -- of a list that lies below no paragraph
  end
  local up = w.parent0[id]
  while up ~= 0 and clauses[w.before[up].kind] do
    if placed[up] then
      return was + level(w, up, w.parent) - level(w, up, w.parent0)
    end
    up = w.parent0[up]
  end
  return was
end

--- Children that need not be moved: those that were there, in their order.
---@param w undoc.OutlineWork
---@param parent integer
---@param moved table<integer, true>
---@return table<integer, true> places among the children
local function settled(w, parent, moved)
  local places, ids = {}, {}
  local taken_along = parent == 0 or not moved[parent] or carries[w.before[parent].kind]
  for place, child in ipairs(w.children[parent] or {}) do
    if taken_along and not child.copy and w.parent0[child.id] == parent then
      table.insert(places, place)
      table.insert(ids, child.id)
    end
  end
  local set = {}
  for at in pairs(M.rising(ids)) do
    set[places[at]] = true
  end
  return set
end

--- What stands side by side: paragraphs of the preamble, others and what lies below them, headings and the like.
---@param w undoc.OutlineWork
---@param id integer
local function sort(w, id)
  local kind = w.before[id].kind
  return kind ~= 'preambular' and clauses[kind] and 'operative' or kind
end

--- What a child is put beside: the one right before it where that is of its kind, else the next one that is there
--- already, else the heading before it; else the nearest of its kind, else what there is.
---@param w undoc.OutlineWork
---@param parent integer
---@param place integer
---@param there table<integer, true>
---@return 'before'|'after'|nil to
---@return integer? anchor
local function beside(w, parent, place, there)
  local children = w.children[parent]
  local kind = sort(w, children[place].id)
  local function nearest(step, accept)
    local at = place + step
    while children[at] do
      local child = children[at]
      if not child.copy and (step < 0 or there[at]) then
        local id = child.id
        if accept == 'any' or sort(w, id) == kind or accept == 'heading' and w.before[id].kind == 'heading' then
          return id
        elseif accept ~= 'kind' then
          return nil
        end
      end
      at = at + step
    end
  end
  for _, way in ipairs({ { -1, 'next' }, { 1, 'next' }, { -1, 'heading' }, { -1, 'kind' }, { 1, 'kind' },
    { -1, 'any' }, { 1, 'any' } }) do
    local anchor = nearest(way[1], way[2])
    if anchor then
      return way[1] < 0 and 'after' or 'before', anchor
    end
  end
  if parent ~= 0 then
    return 'after', parent
  end
end

--- Of an item and those that it lies below, the one on a level.
---@param w undoc.OutlineWork
---@param id integer
---@param wanted integer
local function on_level(w, id, wanted)
  while id ~= 0 and level(w, id, w.parent) > wanted do
    id = w.parent[id]
  end
  return id
end

--- The last of those that an item lay among, and that are still there; 0: there is none after it.
---@param w undoc.OutlineWork
---@param id integer
---@param moved table<integer, true>
local function last_beside(w, id, moved)
  local found = 0
  for other = id + 1, #w.before do
    if w.parent0[other] == w.parent0[id] and not moved[other] then
      found = other
    end
  end
  return found
end

--- The operations that put a child where it belongs.
---@param w undoc.OutlineWork
---@param parent integer
---@param place integer
---@param there table<integer, true>
---@param last integer the item that comes before it afterwards; 0: none
---@param moved table<integer, true>
---@param placed table<integer, true>
---@param put fun(operation: undoc.OutlineOperation)
local function put_child(w, parent, place, there, last, moved, placed, put)
  local child = w.children[parent][place]
  local id, row = child.id, child.row
  local was = level_now(w, id, placed)
  local down = clauses[w.before[id].kind] and parent ~= w.parent0[id] and level(w, id, w.parent) - was or 0
  if down < 0 then
    -- First behind all that comes before it, so that nothing of what followed it falls to it.
    local anchor = last ~= 0 and on_level(w, last, was) or last_beside(w, id, moved)
    local in_place = anchor ~= 0
      and (anchor == w.parent0[id] or anchor == w.previous[id] and not moved[anchor])
    if anchor ~= 0 and not in_place then
      put({ kind = 'move', id = id, to = 'after', anchor = anchor, row = row })
    end
    for _ = 1, -down do
      put({ kind = 'promote', id = id, row = row })
    end
    if in_place or last ~= 0 and level(w, anchor, w.parent) == was then
      return
    end
  end
  if down > 0 then
    -- Each time it becomes the last one below what stands before it.
    for step = 0, down - 1 do
      local top = on_level(w, parent, was + step)
      if step > 0 or top ~= w.previous[id] or moved[top] then
        put({ kind = 'move', id = id, to = 'after', anchor = top, row = row })
      end
      put({ kind = 'demote', id = id, row = row })
    end
    if place == #w.children[parent] then
      return
    end
  end
  local to, anchor = beside(w, parent, place, there)
  if to then
    put({ kind = 'move', id = id, to = to, anchor = anchor, row = row })
  end
end

--- Operations for what lies below a parent; gives the last item in the order so far.
---@param w undoc.OutlineWork
---@param parent integer
---@param result undoc.OutlineChanges
---@param moved table<integer, true>
---@param placed table<integer, true>
local function arrange(w, parent, result, moved, placed)
  local there = settled(w, parent, moved)
  for place, child in ipairs(w.children[parent] or {}) do
    if not child.copy then
      if not there[place] then
        put_child(w, parent, place, there, result.order[#result.order] or 0, moved, placed, function(operation)
          table.insert(result.operations, operation)
        end)
        moved[child.id] = true
      end
      table.insert(result.order, child.id)
      placed[child.id] = true
      arrange(w, child.id, result, moved, placed)
    end
  end
end

--- Why a copy cannot stand where it does.
---@param w undoc.OutlineWork
---@param parent integer
---@param child { id: integer, row: integer }
---@param to? 'before'|'after'
local function wrong_copy(w, parent, child, to)
  local below = parent ~= 0 and clauses[w.before[parent].kind] and level(w, parent, w.parent) + 1 or 0
  if clauses[w.before[child.id].kind] and below ~= level(w, child.id, w.parent) then
    return 'a copy stays on its level: write it there, then move it'
  end
  return not to and 'there is nothing that it could stand beside' or nil
end

--- Copies below one parent. Those after the same item come from the last to the first, for each is put right after it.
---@param w undoc.OutlineWork
---@param parent integer
---@return undoc.OutlineOperation[]
local function copies_below(w, parent)
  local all, befores, afters = {}, {}, {}
  for place in ipairs(w.children[parent] or {}) do
    all[place] = true
  end
  for place, child in ipairs(w.children[parent] or {}) do
    if child.copy then
      local to, anchor = beside(w, parent, place, all)
      w.problems[child.row] = wrong_copy(w, parent, child, to)
      local operation = { kind = 'duplicate', id = child.id, to = to, anchor = anchor, row = child.row }
      table.insert(to == 'before' and befores or afters, to == 'before' and #befores + 1 or 1, operation)
    end
  end
  return vim.list_extend(befores, afters)
end

--- Copies, the outer ones first: what was put into an item is not copied with it.
---@param w undoc.OutlineWork
---@param result undoc.OutlineChanges
local function copy(w, result)
  local by_level, deepest = {}, 0
  local function add(parent)
    local at = parent == 0 and 0 or level(w, parent, w.parent) + 1
    by_level[at] = vim.list_extend(by_level[at] or {}, copies_below(w, parent))
    deepest = math.max(deepest, at)
  end
  add(0)
  for _, id in ipairs(result.order) do
    add(id)
  end
  for at = 0, deepest do
    vim.list_extend(result.operations, by_level[at] or {})
  end
end

--- What was deleted, first where all of it was; items that lay below it and stand elsewhere leave it before.
---@param w undoc.OutlineWork
---@param result undoc.OutlineChanges
local function delete(w, result)
  for id in ipairs(w.before) do
    local parent = w.parent0[id]
    local with_parent = parent ~= 0 and not w.row[parent] and carries[w.before[parent].kind]
    if not w.row[id] and not with_parent then
      table.insert(result.operations, { kind = 'delete', id = id })
    end
  end
end

---@param w undoc.OutlineWork
---@param result undoc.OutlineChanges
local function keep_fixed(w, result)
  for _, operation in ipairs(result.operations) do
    local kind = w.before[operation.id].kind
    if fixed[kind] and operation.row then
      w.problems[operation.row] = STAYS
    elseif fixed[kind] then
      result.general = ('the %s was deleted; it stays'):format(kind)
    end
  end
end

--- Depths without those that a heading or a title gives: what stands under one does not lie in it, and goes nowhere
--- with it. Of a row counts by how much it is indented otherwise than before.
---@param before undoc.OutlineItem[]
---@param after undoc.OutlineRow[]
---@return undoc.OutlineItem[] before
---@return undoc.OutlineRow[] after
local function by_structure(before, after)
  local parents, items, rows = parents_of(before), {}, {}
  for id, item in ipairs(before) do
    local depth, up = 0, parents[id]
    while up ~= 0 do
      depth, up = depth + (carries[before[up].kind] and 1 or 0), parents[up]
    end
    items[id] = { kind = item.kind, depth = depth }
  end
  for i, row in ipairs(after) do
    rows[i] = { id = row.id, depth = math.max(0, items[row.id].depth + row.depth - before[row.id].depth) }
  end
  return items, rows
end

---@param before undoc.OutlineItem[] by id
---@param after undoc.OutlineRow[]
---@return undoc.OutlineChanges
function M.of(before, after)
  before, after = by_structure(before, after)
  ---@type undoc.OutlineWork
  local w = {
    before = before,
    after = after,
    parent0 = parents_of(before),
    previous = {},
    row = {},
    still = {},
    parent = {},
    children = {},
    problems = {},
  }
  local result = { operations = {}, problems = w.problems, order = {}, parent = w.parent, carries = takes_along }
  find_previous(w)
  find_rows(w)
  build(w)
  find_circles(w)
  if not next(w.problems) then
    arrange(w, 0, result, {}, {})
    copy(w, result)
    delete(w, result)
    keep_fixed(w, result)
  end
  return result
end

return M
