--- `:Undoc insert`: a part from a template, as a paragraph of its own at the cursor. One undo step.

local api = vim.api

local M = {}

local templates = require('undoc.template')

--- What the document says of itself: an annex repeats the date and the sender of its letter, a request its items.
---@param document? undoc.Document
---@return table<string, string>
function M.known(document)
  local values = {}
  if not document then
    return values
  end
  local tree = require('undoc.document').parse(document)
  for _, node in ipairs(tree.nodes) do
    if node.letter then
      values.date = node.letter.date
      values.state = node.letter.state_code
      values.addressee = node.letter.addressee_kind
      break
    end
  end
  local session = tree.masthead.session
  values.session = session and tostring(session) or nil
  local items = {}
  for _, entry in ipairs(tree.masthead.agenda or {}) do
    if #entry.subitems == 0 then
      items[#items + 1] = tostring(entry.item)
    end
    for _, sub in ipairs(entry.subitems) do
      items[#items + 1] = ('%d(%s)'):format(entry.item, sub)
    end
  end
  values.items = #items > 0 and table.concat(items, ',') or nil
  return values
end

--- The language at a line: of the innermost node that has one.
local function language_at(document, line)
  local doc = document.doc
  local _, _, _, _, _, _, _, language = doc:node(doc:at(line))
  return language or doc:language()
end

--- The number that a paragraph at a line takes, where those before it are numbered.
local function next_number(document, line, wanted)
  local doc = document.doc
  for id = require('undoc.document').node_before(doc, line), 1, -1 do
    local kind, _, _, _, _, label, style = doc:node(id)
    if kind == wanted then
      return style == 'number' and tostring(label + 1) or nil
    elseif kind == 'annex' or kind == 'enclosure' or kind == 'subject' then
      return nil
    end
  end
end

--- Makes room for a paragraph and gives the row, from 0, where it goes. Never between the lines of another paragraph.
local function make_room(buf, row)
  local function blank(at)
    local line = api.nvim_buf_get_lines(buf, at, at + 1, false)[1]
    return line == nil or not line:find('%S')
  end
  local count = api.nvim_buf_line_count(buf)
  if not blank(row) then
    while row < count and not blank(row) do
      row = row + 1
    end
    -- `row` is the blank line after the paragraph, or behind the last line.
    local after = row < count and row + 1 or row
    local new = row < count and { '' } or { '', '' }
    if after < count and not blank(after) then
      new[#new + 1] = ''
    end
    api.nvim_buf_set_lines(buf, after, after, false, new)
    return row + 1
  end
  api.nvim_buf_set_lines(buf, row, row + 1, false, { '' })
  if row + 1 < count and not blank(row + 1) then
    api.nvim_buf_set_lines(buf, row + 1, row + 1, false, { '' })
  end
  if row > 0 and not blank(row - 1) then
    api.nvim_buf_set_lines(buf, row, row, false, { '' })
    row = row + 1
  end
  return row
end

--- Inserts a part in the current window's buffer.
---@param name string of a template
---@param values? table<string, any>
---@return boolean good
---@return string? message
function M.part(name, values)
  local template, message = templates.find('part', name)
  if not template then
    return false, message
  end
  local buf = api.nvim_get_current_buf()
  if not vim.bo[buf].modifiable then
    return false, 'the buffer cannot be changed'
  end
  local document = require('undoc.document').get(buf)
  local row = api.nvim_win_get_cursor(0)[1] - 1
  local given = templates.texts(values or {})
  given.lang = given.lang or templates.language(template, document and language_at(document, row))
  local answers = vim.tbl_extend('keep', given, M.known(document))
  if document then
    answers.number = answers.number or next_number(document, row, name)
  end
  local snippet
  snippet, message = templates.draft(template, answers)
  if not snippet then
    -- The document itself may say what cannot be: then only what the user said counts.
    snippet, message = templates.draft(template, given)
  end
  if not snippet then
    return false, message
  end
  row = make_room(buf, row)
  api.nvim_win_set_cursor(0, { row + 1, 0 })
  templates.expand(snippet)
  return true
end

--- `:Undoc insert [part [key=value …]]`
---@param text string
function M.run(text)
  local say = require('undoc.say')
  local name, rest = text:match('^%s*(%S+)%s*(.-)%s*$')
  if not name then
    local list, message = templates.list('part')
    if #list == 0 then
      say.error(message or 'there are no templates')
      return
    end
    vim.ui.select(list, {
      prompt = 'Insert',
      format_item = function(template)
        return template.title
      end,
    }, function(template)
      if template then
        M.run(template.name)
      end
    end)
    return
  end
  local values, message = templates.values(rest)
  local good
  if values then
    good, message = M.part(name, values)
  end
  if not good then
    say.error(message)
  end
end

return M
