--- `:Undoc new from [file]`: the next document after the one here, or after one of a file: who writes to whom,
--- paragraphs and annexes are kept; date, items and annexes are asked again. Nothing of the old one is touched.

local M = {}

local templates = require('undoc.template')

--- What is asked anew, in this order, where the template has a use for it.
local ASKED = { 'date', 'items', 'annex', 'annex_original' }

--- The lines of a file: as they are in the editor where it is open there.
---@param path string
---@return string[]? lines
---@return string? message
local function lines_of(path)
  local full = vim.fn.fnamemodify(path, ':p')
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buf) and vim.api.nvim_buf_get_name(buf) == full then
      return vim.api.nvim_buf_get_lines(buf, 0, -1, false)
    end
  end
  local stat = vim.uv.fs_stat(path)
  local file, message = io.open(path, 'rb')
  if not file or not stat or stat.type == 'directory' then
    return nil, stat and stat.type == 'directory' and path .. ' is a folder' or message
  end
  local text = file:read('*a') or ''
  file:close()
  return vim.split((text:gsub('\r\n', '\n'):gsub('\n$', '')), '\n', { plain = true })
end

--- A document of its own for what is read of the old one; close it.
---@param lines string[]
---@return undoc.Doc? doc
---@return string? message
local function read(lines)
  local packs, message = require('undoc.native').packs()
  local doc
  if packs then
    doc, message = packs:doc()
  end
  if not doc then
    return nil, message
  end
  local good
  good, message = doc:splice(0, 0, lines)
  if not good then
    doc:close()
    return nil, message
  end
  return doc
end

--- Text as a snippet: each place to be filled in or confirmed is a tabstop.
---@param text string
---@return string
local function snippet_of(text)
  local pieces, at, count = {}, 1, 0
  local function escaped(words)
    return (words:gsub('[\\$}]', '\\%0'))
  end
  while true do
    local first, last = text:find('‹[^\n]-›', at)
    if not first then
      break
    end
    count = count + 1
    pieces[#pieces + 1] = escaped(text:sub(at, first - 1))
    pieces[#pieces + 1] = ('${%d:%s}'):format(count, escaped(text:sub(first, last)))
    at = last + 1
  end
  pieces[#pieces + 1] = escaped(text:sub(at))
  return table.concat(pieces)
end

--- Asks what is not kept. Only inside a coroutine.
---@param doc undoc.Doc
---@param template undoc.Template
---@param known table<string, string> the answers of the old document
---@param left_out { key: string, text: string }[] what it says and cannot be an answer
---@return table<string, string>? answers those that were asked, an empty one for a place that is left open; nil: ended
---@return string? message
local function ask(doc, template, known, left_out)
  local used = templates.keys(template)
  local values, offered, keys = vim.deepcopy(known), vim.deepcopy(known), {}
  for _, one in ipairs(left_out) do
    offered[one.key] = offered[one.key] or one.text
  end
  for _, key in ipairs(ASKED) do
    if vim.list_contains(used, key) then
      keys[#keys + 1] = key
    end
    values[key] = nil
  end
  -- They are those of the old one, and follow from what is asked.
  values.session, values.masthead_date, values.annex_title = nil, nil, nil
  offered.date = os.date('%Y-%m-%d') --[[@as string]]
  local good, message = require('undoc.interview').run({
    template = template,
    values = values,
    offered = offered,
    document = { doc = doc },
    keys = keys,
  })
  if not good then
    return nil, message
  end
  local answers = { session = values.session }
  for _, key in ipairs(keys) do
    answers[key] = values[key] or ''
  end
  if answers.annex == 'no' or answers.annex == '' then
    answers.annex_original = nil
  end
  return answers
end

--- Drafts the next document after some lines. Questions come through vim.ui.
---@param lines string[]
---@param mods? vim.api.keyset.cmd.mods
local function draft_after(lines, mods)
  local say = require('undoc.say')
  local doc, message = read(lines)
  if not doc then
    say.error(message)
    return
  end
  local name, known, left_out = doc:answers()
  local template
  if name then
    template, message = templates.find('document', name)
  else
    message = known --[[@as string?]] or 'there is no template for documents like this one'
  end
  if not template then
    doc:close()
    say.error(message)
    return
  end
  require('undoc.interview').start(function()
    local answers
    answers, message = ask(doc, template, known --[[@as table]], left_out or {})
    local text
    if answers then
      text, message = doc:draft_next(answers)
    end
    doc:close()
    if text then
      require('undoc.new').open(snippet_of((text:gsub('\n$', ''))), mods)
    elseif message then
      say.error(message)
    end
  end)
end

--- `:Undoc new from [file]`
---@param typed string what follows `from`
---@param mods? vim.api.keyset.cmd.mods
function M.run(typed, mods)
  local say = require('undoc.say')
  if typed:find('%S') then
    local lines, message = lines_of(require('undoc.path').named(typed))
    if not lines then
      say.error(message)
      return
    end
    draft_after(lines, mods)
    return
  end
  local document = require('undoc.document').get()
  if not document then
    say.error('this buffer is no document: `:Undoc new from` takes the name of a file')
    return
  end
  draft_after(vim.api.nvim_buf_get_lines(document.buf, 0, -1, false), mods)
end

return M
