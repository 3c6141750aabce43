--- Documents: one core document for each buffer, kept up to date by on_lines. Everything that is shown is a view of it.
---
--- What wants to know of changes listens (`on`): `attach`, `update` (some time after the last change) and `detach`. For
--- users these are the events UndocAttach, UndocUpdate and UndocDetach, with the buffer in `data.buf`.

local api = vim.api

local M = {}

---@class undoc.Document
---@field buf integer
---@field doc undoc.Doc
---@field filetype string when it became a document
---@field lines integer lines of `doc`
---@field changed_at integer
---@field waiting boolean for the timer
---@field timer uv.uv_timer_t
---@field stale boolean the file is being read again: the text is not that of `doc`
---@field generation integer counts what drops a buffer's marks: reading the file again
---@field views table<string, { revision: integer, value: any }>
---@field told table what the core was told of rules
---@field settings? undoc.Settings|false of the folder; false: there are none; nil: nobody has looked

---@type table<integer, undoc.Document>
local documents = {}

---@type table<string, fun(document: undoc.Document)[]>
local listeners = { attach = {}, update = {}, detach = {} }

---@param event 'attach'|'update'|'detach'
---@param listener fun(document: undoc.Document)
function M.on(event, listener)
  table.insert(listeners[event], listener)
end

--- Has every window set up when a document comes, changes or goes.
---@param set_up fun(window: integer)
---@return fun() all does so now
function M.on_windows(set_up)
  local function all()
    for _, window in ipairs(api.nvim_list_wins()) do
      set_up(window)
    end
  end
  M.on('attach', all)
  M.on('update', all)
  M.on('detach', function()
    vim.schedule(all)
  end)
  return all
end

local function tell(event, document)
  for _, listener in ipairs(listeners[event]) do
    local good, problem = pcall(listener, document)
    if not good then
      require('undoc.say').once(tostring(problem))
    end
  end
  -- A listener, or somebody's autocommand, may have removed the buffer.
  if api.nvim_buf_is_valid(document.buf) then
    local name = 'Undoc' .. event:sub(1, 1):upper() .. event:sub(2)
    api.nvim_exec_autocmds('User', { pattern = name, modeline = false, data = { buf = document.buf } })
  end
end

---@return table<integer, undoc.Document>
function M.all()
  return documents
end

--- Reads the whole buffer.
local function read(document)
  local doc = document.doc
  local count, message = doc:splice(0, doc:line_count(), api.nvim_buf_get_lines(document.buf, 0, -1, false))
  if not count then
    -- The document is as before and no longer the buffer's: the next change tries again.
    document.lines = -1
    require('undoc.say').once(message)
    return
  end
  document.lines = count
end

--- The document of a buffer, the current one by default.
---@param buf? integer
---@return undoc.Document?
function M.get(buf)
  local document = documents[(buf == nil or buf == 0) and api.nvim_get_current_buf() or buf]
  if document and document.stale and api.nvim_buf_is_loaded(document.buf) then
    read(document)
  end
  return document
end

local function update(document)
  if documents[document.buf] ~= document or not api.nvim_buf_is_loaded(document.buf) then
    return
  end
  require('undoc.rules').look(document)
  tell('update', document)
end

--- What is shown of a document is made anew, as after a change.
M.refresh = update

--- A change does not move the timer (that costs more than reading the line): the timer looks how long ago it was.
local function on_timer(document)
  if documents[document.buf] ~= document then
    return
  end
  local rest = document.changed_at + require('undoc.config').get('delay', document.buf) - vim.uv.now()
  if rest > 0 then
    document.timer:start(rest, 0, document.on_timer)
    return
  end
  document.waiting = false
  update(document)
end

local function changed(document)
  document.changed_at = vim.uv.now()
  if not document.waiting then
    document.waiting = true
    document.timer:start(require('undoc.config').get('delay', document.buf), 0, document.on_timer)
  end
end

