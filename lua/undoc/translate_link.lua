--- A document and its translation: which paragraph of the one is which of the other. Each pair has a mark in both
--- buffers, so that the link holds while both are edited. The windows scroll together paragraph by paragraph.

local api = vim.api

local M = {}

local space = api.nvim_create_namespace('undoc.translate')
local lone_space = api.nvim_create_namespace('undoc.translate.lone')
local here_space = api.nvim_create_namespace('undoc.translate.here')

---@class undoc.TranslationSide
---@field buf integer
---@field document undoc.Document
---@field generation integer of the document, when the marks were set
---@field marks integer[] by pair
---@field texts string[] by pair: the words when they were last looked at
---@field ranges table<integer, { [1]: integer, [2]: integer }> by pair: lines from 0, the end not counted; none: gone
---@field alone integer[] lines where paragraphs without a counterpart begin
---@field told integer of these, when something was last said
---@field lines integer[] lines where pairs begin, in their order in the buffer
---@field order integer[] the pairs of these lines

---@class undoc.TranslationPair
---@field waits boolean there was something to translate
---@field source string the words of the document that were to be translated

---@class undoc.TranslationLink
---@field language string
---@field pairs undoc.TranslationPair[]
---@field source undoc.TranslationSide
---@field target undoc.TranslationSide
---@field translated integer
---@field total integer
---@field told integer paragraphs without a counterpart of which something was said
---@field shown? string what the windows were last made to show

---@type undoc.TranslationLink[]
local links = {}

--- Paragraphs of these kinds have a counterpart.
local counted = {
  title = true,
  paragraph = true,
  request = true,
  signature = true,
  annex = true,
  enclosure = true,
  heading = true,
  subject = true,
  preambular = true,
  operative = true,
  subparagraph = true,
  footnote = true,
}

local function other_side(link, side)
  return side == link.source and link.target or link.source
end

--- The link of a buffer, and which side of it the buffer is. Of a document with several translations the last one.
---@param buf integer
---@return undoc.TranslationLink?
---@return undoc.TranslationSide?
function M.of(buf)
  for i = #links, 1, -1 do
    local link = links[i]
    if link.target.buf == buf then
      return link, link.target
    elseif link.source.buf == buf then
      return link, link.source
    end
  end
end

--- The translation of a buffer into a language.
---@param buf integer
---@param language string
---@return undoc.TranslationLink?
function M.find(buf, language)
  for _, link in ipairs(links) do
    if link.source.buf == buf and link.language == language then
      return link
    end
  end
end

-- ---- marks ----

--- Marks the lines [first, last) of a pair.
local function set_mark(side, pair, first, last)
  local count = api.nvim_buf_line_count(side.buf)
  local whole = last < count
  local text = whole and '' or api.nvim_buf_get_lines(side.buf, count - 1, count, false)[1]
  side.marks[pair] = api.nvim_buf_set_extmark(side.buf, space, math.min(first, count - 1), 0, {
    id = side.marks[pair],
    end_row = whole and last or count - 1,
    end_col = whole and 0 or #text,
    end_right_gravity = not whole,
  })
end

--- Where the pairs stand now. What takes the place of a whole line turns the mark's ends around.
local function read_marks(side)
  local found = {}
  for _, mark in ipairs(api.nvim_buf_get_extmarks(side.buf, space, 0, -1, { details = true })) do
    local first, last = mark[2], mark[4].end_row
    local open = mark[4].end_col > 0
    if last < first or last == first and mark[4].end_col < mark[3] then
      first, last, open = last, first, mark[3] > 0
    end
    found[mark[1]] = { first, open and last + 1 or last }
  end
  side.ranges = {}
  for pair, id in ipairs(side.marks) do
    local range = found[id]
    side.ranges[pair] = range and range[2] > range[1] and range or nil
  end
end

local function lines_of(side, range)
  return api.nvim_buf_get_lines(side.buf, range[1], range[2], false)
