--- `:Undoc agenda`: items of the General Assembly's agenda by number or by words of their titles, and agendas made from
--- the official documents.

local M = {}

--- Agendas as read, by packs: they change only with the packs.
local kept = setmetatable({}, { __mode = 'k' })

---@class undoc.Agenda
---@field session integer
---@field source string
---@field complete boolean
---@field items { item: integer, sub: string, titles: table<string, string> }[]

--- The agenda of a session; nil where there is none.
---@param session integer
---@return undoc.Agenda? agenda
---@return string? message
function M.load(session)
  local native = require('undoc.native')
  local packs, message = native.packs()
  if not packs then
    return nil, message
  end
  kept[packs] = kept[packs] or {}
  if not kept[packs][session] then
    local agenda
    agenda, message = native.view('agenda', session)
    if not agenda or agenda == vim.NIL then
      return nil, message or ('there is no agenda of session %d: `:Undoc agenda import FILE` makes one'):format(session)
    end
    kept[packs][session] = agenda
  end
  return kept[packs][session]
end

--- The session of a document: what its masthead says, else the one that its dates fall into, else the newest known.
---@param document? undoc.Document
---@return integer?
function M.session(document)
  local native = require('undoc.native')
  local core = native.core()
  if document and core then
    local tree = require('undoc.document').parse(document)
    if tree.masthead.session then
      return tree.masthead.session
    end
    for _, node in ipairs(tree.nodes) do
      if node.letter and node.letter.date then
        return core.session(node.letter.date)
      end
    end
    if tree.masthead.date then
      return core.session(tree.masthead.date)
    end
  end
  local sessions = native.view('agenda_sessions') or {}
  return sessions[#sessions]
end

--- 130, 130 w, 130(w), 130 (w), 130 w).
---@param text string
---@return integer? item
---@return string sub
function M.number(text)
  local item, sub = text:match('^%s*(%d+)%s*%(?%s*(%a?%a?)%s*%)?%s*$')
  if item and (#sub < 2 or sub:sub(1, 1) == sub:sub(2)) then
    return tonumber(item), sub:lower()
  end
  return nil, ''
end

local function label(entry)
  return entry.sub == '' and tostring(entry.item) or ('%d (%s)'):format(entry.item, entry.sub)
end

--- The title in the language that the reader has, else in any.
---@param entry { titles: table<string, string> }
---@param language? string
function M.title(entry, language)
  local codes = vim.tbl_keys(entry.titles)
  table.sort(codes)
  return entry.titles[language or ''] or entry.titles.en or entry.titles[codes[1] or ''] or ''
end

local function find(agenda, item, sub)
  for _, entry in ipairs(agenda.items) do
    if entry.item == item and entry.sub == sub then
      return entry
    end
  end
end

local function titles(lines, entry)
  lines[#lines + 1] = label(entry)
  local codes = vim.tbl_keys(entry.titles)
  table.sort(codes)
  for _, code in ipairs(codes) do
    lines[#lines + 1] = ('  %s  %s'):format(code, entry.titles[code])
  end
end

--- What is known of items, a line each.
---@param session? integer
---@param items { item: integer, subitems: string[] }[]
---@return string[]? lines
---@return string? message
function M.describe(session, items)
  if not session then
    return nil, 'there is no agenda'
  end
  local agenda, message = M.load(session)
  if not agenda then
    return nil, message
  end
  local lines = {}
  for _, wanted in ipairs(items) do
    local entry = find(agenda, wanted.item, '')
    if entry then
      titles(lines, entry)
    end
    for _, sub in ipairs(wanted.subitems or {}) do
      local part = find(agenda, wanted.item, sub)
      if part then
        titles(lines, part)
      end
    end
  end
  if #lines == 0 then
    return nil
  end
  lines[#lines + 1] = ('session %d, %s'):format(session, agenda.source)
  return lines
end

--- Why there is no such item: what is near.
local function absent(agenda, item, sub)
  local last = agenda.items[#agenda.items]
  if not find(agenda, item, '') then
    return ('session %d has no item %d: its agenda has %d items'):format(agenda.session, item, last and last.item or 0)
  end
  local last_sub = ''
  for _, entry in ipairs(agenda.items) do
    if entry.item == item then
      last_sub = entry.sub
    end
  end
  if last_sub == '' then
    return ('session %d has no item %d (%s): item %d has no sub-items'):format(agenda.session, item, sub, item)
  end
  return ('session %d has no item %d (%s): %d ends at (%s)'):format(agenda.session, item, sub, item, last_sub)
end

--- A word as a pattern that passes over case and accents.
local function pattern(word)
  local parts = vim.tbl_map(function(letter)
    if letter:match('^[%w\128-\255]+$') then
      return '[[=' .. letter .. '=]]'
    end
    return '\\V' .. letter:gsub('\\', '\\\\') .. '\\m'
  end, vim.fn.split(word, '\\zs'))
  return vim.regex('\\c' .. table.concat(parts))
end

--- Entries whose title, in any language, has all the words.
---@param agenda undoc.Agenda
---@param words string
function M.search(agenda, words)
  local patterns = vim.tbl_map(pattern, vim.split(vim.trim(words), '%s+'))
  return vim.tbl_filter(function(entry)
    for _, title in pairs(entry.titles) do
      local all = true
      for _, one in ipairs(patterns) do
        all = all and one:match_str(title) ~= nil
      end
      if all then
        return true
      end
    end
    return false
  end, agenda.items)
end

--- Lets the user choose among entries.
---@param entries table[]
---@param prompt string
---@param language? string
---@param done fun(entry?: table)
function M.choose(entries, prompt, language, done)
  vim.ui.select(entries, {
    prompt = prompt,
    kind = 'undoc.agenda',
    format_item = function(entry)
      return ('%-9s %s'):format(label(entry), M.title(entry, language))
    end,
  }, done)
end

local function show(agenda, entry)
  local subitems = entry.sub ~= '' and { entry.sub } or {}
  local lines = M.describe(agenda.session, { { item = entry.item, subitems = subitems } })
  require('undoc.float').show(lines or { 'nothing is known of it' })
end

--- `:Undoc agenda`, with a number, words, or nothing. `session=75` before them names a session.
---@param document? undoc.Document
---@param text string
function M.run(document, text)
  local say = require('undoc.say')
  local named, rest = text:match('^%s*session=(%d+)%s*(.*)$')
  local session = named and tonumber(named) or M.session(document)
  local agenda, message
  if session then
    agenda, message = M.load(session)
  end
  if not agenda then
    say.error(message or 'there is no agenda')
    return
  end
  text = vim.trim(named and rest or text)
  local item, sub = M.number(text)
  if item then
    local entry = find(agenda, item, sub)
    if entry then
      show(agenda, entry)
    else
      say.warn(absent(agenda, item, sub))
    end
    return
  end
  local entries = text == '' and agenda.items or M.search(agenda, text)
  if #entries == 0 then
    say.warn(('no title of session %d has these words: %s'):format(session, text))
  elseif #entries == 1 then
    show(agenda, entries[1])
  else
    local language = document and document.doc:language() or nil
    M.choose(entries, ('Agenda of session %d'):format(session), language, function(entry)
      if entry then
        show(agenda, entry)
      end
    end)
  end
end

--- The whole of a file; nil and a message where it cannot be read.
local function read(path)
  local file, problem = io.open(path, 'rb')
  if not file then
    return nil, problem
  end
  local text = file:read('*a')
  file:close()
  if not text then
    return nil, path .. ': cannot be read'
  end
  return text
end

--- Writes beside the place and renames: a half-written pack is never found.
local function write(path, text)
  local folder = vim.fs.dirname(path)
  if vim.fn.isdirectory(folder) == 0 and not pcall(vim.fn.mkdir, folder, 'p') then
    return nil, folder .. ': cannot be made'
  end
  local new = path .. '.new'
  local file, problem = io.open(new, 'wb')
  if not file then
    return nil, problem
  end
  local good
  good, problem = file:write(text)
  good = file:close() and good
  if good then
    good, problem = vim.uv.fs_rename(new, path)
  end
  if not good then
    os.remove(new)
    return nil, problem or (new .. ': cannot be written')
  end
  return true
end

--- Makes a pack out of the official text of an agenda and puts it into the user's configuration folder.
---@param path string
---@param force boolean an agenda that is there already is replaced without asking
---@param done? fun(written?: string, message?: string)
function M.import(path, force, done)
  local say = require('undoc.say')
  done = done
    or function(written, message)
      if written then
        say.info(message)
      else
        say[message == 'nothing was written' and 'info' or 'error'](message)
      end
    end
  local text, message = read(path)
  if not text then
    return done(nil, message)
  end
  local packs
  packs, message = require('undoc.native').packs()
  if not packs then
    return done(nil, message)
  end
  local yaml, session = packs:import_agenda(text)
  if not yaml then
    return done(nil, path .. ': ' .. session)
  end
  local target = ('%s/undoc/agenda/ga-%d.yaml'):format(vim.fn.stdpath('config'), session)
  local function put()
    local good, problem = write(target, yaml)
    if not good then
      return done(nil, ('the agenda of session %d is not kept and cannot be used: %s'):format(session, problem))
    end
    good, problem = require('undoc.document').reload()
    if not good then
      return done(nil, problem)
    end
    local agenda = M.load(session --[[@as integer]])
    local count = agenda and #agenda.items or 0
    done(target, ('the agenda of session %d, %d entries, is in %s'):format(session, count, target))
  end
  if force or not vim.uv.fs_stat(target) then
    return put()
  end
  vim.ui.select({ 'Keep it', 'Replace it' }, {
    prompt = target .. ' is there already',
  }, function(choice)
    if choice == 'Replace it' then
      put()
    else
      done(nil, 'nothing was written')
    end
  end)
end

---@param document? undoc.Document
---@param lead string
---@return string[]
function M.complete(document, lead)
  local found = { 'import' }
  local session = M.session(document)
  local agenda = session and M.load(session)
  for _, entry in ipairs(agenda and agenda.items or {}) do
    found[#found + 1] = entry.item .. (entry.sub ~= '' and '(' .. entry.sub .. ')' or '')
  end
  return vim.tbl_filter(function(text)
    return vim.startswith(text, lead)
  end, found)
end

return M
