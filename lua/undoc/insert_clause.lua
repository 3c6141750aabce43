--- Clauses of `:Undoc insert`: by a plan, after the clause at the cursor, with their number and the marks of their
--- place; what was not answered is then a placeholder to be typed over.

local api = vim.api

local M = {}

local templates = require('undoc.template')

---@class undoc.ClausePart
---@field into string kind of the node
---@field below? boolean below the sub-paragraph at the cursor, and not beside it
---@field text? string the template that has the words without the label

--- Parts that are clauses.
---@type table<string, undoc.ClausePart>
local parts = {
  preambular = { into = 'preambular' },
  operative = { into = 'operative' },
  paragraph = { into = 'paragraph' },
  subparagraph = { into = 'subparagraph', text = 'subparagraph-text' },
  ['sub-subparagraph'] = { into = 'subparagraph', text = 'subparagraph-text', below = true },
  heading = { into = 'heading' },
}

---@param name string
function M.is_one(name)
  return parts[name] ~= nil
end

--- The opener of the clause before, in a text without numbers: a declaration has them in a form of its own, in the
--- plural.
---@param doc undoc.Doc
---@param row integer
---@param into string
---@return string?
local function opener_there(doc, row, into)
  local clause = doc:object_at('clause', row, 0)
  local id = clause and doc:at(clause.whole[1]) or 0
  local kind, _, _, _, _, label = doc:node(id)
  if into ~= 'operative' or kind ~= 'operative' or label ~= 0 then
    return nil
  end
  local opener = doc:object_at('opener', row, 0)
  if opener then
    local at = opener.whole
    return api.nvim_buf_get_text(0, at[1], at[2], at[3], at[4], {})[1]
  end
end

--- The line of the first clause that a plan has made; nil: none.
---@param plan undoc.Plan with its nodes
---@return integer?
local function new_line(plan)
  for _, node in ipairs(plan.nodes) do
    if node.node == 0 then
      return node.first
    end
  end
end

local function escape(text)
  return (text:gsub('[\\$}]', '\\%0'))
end

--- The range of a new clause's words: after its label, before its closing mark.
---@param doc undoc.Doc
---@param line integer
---@param into string
---@return integer[]
local function words_at(doc, line, into)
  local object = doc:object_at(into == 'subparagraph' and into or 'clause', line, 0)
  if object and object.lines and object.whole[1] == line and into ~= 'heading' then
    return object.inner
  end
  local text = api.nvim_buf_get_lines(0, line, line + 1, false)[1]
  local first = doc:opening(doc:at(line)) or 0
  return { line, first, line, #text }
end

--- Makes placeholders of the words in a range that are proposed, or a hint at what goes there.
---@param document undoc.Document
---@param range integer[]
---@param opener boolean whether the opener is proposed
function M.fill_in(document, range, opener)
  local doc, stops = document.doc, {}
  local function inside(place)
    return (place[1] > range[1] or place[1] == range[1] and place[2] >= range[2])
      and (place[3] < range[3] or place[3] == range[3] and place[4] <= range[4])
  end
  local words = opener and doc:object_at('opener', range[1], range[2])
  if words and inside(words.whole) then
    stops[1] = words.whole
  end
  for _, place in ipairs(doc:placeholders()) do
    if inside(place) and not (stops[1] and place[1] == stops[1][1] and place[2] < stops[1][4]) then
      stops[#stops + 1] = place
    end
  end
  local function cut(from_line, from_column, to_line, to_column)
    return escape(table.concat(api.nvim_buf_get_text(0, from_line, from_column, to_line, to_column, {}), '\n'))
  end
  if #stops == 0 then
    api.nvim_win_set_cursor(0, { range[1] + 1, range[2] })
    return
  end
  local pieces, line, column = {}, range[1], range[2]
  for i, stop in ipairs(stops) do
    pieces[#pieces + 1] = cut(line, column, stop[1], stop[2])
    pieces[#pieces + 1] = ('${%d:%s}'):format(i, cut(stop[1], stop[2], stop[3], stop[4]))
    line, column = stop[3], stop[4]
  end
  pieces[#pieces + 1] = cut(line, column, range[3], range[4])
  api.nvim_buf_set_text(0, range[1], range[2], range[3], range[4], { '' })
  -- At the end of a line, where the cursor cannot stand otherwise.
  local virtual = vim.wo.virtualedit
  vim.wo.virtualedit = 'onemore'
  api.nvim_win_set_cursor(0, { range[1] + 1, range[2] })
  local good, problem = pcall(templates.expand, table.concat(pieces))
  vim.wo.virtualedit = virtual
  if not good then
    error(problem, 0)
  end
end

--- Inserts a clause. False without a message: it has no place here as a clause.
---@param document undoc.Document
---@param name string
---@param answers table<string, string>
---@return boolean done
---@return string? message
function M.insert(document, name, answers)
  local part, doc = parts[name], document.doc
  local row = api.nvim_win_get_cursor(0)[1] - 1
  if doc:node_before(row) == 0 then
    return false -- before everything: there is no clause that it could come after
  end
  local given = answers.opener ~= nil
  answers = vim.tbl_extend('keep', answers, { opener = opener_there(doc, row, part.into) })
  answers.number = nil
  local packs, message = require('undoc.native').packs()
  if not packs then
    return false, message
  end
  local text
  text, message = packs:draft(part.text or name, answers, true)
  if not text then
    return false, message
  end
  local run = require('undoc.plan').run
  local operation = { kind = 'insert', into = part.into, to = 'after', line = row, text = text }
  local plan = run(document, { operation }, { nodes = true })
  local line = plan and new_line(plan)
  if not line then
    return false
  end
  if part.below then
    -- Beside the sub-paragraph first, and then below it.
    plan = run(document, { { kind = 'demote', first = line } }, { nodes = true, join = true })
    if not plan then
      vim.cmd('silent undo')
      return false, 'there is no sub-paragraph here that it could stand below'
    end
  end
  M.fill_in(document, words_at(doc, line, part.into), not given)
  return true
end

return M
