--- `:Undoc agenda`: items of the General Assembly's agenda by number or by words of their titles, and agendas made from
--- the official documents.

local M = {}

--- The packs, and a session of the General Assembly whose agenda they have; nil and a sentence where there is none.
---@param session? integer
---@return undoc.Packs?
---@return string? message
local function with_agenda(session)
  local packs, message = require('undoc.native').packs()
  if not packs then
    return nil, message
  elseif not session then
    return nil, 'there is no agenda'
  end
  local head
  head, message = packs:agenda(session)
  if not head then
    return nil, message .. ': `:Undoc agenda import FILE` makes one'
  end
  return packs
end

--- The session on whose agenda a document's items stand; where nothing tells, and without a document, the newest known.
---@param document? undoc.Document
---@return integer?
---@return string? message
function M.session(document)
  if document then
    local session, message = document.doc:agenda_session()
    if session then
      return session
    elseif document.doc:session() then
      return nil, message .. ': `session=` before the item or the words names one of them'
    end
  end
  local packs, message = require('undoc.native').packs()
  if not packs then
    return nil, message
  end
  -- Of the newest there may be titles only, without numbers.
  local sessions = packs:agenda_sessions() or {}
  for i = #sessions, 1, -1 do
    local head = packs:agenda(sessions[i])
    if head and head.count > 0 then
      return sessions[i]
    end
  end
end

--- Entries of an agenda with all the words in one of their titles; all without words.
---@param session? integer
---@param words string
---@param language? string of the titles that are shown
---@return undoc.AgendaEntry[]?
---@return string? message
function M.find(session, words, language)
  local packs, message = with_agenda(session)
  if not packs then
    return nil, message
  end
  return packs:agenda_find(session --[[@as integer]], words, language)
end

local function titles(lines, entry)
  lines[#lines + 1] = entry.label
  local codes = vim.tbl_keys(entry.titles)
  table.sort(codes)
  for _, code in ipairs(codes) do
    lines[#lines + 1] = ('  %s  %s'):format(code, entry.titles[code])
  end
end

--- What is known of items, a line each: before sub-items the title of their item. `missing` says of each that is not
--- there what is near.
---@param session? integer
---@param items undoc.Item[]
---@return string[]? lines
---@return string|string[] missing a message where there is no agenda
function M.describe(session, items)
  local packs, message = with_agenda(session)
  if not packs then
    return nil, message --[[@as string]]
  end
  local lines, missing, said = {}, {}, {}
  for _, wanted in ipairs(items) do
    local item = packs:agenda_item(session, wanted.item, '')
    if item and not said[wanted.item] then
      titles(lines, item)
    end
    said[wanted.item] = true
    local entry = item
    if wanted.sub ~= '' or not item then
      entry, message = packs:agenda_item(session, wanted.item, wanted.sub)
    end
    if not entry then
      missing[#missing + 1] = message
    elseif wanted.sub ~= '' then
      titles(lines, entry)
    end
  end
  lines[#lines + 1] = ('session %d, %s'):format(session, packs:agenda(session).source)
  return #lines > 1 and lines or nil, missing
end

--- Lets the user choose among entries. Of the whole agenda numbers or words are asked for first, where it is too long
--- for a list.
---@param session? integer
---@param entries undoc.AgendaEntry[]
---@param prompt string
---@param done fun(entry?: undoc.AgendaEntry)
---@param whole? boolean
function M.choose(session, entries, prompt, done, whole)
  local packs = require('undoc.native').packs()
  require('undoc.pick').choose({
    prompt = prompt,
    kind = 'undoc.agenda',
    items = entries,
    asks = prompt .. ', number or words of the title',
    text = function(entry)
      return ('%-9s %s'):format(entry.label, entry.title)
    end,
    words = function(entry)
      local titles_of = {}
      for _, title in pairs(entry.titles) do
        titles_of[#titles_of + 1] = title ~= entry.title and title or nil
      end
      return table.concat(titles_of, ' ')
    end,
    preview = function(entry)
      return M.describe(session, { entry }) or {}
    end,
    find = whole and function(words)
      local items = packs and packs:parse_items(words)
      local found = {}
      for _, item in ipairs(items or {}) do
        found[#found + 1] = packs:agenda_item(session, item.item, item.sub)
      end
      return #found > 0 and found or packs and packs:agenda_find(session, words) or {}
    end or nil,
  }, done)
end

--- What can be done with items that a window shows: put into the document that it was opened from.
---@param session integer
---@param items undoc.Item[]
---@return undoc.FloatKey[]?
local function keys(session, items)
  local document = require('undoc.document').get()
  -- Who types keeps typing; a picker may leave the mode of its own window behind.
  local typing = vim.api.nvim_get_mode().mode:find('^[iR]')
  if not document or not vim.bo[document.buf].modifiable or typing then
    return nil
  end
  local window = vim.api.nvim_get_current_win()
  return {
    {
      '<CR>',
      'puts it into the text',
      function()
        if vim.api.nvim_win_is_valid(window) and vim.api.nvim_win_get_buf(window) == document.buf then
          vim.api.nvim_set_current_win(window)
          local done, message = require('undoc.agenda_put').put(document, session, items)
          if not done then
            require('undoc.say').error(message)
          end
        end
      end,
    },
    { '<Esc>', 'closes', function() end },
  }
end

---@param session integer
---@param items undoc.Item[]
local function show(session, items)
  local say = require('undoc.say')
  local lines, missing = M.describe(session, items)
  if type(missing) == 'string' then
    say.error(missing)
    return
  elseif #missing > 0 then
    say.warn(table.concat(missing, '; '))
  end
  -- Of an item whose sub-item is not there the title is no answer.
  if lines and #missing < #items then
    require('undoc.float').show(lines, #missing == 0 and keys(session, items) or nil)
  end
end

--- `:Undoc agenda`, with items, words, or nothing. `session=75` before them names a session.
---@param document? undoc.Document
---@param text string
function M.run(document, text)
  local say = require('undoc.say')
  local named, rest = text:match('^%s*session=(%d+)%s*(.*)$')
  local session, message
  if named then
    session = tonumber(named)
  else
    session, message = M.session(document)
  end
  local packs
  if session or not message then
    packs, message = with_agenda(session)
  end
  if not packs then
    say.error(message)
    return
  end
  text = vim.trim(named and rest or text)
  local items, problem = packs:parse_items(text)
  if items then
    show(session, items)
    return
  end
  -- What begins like items may be words: `2030 agenda`.
  local entries = packs:agenda_find(session, text, document and document.doc:language()) or {}
  if #entries == 0 then
    say.warn(problem or ('no title of session %d has these words: %s'):format(session, text))
  elseif #entries == 1 then
    show(session, entries)
  else
    M.choose(session, entries, ('Agenda of session %d'):format(session), function(entry)
      if entry then
        show(session, { entry })
      end
    end, text == '')
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
    local head = require('undoc.native').packs():agenda(session --[[@as integer]])
    local count = head and head.count or 0
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
  for _, entry in ipairs(M.find((M.session(document)), '') or {}) do
    found[#found + 1] = entry.answer
  end
  return vim.tbl_filter(function(text)
    return vim.startswith(text, lead)
  end, found)
end

return M