end

--- The words of a range as one line.
local function words_of(side, range)
  return vim.trim((table.concat(lines_of(side, range), ' '):gsub('%s+', ' ')))
end

--- The pairs in the order in which they stand in the buffer.
local function sort_pairs(side)
  side.order, side.lines = vim.tbl_keys(side.ranges), {}
  table.sort(side.order, function(a, b)
    return side.ranges[a][1] < side.ranges[b][1]
  end)
  for i, pair in ipairs(side.order) do
    side.lines[i] = side.ranges[pair][1]
  end
end

--- The place in `lines` of the last that is at most `line`; 0: none is.
local function place_before(lines, line)
  local low, high = 0, #lines
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if lines[middle] <= line then
      low = middle
    else
      high = middle - 1
    end
  end
  return low
end

--- The pair whose lines hold `line`, else the next one, else the last.
local function pair_at(side, line)
  local place = place_before(side.lines, line)
  local pair = side.order[place]
  if pair and line < side.ranges[pair][2] then
    return pair
  end
  return side.order[place + 1] or pair
end

--- Whether the lines of a pair hold `line`.
local function is_held(side, line)
  local pair = side.order[place_before(side.lines, line)]
  return pair ~= nil and line < side.ranges[pair][2]
end

--- Paragraphs that no pair holds: {first, last}.
local function find_alone(side)
  local doc, alone = side.document.doc, {}
  for id = 1, doc:node_count() - 1 do
    local kind, _, _, first, last = doc:node(id)
    if kind and counted[kind] and not is_held(side, first) then
      alone[#alone + 1] = { first, last }
    end
  end
  return alone
end

--- Pairs that have lost their lines take them back: a paragraph with the same words (one that was cut and put
--- elsewhere), else the only new one that stands where they stood (a filter replaces lines).
local function take_back(side)
  local alone = find_alone(side)
  local lost = {}
  for pair = 1, #side.marks do
    if not side.ranges[pair] then
      lost[#lost + 1] = pair
    end
  end
  if #lost == 0 or #alone == 0 then
    return alone
  end
  local function adopt(pair, place)
    local range = table.remove(alone, place)
    side.ranges[pair] = range
    set_mark(side, pair, range[1], range[2])
    sort_pairs(side)
  end
  for _, pair in ipairs(lost) do
    for place, range in ipairs(alone) do
      if side.texts[pair] ~= '' and words_of(side, range) == side.texts[pair] then
        adopt(pair, place)
        break
      end
    end
  end
  for _, pair in ipairs(lost) do
    if not side.ranges[pair] then
      local before, after = -1, math.huge
      for i = pair - 1, 1, -1 do
        if side.ranges[i] then
          before = side.ranges[i][2] - 1
          break
        end
      end
      for i = pair + 1, #side.marks do
        if side.ranges[i] then
          after = side.ranges[i][1]
          break
        end
      end
      local places = {}
      for place, range in ipairs(alone) do
        if range[1] > before and range[1] < after then
          places[#places + 1] = place
        end
      end
      if #places == 1 then
        adopt(pair, places[1])
      end
    end
  end
  return find_alone(side)
end

-- ---- what is told ----

--- "12 of 34 paragraphs translated"
---@param link undoc.TranslationLink
---@return string
function M.text(link)
  local text = ('%d of %d paragraphs translated'):format(link.translated, link.total)
  local alone = #link.source.alone + #link.target.alone
  if alone > 0 then
    text = text .. (', %d without a counterpart'):format(alone)
  end
  return text
end

--- Over the windows of the translation, where the user has nothing there.
local function set_bar(link, text)
  for _, window in ipairs(vim.fn.win_findbuf(link.target.buf)) do
    local ours = vim.w[window].undoc_translation_bar
    if vim.wo[window].winbar == '' or ours and vim.wo[window].winbar == ours then
      if vim.wo[window].winbar ~= text then
        vim.wo[window][0].winbar = text
      end
      vim.w[window].undoc_translation_bar = text ~= '' and text or nil
    end
  end
end

--- Says it beside a paragraph that has no counterpart.
local function mark_alone(side, where)
  api.nvim_buf_clear_namespace(side.buf, lone_space, 0, -1)
  for _, line in ipairs(side.alone) do
    api.nvim_buf_set_extmark(side.buf, lone_space, line, 0, {
      virt_text = { { '  no counterpart in ' .. where, 'UndocLone' } },
    })
  end
end

--- The number of the paragraph of a line, as the outline has it; else its line.
local function paragraph_name(side, line)
  local documents = require('undoc.document')
  local entries = documents.outline(side.document)
  local entry = entries[documents.entry_at(entries, line + 1)]
  local number = entry and entry.lines[1] == line + 1 and entry.number
  return number and 'paragraph ' .. number or ('the paragraph of line %d'):format(line + 1)
end

--- Says it of a paragraph that was not alone before.
local function tell_alone(link)
  local alone = #link.source.alone + #link.target.alone
  if alone > link.told then
    local side = #link.target.alone > link.target.told and link.target or link.source
    local where = side == link.source and 'document' or 'translation'
    local name = paragraph_name(side, side.alone[#side.alone])
    require('undoc.say').info(('%s of the %s has no counterpart'):format(name, where))
  end
  link.told, link.source.told, link.target.told = alone, #link.source.alone, #link.target.alone
end

local function is_translated(link, pair)
  local words = words_of(link.target, link.target.ranges[pair])
  return words ~= '' and not words:find('‹', 1, true) and words ~= link.pairs[pair].source
end

--- Looks at both sides anew.
local function refresh(link)
  for _, side in ipairs({ link.source, link.target }) do
    read_marks(side)
    sort_pairs(side)
    local alone = vim.tbl_map(function(range)
      return range[1]
    end, take_back(side))
    for pair, range in pairs(side.ranges) do
      side.texts[pair] = words_of(side, range)
    end
    side.alone = alone
  end
  link.translated, link.total = 0, 0
  for pair in ipairs(link.pairs) do
    local there, here = link.source.ranges[pair], link.target.ranges[pair]
    if there and here then
      if link.pairs[pair].waits then
        link.total = link.total + 1
        link.translated = link.translated + (is_translated(link, pair) and 1 or 0)
      end
    elseif there or here then
      local side = there and link.source or link.target
      table.insert(side.alone, (there or here)[1])
    end
  end
  table.sort(link.source.alone)
  table.sort(link.target.alone)
  mark_alone(link.source, 'the translation')
  mark_alone(link.target, 'the document')
  vim.b[link.target.buf].undoc_translation = {
    language = link.language,
    translated = link.translated,
    total = link.total,
    alone = #link.source.alone + #link.target.alone,
  }
  set_bar(link, ' ' .. M.text(link))
end

-- ---- the windows ----

--- The window of this tab page that shows a side; of several the one that was used last.
local function window_of(side)
  local last
  for _, window in ipairs(api.nvim_tabpage_list_wins(0)) do
    if api.nvim_win_get_buf(window) == side.buf then
      if window == api.nvim_get_current_win() then
        return window
      end
      last = last or window
    end
  end
  return last
end

--- The pair nearest to one that both sides have.
local function nearest(side, other, pair)
  if not pair or other.ranges[pair] then
    return pair
  end
  local place = place_before(side.lines, side.ranges[pair][1])
  for distance = 1, #side.order do
    for _, step in ipairs({ -distance, distance }) do
      local near = side.order[place + step]
      if near and other.ranges[near] then
        return near
      end
    end
  end
end

local function show_counterpart(other, pair)
  api.nvim_buf_clear_namespace(other.buf, here_space, 0, -1)
  local range = pair and other.ranges[pair]
  for line = range and range[1] or 0, range and range[2] - 1 or -1 do
    api.nvim_buf_set_extmark(other.buf, here_space, line, 0, { line_hl_group = 'UndocCounterpart' })
  end
end

--- Makes the other window show what this one shows: the paragraph at its top and the one that the cursor is on.
---@param link undoc.TranslationLink
---@param side undoc.TranslationSide
function M.follow(link, side)
  local other = other_side(link, side)
  local window, beside = api.nvim_get_current_win(), window_of(other)
  if api.nvim_win_get_buf(window) ~= side.buf or not beside then
    return
  end
  local cursor = pair_at(side, api.nvim_win_get_cursor(window)[1] - 1)
  local exact = cursor and other.ranges[cursor] and cursor
  local near = nearest(side, other, cursor)
  local top = nearest(side, other, pair_at(side, vim.fn.line('w0', window) - 1))
  if not near or not top then
    return
  end
  local range = other.ranges[near]
  local line = api.nvim_win_get_cursor(beside)[1]
  if line <= range[1] or line > range[2] then
    line = range[1] + 1
  end
  local first = vim.fn.line('w0', window) == 1 and 1 or other.ranges[top][1] + 1
  local shown = ('%d %d %d %d'):format(window, first, near, api.nvim_buf_get_changedtick(other.buf))
  if link.shown == shown then
    return
  end
  link.shown = shown
  show_counterpart(other, exact)
  api.nvim_buf_clear_namespace(side.buf, here_space, 0, -1)
  api.nvim_win_call(beside, function()
    vim.fn.winrestview({ topline = first, lnum = line, col = 0, curswant = 0 })
  end)
end

--- To the window of a side; a new one where it is in none.
local function show(side)
  local window = window_of(side)
  if window then
    api.nvim_set_current_win(window)
  else
    api.nvim_cmd({ cmd = 'sbuffer', args = { tostring(side.buf) }, mods = { vertical = true } }, {})
  end
end

--- From one side to the counterpart of the paragraph that the cursor is on.
---@param link undoc.TranslationLink
---@param side undoc.TranslationSide
function M.go(link, side)
  refresh(link)
  local other = other_side(link, side)
  local window = window_of(side)
  local line = window and api.nvim_win_get_cursor(window)[1] - 1 or 0
  local pair = nearest(side, other, pair_at(side, line))
  show(other)
  if pair then
    vim.cmd("normal! m'")
    api.nvim_win_set_cursor(0, { other.ranges[pair][1] + 1, 0 })
  end
end

--- To the next paragraph that is not translated, or the previous one, from the cursor on; the first one after the last.
---@param link undoc.TranslationLink
---@param side undoc.TranslationSide
---@param step integer 1 or -1
---@param from_top? boolean
---@return boolean? false: nothing is left
function M.next(link, side, step, from_top)
  refresh(link)
  local target, order = link.target, {}
  for _, pair in ipairs(target.order) do
    if link.pairs[pair].waits and link.source.ranges[pair] and not is_translated(link, pair) then
      order[#order + 1] = pair
    end
  end
  if #order == 0 then
    return false
  end
  local at = api.nvim_win_get_cursor(0)[1] - 1
  if side ~= target then
    local pair = nearest(side, target, pair_at(side, at))
    at = pair and target.ranges[pair][1] - 1 or 0
    show(target)
  end
  local found
  for i = step > 0 and 1 or #order, step > 0 and #order or 1, step do
    local first, last = target.ranges[order[i]][1], target.ranges[order[i]][2] - 1
    if from_top or step > 0 and first > at or step < 0 and last < at then
      found = order[i]
      break
    end
  end
  found = found or order[step > 0 and 1 or #order]
  if not from_top then
    vim.cmd("normal! m'")
  end
  local first = target.ranges[found][1]
  local line, column = first, 0
  for i, text in ipairs(lines_of(target, target.ranges[found])) do
    local open = text:find('‹', 1, true)
    if open then
      line, column = first + i - 1, open - 1
      break
    end
  end
  api.nvim_win_set_cursor(0, { line + 1, column })
  vim.cmd('normal! zv')
  return true
end

-- ---- the link ----

local function close(link)
  for i, one in ipairs(links) do
    if one == link then
      table.remove(links, i)
    end
  end
  for _, side in ipairs({ link.source, link.target }) do
    if api.nvim_buf_is_valid(side.buf) then
      for _, mark in ipairs(side.marks) do
        api.nvim_buf_del_extmark(side.buf, space, mark)
      end
      api.nvim_buf_clear_namespace(side.buf, lone_space, 0, -1)
      api.nvim_buf_clear_namespace(side.buf, here_space, 0, -1)
    end
  end
  if api.nvim_buf_is_valid(link.target.buf) then
    set_bar(link, '')
    vim.b[link.target.buf].undoc_translation = { language = link.language }
  end
end

--- Reading a file again drops its marks. The document's paragraphs are found again where there are as many as before.
local function mark_again(link, side)
  side.generation = side.document.generation
  local parts = side == link.source and side.document.doc:translate(link.language) or nil
  if not parts or #parts ~= #link.pairs then
    require('undoc.say').info('the text was read again: it is no longer linked with its translation')
    close(link)
    return false
  end
  for pair, part in ipairs(parts) do
    set_mark(side, pair, part.first, part.last)
  end
  return true
end

local started = false

local function start()
  if started then
    return
  end
  started = true
  local group = api.nvim_create_augroup('undoc.translate', {})
  api.nvim_create_autocmd({ 'CursorMoved', 'CursorMovedI', 'WinScrolled', 'WinEnter' }, {
    group = group,
    callback = function()
      local link, side = M.of(api.nvim_get_current_buf())
      if link then
        M.follow(link, side)
      end
    end,
  })
  api.nvim_create_autocmd('BufWinEnter', {
    group = group,
    callback = function(event)
      local link, side = M.of(event.buf)
      if link and side == link.target then
        set_bar(link, ' ' .. M.text(link))
      end
    end,
  })
  local documents = require('undoc.document')
  documents.on('update', function(document)
    for _, link in ipairs(vim.list_slice(links)) do
      local side = link.source.buf == document.buf and link.source or link.target.buf == document.buf and link.target
      if side and (side.generation == document.generation or mark_again(link, side)) then
        refresh(link)
        tell_alone(link)
        M.follow(link, side)
      end
    end
  end)
  documents.on('detach', function(document)
    for _, link in ipairs(vim.list_slice(links)) do
      if link.source.buf == document.buf or link.target.buf == document.buf then
        close(link)
      end
    end
  end)
end

---@param document undoc.Document
---@return undoc.TranslationSide
local function new_side(document)
  return {
    buf = document.buf,
    document = document,
    generation = document.generation,
    marks = {},
    texts = {},
    ranges = {},
    alone = {},
    told = 0,
    lines = {},
    order = {},
  }
end

--- Links a document with the frame that was made of it.
---@param source undoc.Document
---@param target undoc.Document
---@param language string
---@param parts undoc.Rendered[]
---@return undoc.TranslationLink
function M.new(source, target, language, parts)
  start()
  local link = {
    language = language,
    pairs = {},
    source = new_side(source),
    target = new_side(target),
    translated = 0,
    total = 0,
    told = 0,
  }
  for pair, part in ipairs(parts) do
    local waits = part.how == 'waiting' or part.how == 'partly'
    link.pairs[pair] = { waits = waits, source = vim.trim((part.source:gsub('%s+', ' '))) }
    set_mark(link.source, pair, part.first, part.last)
    set_mark(link.target, pair, part.line, part.line + part.lines)
  end
  links[#links + 1] = link
  refresh(link)
  link.source.told, link.target.told = #link.source.alone, #link.target.alone
  link.told = link.source.told + link.target.told
  return link
end

return M
