--- Edited lines of an outline, for a document that has changed since: pure functions of both.

local M = {}

--- The edited lines as lines of what is there now. What somebody deleted in the document is left out; what is new in it
--- stands after what it comes after there.
---@param before undoc.OutlineItem[] when the lines were made
---@param now undoc.OutlineItem[]
---@param kept table<integer, integer> from items before to those now; what is not in it is gone
---@param rows undoc.OutlineRow[] of items before
---@return undoc.OutlineRow[] rows of items now, each with `row` of the edited lines where it has one
function M.rows(before, now, kept, rows)
  local known, shown = {}, {}
  for _, id in pairs(kept) do
    known[id] = true
  end
  local ids = {}
  for i, row in ipairs(rows) do
    ids[i] = kept[row.id] or 0
  end
  for i in pairs(require('undoc.outline_changes').rising(ids)) do
    shown[ids[i]] = true
  end
  -- What is new comes after the item before it that is still where it was in the lines; 0: before all of them.
  local following, latest = {}, 0
  for id in ipairs(now) do
    if known[id] then
      latest = shown[id] and id or latest
    else
      following[latest] = following[latest] or {}
      table.insert(following[latest], { id = id, depth = now[id].depth })
    end
  end
  local result = following[0] or {}
  for i, row in ipairs(rows) do
    local id = kept[row.id]
    if id then
      local depth = row.depth + now[id].depth - before[row.id].depth
      table.insert(result, { id = id, depth = math.max(0, depth), row = i })
      vim.list_extend(result, following[id] or {})
      following[id] = nil
    end
  end
  return result
end

--- Which items of before are which now, by the lines that the document's marks stand in. Marks of what was deleted lie
--- where the next item begins; that one's own is the last.
---@param marks integer[] by item before: the line where its mark is now, from 1
---@param lines integer[] by item now: its first line
---@return table<integer, integer> kept
function M.kept(marks, lines)
  local at, kept = {}, {}
  for id, line in ipairs(marks) do
    at[line] = id
  end
  for id, line in ipairs(lines) do
    if at[line] then
      kept[at[line]] = id
      at[line] = nil
    end
  end
  return kept
end

return M
