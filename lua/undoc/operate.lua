--- Commands that change a document by a plan: `:Undoc move`, `delete`, `renumber` and the like, with ranges, counts and
--- `.`.

local api = vim.api

local M = {}

--- Lines from 0, `last` exclusive, that an operation is about.
---@class undoc.Lines
---@field first integer
---@field last integer
---@field given boolean a range was given

---@class undoc.Command
---@field usage string what may follow
---@field words? string[] for completion
---@field make fun(document: undoc.Document, words: string[], lines: undoc.Lines, count: integer): table[]?, string?

--- A number as one types it, to be compared: 3 (b) is 3(b) and 3b.
local function plain(number)
  return (number:lower():gsub('[%s()%.]', ''))
end

--- The entry that somebody names by its number. Where there are several, as in a resolution and its annex, that of the
--- part in which the lines are.
---@param document undoc.Document
---@param name string
---@param line integer from 0
---@return undoc.Entry? entry
---@return string? message
function M.named(document, name, line)
  local doc = document.doc
  local wanted, best = plain(name), nil
  local function top(at)
    local id = doc:at(at)
    while id > 0 do
      local _, _, parent = doc:node(id)
      if parent == 0 then
        return id
      end
      id = parent
    end
    return 0
  end
  --- Of a resolution all paragraphs are of one part, of an annex those that lie in it.
  local function part(at)
    local id = top(at)
    local kind = doc:node(id)
    return (kind == 'annex' or kind == 'enclosure') and id or 0
  end
  local here = part(line)
  for _, entry in ipairs(require('undoc.document').outline(document)) do
    if entry.number and plain(entry.number) == wanted then
      local same = part(entry.lines[1] - 1) == here
      if not best or same then
        best = entry
      end
      if same then
        break
      end
    end
  end
  if not best then
    return nil, ('there is no paragraph %s'):format(name)
  end
  return best
end

---@type table<string, undoc.Command>
local commands = {}

commands.renumber = {
  usage = 'renumber [resolve]',
  words = { 'resolve' },
  make = function(_, words, lines)
    local operation = { kind = 'renumber', resolve = words[1] == 'resolve' }
    if words[2] or words[1] and words[1] ~= 'resolve' then
      return nil
    elseif lines.given then
      operation.first, operation.last = lines.first, lines.last
    end
    return { operation }
  end,
}

commands.move = {
  usage = 'move up|down [count], move before|after {number}, move to preamble',
  words = { 'up', 'down', 'before', 'after', 'to' },
  make = function(document, words, lines, count)
    local to = words[1]
    local operation = { kind = 'move', first = lines.first, last = lines.last, to = to }
    if to == 'up' or to == 'down' then
      operation.count = tonumber(words[2]) or count
      if words[2] and not words[2]:find('^%d+$') or words[3] then
        return nil
      end
    elseif (to == 'before' or to == 'after') and words[2] then
      local entry, message = M.named(document, table.concat(words, ' ', 2), lines.first)
      if not entry then
        return nil, message
      end
      operation.line = entry.lines[1] - 1
    elseif to == 'to' and words[2] == 'preamble' and not words[3] then
      operation.to = 'preamble'
    else
      return nil
    end
    return { operation }
  end,
}

--- The lines with so many clauses of one level: the one at the first line and those that follow it.
---@param document undoc.Document
---@param lines undoc.Lines
---@param count integer
local function counted(document, lines, count)
  local line, last = lines.first, lines.last
  for _ = 2, count do
    local following = document.doc:same_level(line, 0, true)
    if not following then
      break
    end
    line, last = following, math.max(last, following + 1)
  end
  return lines.first, last
end

for _, name in ipairs({ 'delete', 'promote', 'demote', 'join', 'duplicate' }) do
  commands[name] = {
    usage = name .. ' [count]',
    make = function(document, words, lines, count)
      if words[2] or words[1] and not words[1]:find('^%d+$') then
        return nil
      end
      local first, last = counted(document, lines, tonumber(words[1]) or count)
      return { { kind = name, first = first, last = last } }
    end,
  }
end