local function close(document)
  documents[document.buf] = nil
  document.timer:stop()
  if not document.timer:is_closing() then
    document.timer:close()
  end
  tell('detach', document)
  document.doc:close()
end

local follow

--- The buffer is unloaded, or read again (`:edit!` drops who follows it): which one shows afterwards, and until then
--- there may be no text. Who asks meanwhile gets what there is.
local function come_back(document, following)
  local buf = document.buf
  document.stale = true
  document.generation = document.generation + 1
  vim.schedule(function()
    if documents[buf] ~= document then
      return
    end
    if not api.nvim_buf_is_loaded(buf) or vim.bo[buf].filetype ~= document.filetype then
      close(document)
      return
    end
    read(document)
    document.stale = false
    if following or follow(document) then
      changed(document)
    else
      close(document)
    end
  end)
end

follow = function(document)
  local get_lines, line_count = api.nvim_buf_get_lines, api.nvim_buf_line_count
  return api.nvim_buf_attach(document.buf, false, {
    on_lines = function(_, buf, _, first, last, new_last)
      if documents[buf] ~= document then
        return true
      end
      local count
      if last <= document.lines and not document.stale then
        count = document.doc:splice(first, last, get_lines(buf, first, new_last, false))
      end
      -- An empty buffer has one line where Neovim may tell of none; a failed splice left the document behind.
      if count and count == line_count(buf) then
        document.lines = count
      else
        read(document)
      end
      changed(document)
    end,
    on_reload = function(_, buf)
      if documents[buf] == document then
        come_back(document, true)
      end
    end,
    on_detach = function(_, buf)
      if documents[buf] == document then
        come_back(document, false)
      end
    end,
  })
end

--- What stands on every document, loaded with the first: what is to be seen with the text at once, the rest when the
--- text is on the screen.
local AT_ONCE = { 'highlight', 'status', 'brackets', 'conceal' }
local SOON = { 'diagnostics', 'lsp', 'buffer', 'renumber', 'rules' }
---@type table<string, boolean>
local started = {}

---@param names string[]
local function start(names)
  for _, name in ipairs(names) do
    if not started[name] then
      started[name] = true
      require('undoc.' .. name).start()
    end
  end
end

--- Makes a buffer a document. What is one already stays as it is.
---@param buf? integer
---@return undoc.Document? document
---@return string? message
function M.attach(buf)
  buf = (buf == nil or buf == 0) and api.nvim_get_current_buf() or buf
  if documents[buf] then
    return M.get(buf)
  end
  if not api.nvim_buf_is_loaded(buf) then
    return nil, 'the buffer is not loaded'
  end
  local packs, message = require('undoc.native').packs()
  local doc
  if packs then
    doc, message = packs:doc()
  end
  if not doc then
    require('undoc.say').once(message)
    return nil, message
  end
  start(AT_ONCE)
  local document = {
    buf = buf,
    doc = doc,
    filetype = vim.bo[buf].filetype,
    lines = 0,
    changed_at = 0,
    waiting = false,
    stale = false,
    generation = 0,
    views = {},
    told = {},
  }
  document.timer = assert(vim.uv.new_timer())
  document.on_timer = vim.schedule_wrap(function()
    on_timer(document)
  end)
  read(document)
  documents[buf] = document
  if not follow(document) then
    close(document)
    return nil, 'the buffer cannot be followed'
  end
  tell('attach', document)
  -- The text is to be seen first.
  vim.schedule(function()
    start(SOON)
    update(document)
    require('undoc.native').cache()
  end)
  return document
end

---@param buf? integer
function M.detach(buf)
  local document = M.get(buf)
  if document then
    close(document)
  end
end

--- The file type changes. While a file is read again it may do so for a moment; then the document stays.
---@param buf integer
function M.leave(buf)
  vim.schedule(function()
    if documents[buf] and not (api.nvim_buf_is_valid(buf) and vim.bo[buf].filetype == 'undoc') then
      M.detach(buf)
    end
  end)
