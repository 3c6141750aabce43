--- `:Undoc insert`: a part from a template, as a paragraph of its own at the cursor. One undo step.

local api = vim.api

local M = {}

local templates = require('undoc.template')

--- Parts that take a number where those before them have one, and what they are in the tree.
local numbered = { operative = 'operative', preambular = 'preambular', subparagraph = 'subparagraph' }

local function blank(buf, row)
  local line = api.nvim_buf_get_lines(buf, row, row + 1, false)[1]
  return line ~= nil and not line:find('%S')
end

--- The row, from 0, before which a paragraph can be put. Never between the lines of another one: what that is the
--- document knows, and where there is none it is what stands between blank lines.
---@param document? undoc.Document
---@param buf integer
---@param row integer
---@param name string of the part
local function room(document, buf, row, name)
  if blank(buf, row) then
    return row
  elseif document then
    return math.max(row + 1, document.doc:room_after(row, name ~= 'subparagraph') or 0)
  end
  local count = api.nvim_buf_line_count(buf)
  while row < count and not blank(buf, row) do
    row = row + 1
  end
  return row
end

--- Makes an empty line with blank lines around it and gives its row.
local function make_room(buf, row)
  local count = api.nvim_buf_line_count(buf)
  local after_text = row > 0 and not blank(buf, row - 1)
  local new = { '' }
  local last = row
  if row < count and blank(buf, row) then
    -- The blank line that is there is the one before, or where nothing is before it, the place itself.
    last = row + 1
    if after_text then
      new = { '', '' }
    end
  elseif after_text then
    new = { '', '' }
  end
  local place = row + #new - 1
  if last < count and not blank(buf, last) then
    new[#new + 1] = ''
  end
  api.nvim_buf_set_lines(buf, row, last, false, new)
  return place
end

--- Whether a template has a place for an answer: one that is right in itself changes what is written.
local function has_place(template, answers, key)
  local packs = require('undoc.native').packs()
  local sessions = packs and packs:agenda_sessions() or {}
  local right = { session = sessions[#sessions] and tostring(sessions[#sessions]), items = '1' }
  if not right[key] then
    return true
  end
  local session = key == 'items' and { session = right.session } or {}
  local with = vim.tbl_extend('force', answers, session, { [key] = right[key] })
  local without = vim.tbl_extend('force', answers, session)
  without[key] = nil
  -- One that is refused has no place: the session of a council that counts by years.
  local written = templates.draft(template, with)
  return written ~= nil and written ~= templates.draft(template, without)
end

--- The answers for a part: those given, and for the rest what the document says of itself. Where the part has a place
--- for something that the document states and that cannot be repeated, it says so: nothing is lost silently.
---@param template undoc.Template
---@param document? undoc.Document
---@param row integer
---@param given table<string, string>
---@return table<string, string>? answers
---@return string? message
local function answers_for(template, document, row, given)
  local known, left_out = {}, {}
  if document then
    known, left_out = document.doc:known(row)
    if not known then
      return nil, left_out
    end
  end
  local answers = vim.tbl_extend('keep', given, known)
  answers.lang = given.lang or templates.language(template, known.lang)
  for _, one in ipairs(left_out) do
    if not given[one.key] and has_place(template, answers, one.key) then
      local sentence = '“%s” cannot be repeated as %s: %s; give %s= yourself, or leave it empty for a place to fill in'
      return nil, sentence:format(one.text, one.key, one.message, one.key)
    end
  end
  return answers
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
  local answers
  answers, message = answers_for(template, document, row, templates.texts(values or {}))
  if not answers then
    return false, message
  end
  local clauses = require('undoc.insert_clause')
  if document and clauses.is_one(name) and not answers.number then
    local done
    done, message = clauses.insert(document, name, answers)
    if done or message then
      return done, message
    end
  end
  if document and name == 'footnote' then
    local packs = assert(require('undoc.native').packs())
    local words
    words, message = packs:draft(name, answers, true)
    if not words then
      return false, message
    end
    return require('undoc.insert_footnote').insert(document, vim.trim(words))
  end
  local places = require('undoc.insert_place')
  local place = document and places.row(document, name, row) or room(document, buf, row, name)
  if document and name == 'annex' then
    local annexes = require('undoc.insert_annex')
    local own = annexes.template(document)
    template = assert(templates.find('part', own))
    local good, after
    good, message = templates.draft(template, answers)
    if not good then
      return false, message
    end
    answers, after = annexes.prepare(document, answers, own)
    place = after or place
  elseif document and (name == 'enclosure' or name == 'declaration') then
    answers.emphasis = answers.emphasis or places.emphasis(document)
  end
  if document and numbered[name] and not answers.number then
    local number = document.doc:next_number(place, numbered[name])
    answers.number = number and tostring(number) or nil
  end
  local snippet
  snippet, message = templates.draft(template, answers)
  if not snippet then
    return false, message
  end
  api.nvim_win_set_cursor(0, { make_room(buf, place) + 1, 0 })
  templates.expand(snippet)
  return true
end

--- `:Undoc insert [part [key=value …]]`
---@param text string
function M.run(text)
  local say = require('undoc.say')
  local name, rest = text:match('^%s*(%S+)%s*(.-)%s*$')
  if not name then
    local document = require('undoc.document').get()
    local known = document and document.doc:known(api.nvim_win_get_cursor(0)[1] - 1) or {}
    local good, message = templates.menu('part', 'Insert', function(template)
      M.run(template.name)
    end, known.lang)
    if not good then
      say.error(message)
    end
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