-- At the cursor: with a range it would not be said where.
commands.split = {
  usage = 'split',
  make = function(_, words, lines)
    if words[1] then
      return nil
    end
    local cursor = api.nvim_win_get_cursor(0)
    local line = lines.given and lines.last - 1 or cursor[1] - 1
    return { { kind = 'split', line = line, column = line == cursor[1] - 1 and cursor[2] or 0 } }
  end,
}

commands.convert = {
  usage = 'convert preambular|operative|subparagraph|heading',
  words = { 'preambular', 'operative', 'subparagraph', 'heading' },
  make = function(document, words, lines, count)
    if not vim.list_contains(commands.convert.words, words[1]) or words[2] then
      return nil
    end
    local first, last = counted(document, lines, count)
    return { { kind = 'convert', first = first, last = last, into = words[1] } }
  end,
}

commands.number = {
  usage = 'number [none]',
  words = { 'none' },
  make = function(document, words, lines)
    if words[2] or words[1] and words[1] ~= 'none' then
      return nil
    end
    local first, last = lines.first, lines.last
    if not lines.given then -- all of them, as with `renumber`
      first, last = 0, document.doc:line_count()
    end
    return { { kind = 'number', first = first, last = last, bare = words[1] == 'none' } }
  end,
}

--- Goes from a blank line, where a clause was deleted, to the next clause.
local function leave_blank()
  local line = api.nvim_win_get_cursor(0)[1]
  local text = api.nvim_buf_get_lines(0, line - 1, -1, false)
  for i, one_line in ipairs(text) do
    if one_line:find('%S') then
      api.nvim_win_set_cursor(0, { line + i - 1, i > 1 and 0 or api.nvim_win_get_cursor(0)[2] })
      return
    end
  end
end

--- Goes to the first clause that a plan has made.
---@param plan undoc.Plan with its nodes
local function go_to_new(plan)
  for _, node in ipairs(plan.nodes) do
    if node.node == 0 then
      api.nvim_win_set_cursor(0, { node.first + 1, 0 })
      return
    end
  end
end

--- Whether anything of a document counts, so that it can be counted anew.
local function counts(document)
  for id = 1, document.doc:node_count() - 1 do
    local kind = document.doc:node(id)
    if kind ~= 'annex' and kind ~= 'enclosure' and document.doc:number(id) then
      return true
    end
  end
  return false
end

--- The operations that a command may come to at a line, of those that say where to only by words.
---@type table<string, fun(line: integer, column: integer): table[]>
local tries = {
  move = function(line)
    return {
      { kind = 'move', first = line, last = line + 1, to = 'up', count = 1 },
      { kind = 'move', first = line, last = line + 1, to = 'down', count = 1 },
    }
  end,
  convert = function(line)
    return vim.tbl_map(function(kind)
      return { kind = 'convert', first = line, last = line + 1, into = kind }
    end, commands.convert.words)
  end,
  split = function(line, column)
    return { { kind = 'split', line = line, column = column } }
  end,
}

--- Parts of a document that are nobody's clause, although the core could move them.
local no_clause = {
  masthead = true,
  title = true,
  subject = true,
  request = true,
  signature = true,
  adoption = true,
  furniture = true,
}

--- Whether a command comes to anything where the cursor is.
---@param name string
---@param document undoc.Document
---@return boolean
function M.works(name, document)
  if not vim.bo[document.buf].modifiable then
    return false
  elseif name == 'renumber' then
    return counts(document)
  end
  local cursor = api.nvim_win_get_cursor(0)
  local line = cursor[1] - 1
  local kind = document.doc:node(document.doc:at(line))
  if not kind or no_clause[kind] or kind == 'paragraph' and document.doc:letter_at(line) and name == 'number' then
    return false
  end
  local operations
  if tries[name] then
    operations = tries[name](line, cursor[2])
  else
    operations = { { kind = name, first = line, last = line + 1 } }
  end
  return vim.iter(operations):any(function(operation)
    local plan = document.doc:plan({ operation })
    return plan ~= nil and plan.possible and #plan.changes + #plan.moves > 0
  end)
end

