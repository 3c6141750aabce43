--- A further annex to a letter: it goes after the last one and has the next number; the first gets its own when it is
--- no longer alone, and the letter then speaks of several.

local api = vim.api

local M = {}

local templates = require('undoc.template')

---@param doc undoc.Doc
---@return integer[] ids of the annexes
local function annexes_of(doc)
  local found = {}
  for id = 1, doc:node_count() - 1 do
    local kind, depth = doc:node(id)
    if kind == 'annex' and depth == 1 then
      found[#found + 1] = id
    end
  end
  return found
end

--- What differs in two texts, whole words of it, with the word before them: what stands in the first and in the second.
---@param one string
---@param other string
---@param from string? what it goes back to, instead of a word
---@return string old
---@return string new
local function difference(one, other, from)
  local first = 1
  while first <= #one and one:byte(first) == other:byte(first) do
    first = first + 1
  end
  local last = 0
  while last < math.min(#one, #other) - first + 1 and one:byte(-last - 1) == other:byte(-last - 1) do
    last = last + 1
  end
  local function is_letter(at)
    return one:find('^[%w\128-\255]', at) ~= nil
  end
  local spaced = one:find('%s') ~= nil
  local start = from and one:sub(1, first - 1):find(vim.pesc(from) .. '[^' .. from .. ']*$')
  if start then
    first = start
  elseif spaced then
    while first > 1 and is_letter(first - 1) do
      first = first - 1
    end
    local word = one:sub(1, first - 1):match('()[^%s]+%s$') -- and the word before it
    first = word or first
  end
  while last > 0 and (spaced and is_letter(#one - last + 1) or one:find('^[\128-\191]', #one - last + 1)) do
    last = last - 1
  end
  return one:sub(first, #one - last), other:sub(first, #other - last)
end

--- Replaces the only place where words stand in the lines [first, last).
---@return boolean
local function replace(first, last, old, new)
  local row, column
  for i, line in ipairs(api.nvim_buf_get_lines(0, first, last, false)) do
    local at = line:find(old, 1, true)
    if at and not row then
      row, column = first + i - 1, at - 1
    elseif at then
      return false
    end
  end
  if row and old ~= '' then
    api.nvim_buf_set_text(0, row, column, row, column + #old, { new })
  end
  return row ~= nil
end

--- The number that the heading of the only annex is without: put after the word that it stands after in a template.
---@param doc undoc.Doc
---@param id integer
---@param alone string as the template has the heading of one annex
---@param first string and that of the first of two
local function number_first(doc, id, alone, first)
  local _, _, _, row = doc:node(id)
  local at = 1
  while at <= #alone and alone:byte(at) == first:byte(at) do
    at = at + 1
  end
  if #first <= #alone then
    return false -- the heading has no number in this language
  end
  local number = first:sub(at, #first - (#alone - at + 1))
  local before = alone:sub(1, at - 1):gsub('%s+$', '')
  local line = api.nvim_buf_get_lines(0, row, row + 1, false)[1]
  -- The last words before the number that the heading has too: of "**Annex" what has no emphasis.
  for from = 1, #before do
    local words = before:sub(from)
    local _, stop = line:find(words, 1, true)
    if stop and not words:find('^[\128-\191]') and #words >= 4 then
      number = vim.trim(number)
      local blank = alone:find('%s') and before ~= alone:sub(1, at - 1) and ' ' or number:find('^%w') and ' ' or ''
      api.nvim_buf_set_text(0, row, stop, row, stop, { blank .. number })
      return true
    end
  end
  return false
end

--- The template of an annex to a document of that kind: one to a letter repeats its title.
---@param document undoc.Document
---@return string name
function M.template(document)
  local kind = document.doc:kind()
  if kind == 'resolution' or kind == 'draft' or kind == 'decision' then
    return 'annex-to-resolution'
  end
  return kind == 'note-verbale' and 'annex-to-note-verbale' or 'annex'
end

--- Makes room for one more annex: the answers that it is drafted with, and the row before which it goes.
---@param document undoc.Document
---@param answers table<string, string>
---@param heading_of string name of the annex's template
---@return table<string, string> answers
---@return integer? row
function M.prepare(document, answers, heading_of)
  local doc = document.doc
  local annexes = annexes_of(doc)
  if answers.annex then
    return answers
  elseif #annexes == 0 then
    return answers, api.nvim_buf_line_count(0)
  end
  local total = tostring(#annexes + 1)
  local function with(name, count, number)
    local values = vim.tbl_extend('force', answers, { annex = count, number = number })
    local found = templates.find('part', name)
    local packs = require('undoc.native').packs()
    local text = found and packs and packs:draft(name, values, true)
    return text or ''
  end
  if #annexes == 1 then
    local _, _, _, first, _, label = doc:node(annexes[1])
    local missed = label == 0
      and not number_first(doc, annexes[1], with(heading_of, '1'), with(heading_of, '2', '1'))
    local letter = doc:object_at('letter', math.max(0, first - 1), 0) or doc:object_previous('letter', first, 0)
    if letter then
      local from, to = letter.whole[1], letter.whole[3]
      for id = doc:node_before(from), doc:node_count() - 1 do
        local kind, _, _, line, stop = doc:node(id)
        if line >= to then
          break
        elseif kind == 'request' then
          local old, new = difference(with('request', '1'), with('request', '2'))
          local done = replace(line, stop, old, new)
          -- The line may end between the two words.
          local word, other = old:match('^(%S+%s)'), new:match('^(%S+%s)')
          if not done and word and word == other then
            done = replace(line, stop, old:sub(#word + 1), new:sub(#word + 1))
          end
          missed = missed or not done
        end
      end
      local open = answers.lang == 'zh' and '（' or '('
      local old, new = difference(with('opening', '1'), with('opening', '2'), open)
      replace(from, to, old, new)
    end
    if missed then
      require('undoc.say').warn('the letter may still speak of one annex')
    end
  end
  local _, _, _, heading = doc:node(annexes[#annexes])
  local bold = vim.startswith(api.nvim_buf_get_lines(0, heading, heading + 1, false)[1], '*')
  local values = { annex = total, number = total, emphasis = answers.emphasis or not bold and 'no' or nil }
  return vim.tbl_extend('force', answers, values), api.nvim_buf_line_count(0)
end

return M