end

--- Reads the packs again, and every document with them.
---@return boolean good
---@return string? message
function M.reload()
  local native = require('undoc.native')
  native.forget()
  local packs, message = native.packs()
  if not packs then
    return false, message
  end
  for _, document in pairs(documents) do
    local doc
    doc, message = packs:doc()
    if not doc then
      return false, message
    end
    document.doc:close()
    document.doc = doc
    document.views = {}
    document.told = {}
    read(document)
    update(document)
  end
  native.cache()
  return true
end

--- Hands what is said about rules to the core, so that everything that counts findings counts the same.
local function heed_options(document)
  local wanted = require('undoc.rules').wanted(document)
  if not vim.deep_equal(wanted, document.told) then
    document.doc:set_rules(wanted)
    document.told = wanted
    document.views = {}
  end
end

--- A view of the tree as a table, made once a revision.
---@param make fun(doc: undoc.Doc): any, string?
local function view(document, name, make)
  heed_options(document)
  local revision = document.doc:revision()
  local kept = document.views[name]
  if kept and kept.revision == revision then
    return kept.value
  end
  local value, message = make(document.doc)
  if not value then
    require('undoc.say').once(message)
    return nil
  end
  document.views[name] = { revision = revision, value = value }
  return value
end

--- What the core says as JSON.
local function decoded(json, message)
  return json and vim.json.decode(json, { luanil = { object = true, array = true } }), message
end

--- The tree as `undoc parse --json` prints it: lines and columns count from 1.
---@param document undoc.Document
function M.parse(document)
  return view(document, 'parse', function(doc)
    return decoded(doc:parse_json(api.nvim_buf_get_name(document.buf)))
  end) or { masthead = {}, nodes = {}, references = {} }
end

---@class undoc.Entry
---@field node integer
---@field depth integer from 0
---@field kind string
---@field number? string of a paragraph: 4 (b), PP2
---@field title string its whole text; of a masthead, a letter, an annex and the like, its name
---@field lines integer[] first and last, from 1
---@field findings integer

---@param document undoc.Document
---@return undoc.Entry[]
function M.outline(document)
  return view(document, 'outline', function(doc)
    return doc:entries()
  end) or {}
end

--- Number and text of an entry; without a title it has the name of its kind.
---@param kind string
---@param number? string
---@param title string
---@return string
function M.entry_text(kind, number, title)
  return (number and number .. ' ' or '') .. (title ~= '' and title or kind)
end

--- Number and text of an entry, cut between words where they take more room than so many columns.
---@param entry undoc.Entry
---@param most? integer
---@return string
function M.entry_name(entry, most)
  local name = M.entry_text(entry.kind, entry.number, entry.title)
  return most and require('undoc.say').beginning(name, most) or name
end

--- The outline as of the last time somebody asked: for what is drawn again and again while text is typed.
---@param document undoc.Document
---@return undoc.Entry[]
function M.last_outline(document)
  local kept = document.views.outline
  return kept and kept.value or M.outline(document)
end

--- The findings as `undoc check --json` prints them, with the severities that hold.
---@param document undoc.Document
---@return table[]
function M.findings(document)
  local all = view(document, 'findings', function(doc)
    return decoded(doc:findings_json(api.nvim_buf_get_name(document.buf)))
  end)
  return all and all.findings or {}
end

--- How many there are.
---@param document undoc.Document
---@return integer
function M.finding_count(document)
  heed_options(document)
  return document.doc:finding_count() or 0
end

--- The innermost entry that holds a line, else the last one before it.
---@param entries undoc.Entry[] in the order of the text
---@param line integer from 1
---@return integer? index
function M.entry_at(entries, line)
  local low, high = 0, #entries
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if entries[middle].lines[1] <= line then
      low = middle
    else
      high = middle - 1
    end
  end
  return low > 0 and low or nil
end

return M
