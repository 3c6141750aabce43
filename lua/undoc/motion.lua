--- Motions: from part to part, to the next and the previous of each text object, to a level, a finding.

local api = vim.api

local M = {}

--- Nodes that a reader does not go to.
local passed = { document = true, furniture = true, footnote = true, subparagraph = true }

--- A step from a place: line and column from 0, or nil where there is nothing to go to.
---@alias undoc.Step fun(doc: undoc.Doc, line: integer, column: integer, forward: boolean): integer?, integer?

--- Where the parts begin.
---@type undoc.Step
local function part(doc, line, _, forward)
  local last = doc:node_count() - 1
  local step = forward and 1 or -1
  local id = doc:node_before(line) + (forward and 1 or 0)
  while id >= 1 and id <= last do
    local kind, _, _, first = doc:node(id)
    if not passed[kind] and (forward and first > line or not forward and first < line) then
      return first, 0
    end
    id = id + step
  end
end

---@param name string of the core
---@return undoc.Step
local function object(name)
  return function(doc, line, column, forward)
    local found
    if forward then
      found = doc:object_next(name, line, column)
    else
      found = doc:object_previous(name, line, column)
    end
    if found then
      return found.whole[1], found.whole[2]
    end
  end
end

---@type table<string, { [1]: string, [2]: undoc.Step }> what it is called, and how it is found
local steps = {
  part = { 'part', part },
  level = {
    'part of this level',
    function(doc, line, column, forward)
      return doc:same_level(line, column, forward)
    end,
  },
  parent = {
    'part around this one',
    function(doc, line, column)
      return doc:level_above(line, column)
    end,
  },
  placeholder = {
    'place to fill in',
    function(doc, line, column, forward)
      local found
      for _, place in ipairs(doc:placeholders()) do
        local after = place[1] > line or place[1] == line and place[2] > column
        local here = place[1] == line and place[2] == column
        if forward and after then
          return place[1], place[2]
        elseif not forward and not after and not here then
          found = place
        end
      end
      if found then
        return found[1], found[2]
      end
    end,
  },
  finding = {
    'finding',
    function(doc, line, column, forward)
      return doc:finding_beside(line, column, forward)
    end,
  },
}
for name, words in pairs(require('undoc.object').names) do
  steps[name] = { words, object(name) }
end

--- Goes to the `count`-th, or as far as there are any.
---@param name string
---@param count integer backwards when negative
function M.go(name, count)
  local document = require('undoc.document').get()
  if not document then
    return
  end
  local cursor = api.nvim_win_get_cursor(0)
  local line, column = cursor[1] - 1, cursor[2]
  local found = false
  for _ = 1, math.abs(count) do
    local to_line, to_column = steps[name][2](document.doc, line, column, count > 0)
    if not to_line then
      break
    end
    line, column, found = to_line, to_column, true
  end
  if found then
    vim.cmd.normal({ "m'", bang = true })
    api.nvim_win_set_cursor(0, { line + 1, column })
  elseif api.nvim_get_mode().mode:find('^no') then
    local where = name == 'parent' and 'no' or count > 0 and 'no next' or 'no previous'
    require('undoc.object').refuse(('there is %s %s'):format(where, steps[name][1]))
  end
end

return M
