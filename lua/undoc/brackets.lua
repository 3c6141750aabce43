--- Text that is not agreed: `:Undoc brackets`, `accept`, `drop` and `clean`; how brackets are painted and folded.

local api = vim.api

local M = {}

---@class undoc.BracketParty
---@field name string
---@field code? string
---@field stance string
---@field option? integer

---@class undoc.Bracket
---@field type 'text'|'remark'|'clause'
---@field state 'whole'|'unclosed'|'unopened'
---@field stance? string
---@field open boolean
---@field clause string
---@field line integer from 1, as all of them
---@field column integer
---@field end_line integer
---@field end_column integer
---@field words string
---@field parent? integer
---@field parties undoc.BracketParty[]

---@param document undoc.Document
---@return undoc.Bracket[]
local function brackets_of(document)
  local json = document.doc:brackets_json()
  return json and vim.json.decode(json, { luanil = { object = true, array = true } }).brackets or {}
end

-- ---- the list ----

--- Who wants what of a bracket: its own parties, and those of the remarks about it.
---@return { name: string, key: string, stance: string }[]
local function parties_of(list, index)
  local found = {}
  local function take(bracket)
    for _, party in ipairs(bracket.parties) do
      found[#found + 1] = { name = party.name, key = party.code or party.name:lower(), stance = party.stance }
    end
  end
  take(list[index])
  for _, other in ipairs(list) do
    if other.type == 'remark' and other.parent == index - 1 then
      take(other)
    end
  end
  return found
end

local marks = {
  text = { '[', ']' },
  remark = { '(', ')' },
}

---@param bracket undoc.Bracket
local function words_of(bracket)
  local around = marks[bracket.type]
  local text = around and around[1] .. bracket.words .. around[2] or 'alternative paragraph'
  if bracket.state == 'unclosed' then
    text = '[' .. bracket.words .. ' (not closed)'
  elseif bracket.state == 'unopened' then
    text = bracket.words .. '] (not opened)'
  end
  return text
end

--- "EU, Japan; US: delete": by what they want.
local function parties_text(parties)
  local order, by_stance = {}, {}
  for _, party in ipairs(parties) do
    if not by_stance[party.stance] then
      by_stance[party.stance] = {}
      order[#order + 1] = party.stance
    end
    table.insert(by_stance[party.stance], party.name)
  end
  return table.concat(
    vim.tbl_map(function(stance)
      local names = table.concat(by_stance[stance], ', ')
      return stance == 'proposes' and names or names .. ': ' .. stance
    end, order),
    '; '
  )
end

---@param document undoc.Document
---@return { bracket: undoc.Bracket, parties: table[] }[] what is not agreed, in the order of the text
local function open_of(document)
  local list, open = brackets_of(document), {}
  for index, bracket in ipairs(list) do
    if bracket.open then
      open[#open + 1] = { bracket = bracket, parties = parties_of(list, index) }
    end
  end
  return open
end

--- The parties that want something, each by the first of its names, in the order of the alphabet.
---@param document undoc.Document
---@return string[]
function M.parties(document)
  local names, seen = {}, {}
  for _, entry in ipairs(open_of(document)) do
    for _, party in ipairs(entry.parties) do
      if not seen[party.key] then
        seen[party.key] = true
        names[#names + 1] = party.name
      end
    end
  end
  table.sort(names)
  return names
end

local function item_of(document, entry, head)
  local bracket = entry.bracket
  local who = bracket.type == 'remark' and '' or parties_text(entry.parties) -- a remark names them itself
  return {
    bufnr = document.buf,
    lnum = bracket.line,
    col = bracket.column,
    end_lnum = bracket.end_line,
    end_col = bracket.end_column,
    type = bracket.state ~= 'whole' and 'E' or nil,
    text = require('undoc.say').visible(head .. words_of(bracket) .. (who ~= '' and '  ' .. who or '')),
  }
end

--- By party: each with all that it wants, then what nobody has put a name to.
local function by_party(document, open)
  local keys, names, of, rest = {}, {}, {}, {}
  for _, entry in ipairs(open) do
    local seen = {}
    for _, party in ipairs(entry.parties) do
      if not of[party.key] then
        of[party.key] = {}
        names[party.key] = party.name
        keys[#keys + 1] = party.key
      end
      if not seen[party.key] then
        seen[party.key] = true
        table.insert(of[party.key], entry)
      end
    end
    if #entry.parties == 0 then
      rest[#rest + 1] = entry
    end
  end
  table.sort(keys, function(a, b)
    return names[a] < names[b]
  end)
  local items = {}
  for _, key in ipairs(keys) do
    for _, entry in ipairs(of[key]) do
      items[#items + 1] = item_of(document, entry, ('%s: %s '):format(names[key], entry.bracket.clause))
    end
  end
  for _, entry in ipairs(rest) do
    items[#items + 1] = item_of(document, entry, ('–: %s '):format(entry.bracket.clause))
  end
  return items
end

--- What is not agreed, for the quickfix list: by clause, by party, or of one party alone.
---@param document undoc.Document
---@param what string '' by clause, 'parties' by party, else a party
---@return table[] items
function M.items(document, what)
  local open = open_of(document)
  if what == 'parties' then
    return by_party(document, open)
  end
  local items = {}
  local function is_wanted(entry)
    for _, party in ipairs(entry.parties) do
      if party.code == what or party.key == what or party.name:lower() == what:lower() then
        return true
      end
    end
    return what == ''
  end
  for _, entry in ipairs(open) do
    if is_wanted(entry) then
      items[#items + 1] = item_of(document, entry, entry.bracket.clause .. ': ')
    end
  end
  return items
end

--- `:Undoc brackets [parties|PARTY]`
---@param document undoc.Document
---@param what string
---@param mods? table
function M.list(document, what, mods)
  local items = M.items(document, what)
  vim.fn.setqflist({}, ' ', { title = 'Not agreed' .. (what ~= '' and ': ' .. what or ''), items = items })
  local say = require('undoc.say')
  if #items > 0 then
    api.nvim_cmd({ cmd = 'copen', mods = mods }, {})
  elseif what == '' or what == 'parties' then
    vim.cmd.cclose()
    say.info('nothing is left to be agreed')
  else
    vim.cmd.cclose()
    say.info(('%s is in no bracket'):format(what))
  end
end

-- ---- settling ----

local function count_text(count, one, many)
  return ('%d %s'):format(count, count == 1 and one or many)
end

--- Says what came of it, where the text does not show it.
local function tell(plan, choice, one)
  local say = require('undoc.say')
  local left = plan.left
  if left > 0 and plan.settled == 0 and one then
    say.warn('this cannot be settled so: it is a reservation, or a bracket without its other end')
  elseif left > 0 then
    local many = count_text(left, 'is', 'are')
    say.warn(('%s left: of alternatives, `:Undoc %s` with the cursor in the one that is meant'):format(many, choice))
  elseif not one then
    say.info(count_text(plan.settled, 'bracket is settled', 'brackets are settled'))
  end
end

--- What settles the bracket at the cursor, or all of some lines, of a party perhaps.
---@param document undoc.Document
---@param choice 'accept'|'drop'
---@param lines? { first: integer, last: integer } from 0
---@param party string
---@return table? plan
---@return string? message
local function settlement(document, choice, lines, party)
  local doc = document.doc
  local plan, message
  if not lines and party == '' then
    local cursor = api.nvim_win_get_cursor(0)
    plan, message = doc:settle_at(cursor[1] - 1, cursor[2], choice)
    return plan, plan == nil and (message or 'there is no bracket at the cursor') or nil
  end
  plan, message = doc:settle(lines and lines.first or 0, lines and lines.last or doc:line_count(), choice, party)
  if plan == nil and not message then
    message = party ~= '' and ('%s is in no bracket%s'):format(party, lines and ' of these lines' or '')
      or 'there is no bracket in these lines'
  end
  return plan, message
end

---@param choice 'accept'|'drop'
---@param lines? { first: integer, last: integer }
---@param party string
---@param ask boolean
---@return string? message
local function settle(choice, lines, party, ask)
  local document = require('undoc.document').get()
  if not document then
    return 'this buffer is no document: `:set filetype=undoc` makes it one'
  end
  local plan, message = settlement(document, choice, lines, party)
  if not plan then
    return message
  end
  local one = not lines and party == ''
  if ask then
    require('undoc.plan').propose(document, plan, nil, function()
      tell(plan, choice, one)
    end)
    return nil
  end
  local done
  done, message = require('undoc.plan').apply(document, plan)
  if not done then
    return message
  end
  tell(plan, choice, one)
  return nil
end

--- What `.` does again: at the cursor, or over as many lines from there on.
---@class undoc.LastSettling
---@field choice 'accept'|'drop'
---@field lines? { first: integer, last: integer }
---@field party string
---@field first boolean
---@field message? string
---@type undoc.LastSettling
local last

--- Called as an operator: that is how Neovim knows what `.` repeats.
function M.again()
  local call = last
  local lines = call.lines
  if not call.first and lines then
    local row = api.nvim_win_get_cursor(0)[1] - 1
    lines = { first = row, last = math.min(row + lines.last - lines.first, api.nvim_buf_line_count(0)) }
  end
  local message = settle(call.choice, lines, call.party, false)
  if call.first then
    call.first, call.message = false, message
  elseif message then
    require('undoc.say').error(message)
  end
end

---@param choice 'accept'|'drop'
---@param lines? { first: integer, last: integer }
---@param party string
---@param ask boolean
local function start(choice, lines, party, ask)
  local message
  if ask then
    message = settle(choice, lines, party, true)
  else
    last = { choice = choice, lines = lines, party = party, first = true }
    vim.o.operatorfunc = "v:lua.require'undoc.brackets'.again"
    vim.cmd.normal({ 'g@l', bang = true })
    message = last.message
  end
  if message then
    require('undoc.say').error(message)
  end
end

--- `:[range]Undoc[!] accept|drop [party]`
---@param choice 'accept'|'drop'
---@param call undoc.Call
function M.command(choice, call)
  local range = call.range
  start(choice, range and { first = range[1] - 1, last = range[2] }, call.text, call.bang)
end

--- For <Plug> maps: of the lines of the Visual area, else of the cursor.
---@param choice 'accept'|'drop'
function M.key(choice)
  local lines
  if api.nvim_get_mode().mode:find('^[vV\22]') then
    local row, other = api.nvim_win_get_cursor(0)[1], vim.fn.line('v')
    lines = { first = math.min(row, other) - 1, last = math.max(row, other) }
    vim.cmd.normal({ '\27', bang = true })
  end
  start(choice, lines, '', false)
end

---@param lead string
---@param more? string[]
---@return string[]
function M.complete(words, lead, more)
  local document = require('undoc.document').get()
  local before = #words > 0 and table.concat(words, ' ') .. ' ' or ''
  local found = {}
  local choices = vim.list_extend(vim.deepcopy(more or {}), document and M.parties(document) or {})
  for _, name in ipairs(choices) do
    -- A name has blanks in it, and only what comes after the last of them is completed.
    if vim.startswith(name:lower(), (before .. lead):lower()) then
      found[#found + 1] = name:sub(#before + 1)
    end
  end
  return found
end

-- ---- clean copies ----

--- `:Undoc clean [accept|drop]`: the text in a new buffer.
---@param document undoc.Document
---@param how string
---@param mods? table
---@return integer? buf
---@return string? message
function M.clean(document, how, mods)
  if how ~= '' and how ~= 'accept' and how ~= 'drop' then
    return nil, 'expected :Undoc clean, :Undoc clean accept or :Undoc clean drop'
  end
  local text, message = document.doc:clean(how == '' and 'keep' or how)
  if not text then
    return nil, message --[[@as string]]
  end
  local lines = vim.split((text:gsub('\n$', '')), '\n', { plain = true })
  for i, line in ipairs(lines) do
    lines[i] = line:gsub('%z', '\n')
  end
  api.nvim_cmd({ cmd = 'new', mods = mods }, {})
  local buf = api.nvim_get_current_buf()
  api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].filetype = document.filetype
  local clean = require('undoc.document').attach(buf)
  local open = clean and clean.doc:negotiation() or 0
  local say = require('undoc.say')
  local many = count_text(open, 'bracket is', 'brackets are')
  if open == 0 then
    say.info('the clean copy has no brackets')
  elseif how == '' then
    say.info(many .. ' left: `:Undoc clean accept` keeps their words, `clean drop` leaves them out')
  else
    say.warn(many .. ' left: alternatives, or what is not closed')
  end
  return buf
end

-- ---- painting ----

--- Groups by what a mark is of; the option `fold_brackets` hides the words of brackets within a line.
M.groups = {
  bracket1 = 'UndocBracket',
  bracket2 = 'UndocInner',
  bracket3 = 'UndocInnermost',
  broken = 'UndocBroken',
  party = 'UndocParty',
  remark = 'UndocRemark',
  agreed = 'UndocAgreed',
}

---@class undoc.BracketMark
---@field first integer
---@field last integer
---@field group? string
---@field hidden boolean

--- What to paint, by row.
---@param document undoc.Document
---@param top integer
---@param bottom integer
---@return table<integer, undoc.BracketMark[]>
function M.marks(document, top, bottom)
  local hide = require('undoc.config').get('fold_brackets', document.buf)
  local flat, rows = document.doc:bracket_marks(top, bottom), {}
  for i = 1, #flat, 4 do
    local what = flat[i + 3]
    if what ~= 'text' or hide then
      local row = flat[i]
      rows[row] = rows[row] or {}
      table.insert(rows[row], {
        first = flat[i + 1],
        last = flat[i + 2],
        group = M.groups[what],
        hidden = what == 'text',
      })
    end
  end
  return rows
end

-- ---- folding ----

--- The level of each line, from 1: how many brackets that go over several lines it lies in.
---@param document undoc.Document
---@return table<integer, string>
local function levels(document)
  local revision = document.doc:revision()
  local kept = document.views.bracket_levels
  if kept and kept.revision == revision then
    return kept.value
  end
  local flat, value = document.doc:bracket_lines(), {}
  for i = 1, #flat, 3 do
    local level = flat[i + 2] + 1
    for row = flat[i], flat[i + 1] do
      value[row + 1] = row == flat[i] and '>' .. level or value[row + 1] or tostring(level)
    end
  end
  document.views.bracket_levels = { revision = revision, value = value }
  return value
end

--- For 'foldexpr'.
---@return string
function M.level()
  local document = require('undoc.document').get()
  return document and levels(document)[vim.v.lnum] or '0'
end

--- For 'foldtext': the first line of the bracket and how many it has.
---@return string
function M.text()
  local first, past = vim.v.foldstart, vim.v.foldend
  local line = api.nvim_buf_get_lines(0, first - 1, first, false)[1] or ''
  return ('%s … (%d lines)'):format(vim.trim(line), past - first + 1)
end

local FOLDING = {
  foldmethod = 'expr',
  foldexpr = "v:lua.require'undoc.brackets'.level()",
  foldtext = "v:lua.require'undoc.brackets'.text()",
  foldlevel = 0,
  conceallevel = 2,
}

--- Sets a window up as the option says; what was set before comes back when it is off.
---@param window integer
local function set_up(window)
  local buf = api.nvim_win_get_buf(window)
  local wanted = require('undoc.document').all()[buf] ~= nil and require('undoc.config').get('fold_brackets', buf)
  local before = vim.w[window].undoc_folding
  if wanted and not before then
    before = {}
    for name, value in pairs(FOLDING) do
      before[name] = vim.wo[window][name]
      vim.wo[window][0][name] = value
    end
    vim.w[window].undoc_folding = before
  elseif before and not wanted then
    for name, value in pairs(before) do
      vim.wo[window][0][name] = value
    end
    if before.foldmethod == 'manual' then
      -- Those that an expression made would stay.
      api.nvim_win_call(window, function()
        vim.cmd.normal({ 'zE', bang = true })
      end)
    end
    vim.w[window].undoc_folding = nil
  end
end

function M.start()
  local group = api.nvim_create_augroup('undoc.brackets', {})
  api.nvim_create_autocmd('BufWinEnter', {
    group = group,
    callback = function()
      set_up(api.nvim_get_current_win())
    end,
  })
  require('undoc.document').on_windows(set_up)
end

return M
