local helper = require('helper')

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

--- Each command in an undo step of its own, as when it is typed.
local function command(text)
  vim.cmd('let &undolevels = &undolevels')
  vim.cmd(text)
end

local function type_keys(keys)
  vim.cmd('let &undolevels = &undolevels')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, true, true), 'mx', false)
end

local resolution = {
  'The General Assembly,', '',
  'Recalling its resolution 75/1,', '',
  'Mindful of paragraph 2 below,', '',
  '1. Decides to act, as paragraph 3 below says;', '',
  '2. Invites States:', '',
  '(a) To come;', '',
  '(b) To publish what paragraph 1 above says;', '',
  '3. Calls upon States to sing, as in paragraph 2 (b) above;', '',
  '4. Requests a report on paragraphs 1 to 3 of resolution 73/1 and on paragraph 3 above.',
}

--- The words after the labels, in their order, with the labels.
local function clauses()
  local found = {}
  for _, line in ipairs(lines()) do
    local label, word = line:match('^(%d+%.) (%a+)')
    if not label then
      label, word = line:match('^(%(%a+%)) (%a+ %a+)')
    end
    if label then
      found[#found + 1] = label .. ' ' .. word
    end
  end
  return found
end

describe('commands with a plan', function()
  before_each(function()
    helper.clean()
    helper.open(resolution)
  end)
  after_each(helper.clean)

  it('move a clause, with its number and all that speaks of it', function()
    helper.cursor('3. Calls')
    command('Undoc move up 2')
    assert.same({
      'Mindful of paragraph 3 below,', '',
      '1. Calls upon States to sing, as in paragraph 3 (b) below;', '',
      '2. Decides to act, as paragraph 1 above says;', '',
      '3. Invites States:', '',
      '(a) To come;', '',
      '(b) To publish what paragraph 2 above says;', '',
      '4. Requests a report on paragraphs 1 to 3 of resolution 73/1 and on paragraph 1 above.',
    }, vim.list_slice(lines(), 5))
    assert.equal('1. Calls', vim.api.nvim_get_current_line():sub(1, 8))
    command('undo')
    assert.same(resolution, lines())
    command('redo')
    helper.cursor('1. Calls')
    command('Undoc move after 3')
    assert.same(resolution, lines())
    command('Undoc move before 1')
    command('Undoc move down')
    assert.same({ '1. Decides', '2. Calls', '3. Invites', '(a) To come', '(b) To publish', '4. Requests' }, clauses())
    helper.cursor('(b) To publish')
    command('Undoc move before 3 (a)')
    assert.same({ '1. Decides', '2. Calls', '3. Invites', '(a) To publish', '(b) To come', '4. Requests' }, clauses())
  end)

  it('move several with a range', function()
    local row = helper.row('1. Decides') + 1
    command(('%d,%dUndoc move down'):format(row, row + 2))
    assert.same({ '1. Calls', '2. Decides', '3. Invites', '(a) To come', '(b) To publish', '4. Requests' }, clauses())
  end)

  it('delete clauses, and list what still speaks of them', function()
    helper.cursor('3. Calls')
    local said = helper.messages(function() command('Undoc delete') end)
    assert.same({ '1. Decides', '2. Invites', '(a) To come', '(b) To publish', '3. Requests' }, clauses())
    assert.equal('3. Requests', vim.api.nvim_get_current_line():sub(1, 11))
    assert.equal(1, #said)
    assert.matches('paragraph 3', said[1][1], 1, true)
    local list = vim.fn.getloclist(0)
    assert.equal(2, #list)
    assert.equal(7, list[1].lnum)
    assert.equal('paragraph 3', lines()[7]:sub(list[1].col, list[1].end_col - 1):sub(1, 11))
    command('undo')
    assert.same(resolution, lines())
  end)

  it('renumber', function()
    vim.api.nvim_buf_set_lines(0, 8, 9, false, { '5. Invites States:' })
    local before = lines()
    command('Undoc renumber')
    assert.same({ '1. Decides', '2. Invites', '(a) To come', '(b) To publish', '3. Calls', '4. Requests' }, clauses())
    command('undo')
    assert.same(before, lines())
    -- Nothing to do is nothing done.
    command('undo')
    helper.open(resolution)
    local tick = vim.b.changedtick
    command('Undoc renumber')
    assert.equal(tick, vim.b.changedtick)
  end)

  --- What a command makes of the resolution, from the line on in which the cursor stood.
  local function made(at, text, column)
    helper.open(resolution)
    helper.cursor(at, column)
    local row = helper.row(at)
    local said = helper.messages(function() command(text) end)
    local now = lines()
    if not vim.deep_equal(now, resolution) then
      command('silent undo')
      assert.same(resolution, lines(), text)
    end
    return vim.list_slice(now, row + 1), said
  end

  it('promote and demote', function()
    local now = made('(b) To publish', 'Undoc promote')
    assert.equal('3. To publish what paragraph 1 above says;', now[1])
    assert.equal('4. Calls upon States to sing, as in paragraph 3 above;', now[3])
    now = made('3. Calls', 'Undoc demote')
    assert.equal('(c) Calls upon States to sing, as in paragraph 2 (b) above;', now[1])
    assert.matches('^3%. Requests a report .* on paragraph 2 %(c%) above%.$', now[3])
    local _, said = made('1. Decides', 'Undoc promote')
    assert.equal(1, #said)
  end)

  it('split at the cursor, and join', function()
    local now = made('1. Decides', 'Undoc split', 14)
    assert.same({ '1. Decides to;', '', '2. act, as paragraph 4 below says;', '', '3. Invites States:' },
      vim.list_slice(now, 1, 5))
    now = made('(a) To come', 'Undoc join')
    assert.equal('(a) To come; To publish what paragraph 1 above says;', now[1])
    assert.matches('^3%. Calls', now[3])
    now = made('3. Calls', 'Undoc join 2')
    assert.equal(1, #now)
    assert.matches('^3%. Calls upon States to sing, as in paragraph 2 %(b%) above; Requests a report', now[1])
  end)

  it('convert, with the opener of the other part', function()
    local now = made('Recalling', 'Undoc convert operative')
    assert.equal('Mindful of paragraph 3 below,', now[1])
    assert.equal('1. Recalls its resolution 75/1;', now[3])
    now = made('4. Requests', 'Undoc move to preamble')
    assert.equal('3. Calls upon States to sing, as in paragraph 2 (b) above.', now[1])
    helper.cursor('4. Requests')
    command('Undoc convert preambular')
    assert.equal('Requesting a report on paragraphs 1 to 3 of resolution 73/1 and on paragraph 3 below,', lines()[7])
    command('undo')
    now = made('3. Calls', 'Undoc convert subparagraph')
    assert.equal('(c) Calls upon States to sing, as in paragraph 2 (b) above;', now[1])
    now = made('1. Decides', 'Undoc convert heading')
    assert.equal('Decides to act, as paragraph 2 below says', now[1])
    assert.equal('1. Invites States:', now[3])
    local before = lines()
    local _, refused = made('2. Invites', 'Undoc convert heading')
    assert.matches('cannot become a heading: it has sub-paragraphs', refused[1][1], 1, true)
    assert.equal(#before, #lines())
    local _, said = made('3. Calls', 'Undoc convert letter')
    assert.matches('expected :Undoc convert preambular|operative', said[1][1], 1, true)
  end)

  it('duplicate, and number', function()
    helper.cursor('2. Invites')
    command('Undoc duplicate')
    assert.equal('3. Invites States:', vim.api.nvim_get_current_line())
    assert.same({
      '1. Decides', '2. Invites', '(a) To come', '(b) To publish', '3. Invites', '(a) To come', '(b) To publish',
      '4. Calls', '5. Requests',
    }, clauses())
    local now = made('1. Decides', 'Undoc number none')
    assert.equal('Decides to act, as paragraph 3 below says;', now[1])
    local bare = { 'The General Assembly,', '', 'Recalling it,', '', 'Decides to act;', '', 'Requests it.' }
    helper.open(bare)
    command('Undoc number')
    assert.same({ '1. Decides to act;', '', '2. Requests it.' }, vim.list_slice(lines(), 5))
  end)

  it('are repeated by ., with a count', function()
    helper.cursor('1. Decides')
    command('Undoc move down')
    type_keys('.')
    assert.same({ '1. Invites', '(a) To come', '(b) To publish', '2. Calls', '3. Decides', '4. Requests' }, clauses())
    type_keys('u')
    type_keys('u')
    assert.same(resolution, lines())
    helper.cursor('4. Requests')
    type_keys('3.')
    assert.same(resolution, lines())
    helper.cursor('1. Decides')
    type_keys('3.')
    assert.equal('4. Decides', clauses()[#clauses()])
    type_keys('u')
    helper.cursor('2. Invites')
    helper.messages(function()
      command('Undoc delete')
      type_keys('.')
    end)
    assert.same({ '1. Decides', '2. Requests' }, clauses())
  end)

  it('have <Plug> maps, with a count and in Visual mode', function()
    vim.keymap.set({ 'n', 'x' }, '<F8>', '<Plug>(undoc-move-down)')
    vim.keymap.set({ 'n', 'x' }, '<F7>', '<Plug>(undoc-move-up)')
    helper.cursor('1. Decides')
    type_keys('2<F8>')
    assert.same({ '1. Invites', '(a) To come', '(b) To publish', '2. Calls', '3. Decides', '4. Requests' }, clauses())
    helper.cursor('2. Calls')
    type_keys('Vjj<F7>')
    assert.same({ '1. Calls', '2. Decides', '3. Invites', '(a) To come', '(b) To publish', '4. Requests' }, clauses())
    vim.keymap.del({ 'n', 'x' }, '<F8>')
    vim.keymap.del({ 'n', 'x' }, '<F7>')
  end)

  it('leave cursor, marks, extmarks and folds where their text goes', function()
    local space = vim.api.nvim_create_namespace('test')
    local function extmark(text)
      return vim.api.nvim_buf_set_extmark(0, space, helper.row(text), 5, {})
    end
    local come, sing = extmark('(a) To come'), extmark('3. Calls')
    vim.api.nvim_buf_set_mark(0, 'a', helper.row('(b) To publish') + 1, 4, {})
    vim.wo.foldmethod = 'manual'
    helper.cursor('2. Invites')
    vim.cmd('normal! zE')
    vim.cmd(('%d,%dfold'):format(helper.row('2. Invites') + 1, helper.row('(b) To') + 1))
    assert.is_true(vim.fn.foldclosed(helper.row('(a) To') + 1) > 0)
    helper.cursor('3. Calls', 8)
    command('Undoc move up')
    assert.equal('2. Calls upon', vim.api.nvim_get_current_line():sub(1, 13))
    assert.equal(8, vim.api.nvim_win_get_cursor(0)[2])
    assert.equal(helper.row('(b) To publish') + 1, vim.api.nvim_buf_get_mark(0, 'a')[1])
    assert.same({ helper.row('(a) To come'), 5 }, vim.api.nvim_buf_get_extmark_by_id(0, space, come, {}))
    assert.same({ helper.row('2. Calls'), 5 }, vim.api.nvim_buf_get_extmark_by_id(0, space, sing, {}))
    assert.equal(helper.row('3. Invites') + 1, vim.fn.foldclosed(helper.row('(a) To') + 1))
    assert.equal(-1, vim.fn.foldclosed(helper.row('2. Calls') + 1))
    vim.cmd('normal! zE')
    vim.wo.foldmethod = 'manual'
  end)

  it('work in a buffer that no window shows, and in many', function()
    local buf, document = helper.open(resolution)
    vim.bo.bufhidden = 'hide'
    vim.cmd('enew')
    assert.is_table(require('undoc.plan').run(document, { { kind = 'move', first = 6, to = 'down' } }))
    vim.cmd.buffer(buf)
    assert.same({ '1. Invites', '(a) To come', '(b) To publish', '2. Decides', '3. Calls', '4. Requests' }, clauses())
    local function two_paragraphs(name, first, second)
      local text = { 'The General Assembly,', '', first .. '. Decides to act;', '', second .. '. Requests it.' }
      return helper.write(name, text)
    end
    local one, two = two_paragraphs('one.undoc', 1, 3), two_paragraphs('two.undoc', 2, 4)
    helper.clean()
    vim.o.hidden = true
    vim.cmd.edit(vim.fn.fnameescape(one))
    vim.cmd.edit(vim.fn.fnameescape(two))
    vim.cmd('silent bufdo Undoc renumber')
    assert.equal('3. Requests it.', lines()[5])
    vim.cmd.buffer(vim.fn.bufnr(one))
    assert.equal('2. Requests it.', lines()[5])
  end)

  it('say what cannot be, and change nothing', function()
    local said = helper.messages(function()
      helper.cursor('1. Decides')
      command('Undoc move up')
      command('Undoc move')
      command('Undoc move sideways')
      command('Undoc move before 17')
      command('Undoc renumber everything')
      vim.bo.modifiable = false
      command('Undoc move down')
      vim.bo.modifiable = true
    end)
    assert.same(resolution, lines())
    assert.equal(6, #said, vim.inspect(said))
    assert.matches('expected :Undoc move up|down', said[2][1], 1, true)
    assert.matches('there is no paragraph 17', said[4][1], 1, true)
    assert.matches('nomodifiable', said[6][1], 1, true)
  end)

  it('do all of a plan or nothing of it', function()
    local _, document = helper.open(resolution)
    local plan = assert(document.doc:plan({ { kind = 'move', first = 6, to = 'down' } }))
    vim.api.nvim_buf_set_lines(0, 0, 1, false, { 'The Security Council,' })
    local before = lines()
    local done, message = require('undoc.plan').apply(document, plan)
    assert.is_false(done)
    assert.matches('changed since', message)
    -- A text that is not what the plan has seen.
    plan = assert(document.doc:plan({ { kind = 'move', first = 6, to = 'down' } }))
    plan.changes[1].old = '9.'
    assert.is_false((require('undoc.plan').apply(document, plan)))
    -- Something in the middle that goes wrong.
    plan = assert(document.doc:plan({ { kind = 'move', first = 6, to = 'down' } }))
    plan.moves[1].before = 99
    assert.is_false((require('undoc.plan').apply(document, plan)))
    assert.same(before, lines())
  end)

  it('show the plan and ask, with !', function()
    helper.cursor('1. Decides')
    local seen
    local function answer(choice)
      return helper.answering(function()
        for _, window in ipairs(vim.api.nvim_list_wins()) do
          if vim.w[window].undoc then
            local buf = vim.api.nvim_win_get_buf(window)
            seen = table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n')
          end
        end
        return choice
      end, function() command('Undoc! move down') end)
    end
    answer('Leave it')
    assert.same(resolution, lines())
    assert.matches('%[%-1%.%-%]{%+2%.%+} Decides', seen)
    assert.equal(1, #vim.api.nvim_list_wins())
    answer('Do it')
    assert.equal('1. Invites', clauses()[1])
    assert.equal(1, #vim.api.nvim_list_wins())
  end)

  it('are completed', function()
    local function complete(text)
      return vim.fn.getcompletion('Undoc ' .. text, 'cmdline')
    end
    assert.same({ 'up', 'down', 'before', 'after', 'to' }, complete('move '))
    assert.same({ 'preamble' }, complete('move to '))
    assert.same({ '1', '2', '2 (a)', '2 (b)', '3', '4' }, vim.tbl_filter(function(number)
      return number:find('^%d') ~= nil
    end, complete('move before ')))
    assert.same({ '(a)', '(b)' }, complete('move before 2 ('))
    assert.same({ 'resolve' }, complete('renumber '))
  end)

  it('count anew when Insert mode is left, where an option says so', function()
    helper.cursor('1. Decides')
    type_keys('o<CR>2. Notes what was said;<Esc>')
    assert.equal('2. Notes', clauses()[2])
    assert.equal('2. Invites', clauses()[3])
    type_keys('u')
    assert.same(resolution, lines())
    vim.b.undoc_renumber = true
    helper.messages(function() type_keys('o<CR>2. Notes what was said;<Esc>') end)
    assert.same({
      '1. Decides', '2. Notes', '3. Invites', '(a) To come', '(b) To publish', '4. Calls', '5. Requests',
    }, clauses())
    -- One step, with what was typed.
    type_keys('u')
    assert.same(resolution, lines())
    helper.cursor('2. Invites')
    local tick = vim.b.changedtick
    type_keys('i<Esc>')
    assert.equal(tick, vim.b.changedtick)
  end)
end)