--- Works out what a command means and does it, or shows it and asks.
---@param name string
---@param words string[]
---@param lines undoc.Lines
---@param count integer
---@param ask boolean
---@return boolean done
---@return string? message
function M.run(name, words, lines, count, ask)
  local document = require('undoc.document').get()
  if not document then
    return false, 'this buffer is no document: `:set filetype=undoc` makes it one'
  end
  local command = commands[name]
  local operations, message = command.make(document, words, lines, count)
  if not operations then
    return false, message or ('expected :Undoc %s'):format(command.usage)
  end
  local plan = require('undoc.plan')
  if ask then
    plan.ask(document, operations)
    return true
  end
  local done
  done, message = plan.run(document, operations, { nodes = name == 'duplicate' })
  if not done then
    return false, message
  end
  if name == 'delete' then
    leave_blank()
  elseif name == 'duplicate' then
    go_to_new(done)
  end
  return true
end

--- What `.` does again.
---@class undoc.LastCommand
---@field name string
---@field words string[]
---@field lines? undoc.Lines of the first time
---@field count integer
---@field rows integer
---@field given boolean
---@field message? string
---@type undoc.LastCommand
local last

--- Called as an operator: that is how Neovim knows what `.` repeats.
function M.again()
  local call = last
  local lines = call.lines
  local count = call.count
  if lines then -- the first time: who called says what was wrong
    call.lines = nil
    local _, message = M.run(call.name, call.words, lines, count, false)
    call.message = message
    return
  else
    local row = api.nvim_win_get_cursor(0)[1] - 1
    local most = api.nvim_buf_line_count(0)
    lines = { first = row, last = math.min(row + call.rows, most), given = call.rows > 1 or call.given }
    count = vim.v.count > 0 and vim.v.count or count
  end
  local done, message = M.run(call.name, call.words, lines, count, false)
  if not done then
    require('undoc.say').error(message)
  end
end

---@param name string
---@param words string[]
---@param lines undoc.Lines
---@param count integer
---@param ask? boolean
function M.start(name, words, lines, count, ask)
  if ask then
    local done, message = M.run(name, words, lines, count, true)
    if not done then
      require('undoc.say').error(message)
    end
    return
  end
  local rows = lines.last - lines.first
  last = { name = name, words = words, lines = lines, count = count, rows = rows, given = lines.given }
  vim.o.operatorfunc = "v:lua.require'undoc.operate'.again"
  vim.cmd.normal({ 'g@l', bang = true })
  if last.message then
    require('undoc.say').error(last.message)
  end
end

--- `:[range]Undoc[!] {name} …`
---@param name string
---@param call undoc.Call
function M.command(name, call)
  local row = api.nvim_win_get_cursor(0)[1] - 1
  local range = call.range
  local lines = { first = range and range[1] - 1 or row, last = range and range[2] or row + 1, given = range ~= nil }
  M.start(name, vim.split(call.text, '%s+', { trimempty = true }), lines, 1, call.bang)
end

--- For <Plug> maps: of the lines of the Visual area, else of the cursor.
---@param words string[] the command's
function M.key(words)
  local row = api.nvim_win_get_cursor(0)[1]
  local lines = { first = row - 1, last = row, given = false }
  if api.nvim_get_mode().mode:find('^[vV\22]') then
    local other = vim.fn.line('v')
    lines = { first = math.min(row, other) - 1, last = math.max(row, other), given = true }
    vim.cmd.normal({ '\27', bang = true })
  end
  M.start(words[1], vim.list_slice(words, 2), lines, vim.v.count1)
end

---@param name string
---@param words string[]
---@param lead string
---@return string[]
function M.complete(name, words, lead)
  local choices = commands[name].words or {}
  if #words == 0 then
    return vim.tbl_filter(function(word)
      return vim.startswith(word, lead)
    end, choices)
  end
  local document = require('undoc.document').get()
  if name == 'move' and words[1] == 'to' and #words == 1 then
    return vim.startswith('preamble', lead) and { 'preamble' } or {}
  elseif name ~= 'move' or not (words[1] == 'before' or words[1] == 'after') or not document then
    return {}
  end
  -- A number has blanks in it, 3 (b), and only what comes after the last of them is completed.
  local before = table.concat(words, ' ', 2)
  before = before == '' and '' or before .. ' '
  local found = {}
  for _, entry in ipairs(require('undoc.document').outline(document)) do
    local number = entry.number
    if number and vim.startswith(number, before .. lead) and not vim.list_contains(found, number:sub(#before + 1)) then
      found[#found + 1] = number:sub(#before + 1)
    end
  end
  return found
end

return M
