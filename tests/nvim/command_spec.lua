local helper = require('helper')

describe(':Undoc', function()
  --- Those that the manual has.
  local names = {}
  for line in io.lines(helper.root .. '/doc/undoc.txt') do
    for name in line:gmatch('%*:Undoc%-(%l+)%*') do
      names[#names + 1] = name
    end
  end
  table.sort(names)
  assert(#names > 9)

  before_each(helper.clean)
  after_each(helper.clean)

  local function complete(text)
    return vim.fn.getcompletion(text, 'cmdline')
  end

  it('completes at both levels', function()
    helper.open()
    assert.same(names, complete('Undoc '))
    assert.same({ 'agenda' }, complete('Undoc ag'))
    assert.same({ 'outline' }, complete('vertical topleft Undoc ou'))
    assert.same({ 'fix' }, complete('%Undoc fi'))
    assert.same({ 'new' }, complete('Undoc! ne'))
    assert.is_true(vim.list_contains(complete('Undoc new '), 'letter'))
    assert.same({ 'letter-joint' }, complete('Undoc new letter-j'))
    assert.same({ 'resolution', 'resolution-council', 'resolution-human-rights-council' }, complete('Undoc new resol'))
    assert.same({ 'amendment' }, complete('Undoc templates amend'))
    -- Only the keys of that template.
    assert.same({}, complete('Undoc new letter lang=fr symb'))
    assert.same({ 'symbol=' }, complete('Undoc new amendment lang=en symb'))
    assert.is_false(vim.list_contains(complete('Undoc new '), 'annex'))
    assert.is_true(vim.list_contains(complete('Undoc insert '), 'annex'))
    assert.is_false(vim.list_contains(complete('Undoc insert '), 'letter'))
    assert.same({ 'state=' }, complete('Undoc new letter lang=fr st'))
    assert.same({ 'edit' }, complete('Undoc outline '))
    assert.same({}, complete('Undoc nothing '))
  end)

  it('completes answers that the core knows, and all of them are known', function()
    local packs = assert(require('undoc.native').packs())
    local _, message = packs:draft('letter', { lang = 'en', nothing = 'x' })
    for _, key in ipairs(complete('Undoc new letter ')) do
      assert.matches('=$', key)
      assert.matches(key:sub(1, -2), message, 1, true)
    end
    assert.is_true(#complete('Undoc new letter ') >= 15)
  end)

  it('shows a menu when nothing is named', function()
    helper.open()
    local seen
    helper.answering(function(kind, prompt, labels)
      assert.same({ 'select', 'Undoc' }, { kind, prompt })
      seen = labels
      for _, label in ipairs(labels) do
        if label:find('^Outline') then
          return label
        end
      end
    end, function()
      vim.cmd('Undoc')
    end)
    local first = vim.tbl_map(function(label) return label:match('^%w+') end, seen)
    assert.is_true(vim.list_contains(first, 'Agenda'))
    -- What a letter has no use for, and what comes to nothing on its first line.
    for _, name in ipairs({ 'Renumber', 'Number', 'Accept', 'Clean', 'Split', 'Move' }) do
      assert.is_false(vim.list_contains(first, name), name)
    end
    assert.equal('undocoutline', vim.bo.filetype)
    vim.cmd('close')
    helper.answering(function() return nil end, function() vim.cmd('Undoc') end)
    assert.equal(1, vim.fn.winnr('$'))
  end)

  it('has in the menu what works where the cursor is', function()
    local function offered(text)
      helper.cursor(text)
      local seen = {}
      helper.answering(function(_, _, labels)
        vim.list_extend(seen, labels)
        return labels[#labels]:find('^%(%d+ more') and #labels or nil
      end, function() vim.cmd('Undoc') end)
      return table.concat(vim.tbl_map(function(label) return label:match('^%S+') end, seen), ' ')
    end
    helper.open({
      'The General Assembly,', '', 'Recalling its resolution 75/1,', '', '1. Decides to act;', '',
      '2. Requests a report.',
    })
    local clause = offered('1. Decides')
    for _, name in ipairs({ 'Convert', 'Delete', 'Join', 'Move', 'Renumber', 'Stats' }) do
      assert.matches(name, clause, 1, true)
    end
    assert.is_nil(clause:find('Accept', 1, true))
    assert.is_nil(offered('The General'):find('Delete', 1, true))
    vim.api.nvim_buf_set_lines(0, 4, 5, false, { '1. Decides [EU: urgently] to act;' })
    assert.matches('Accept', offered('1. Decides'), 1, true)
    vim.cmd('enew')
    vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'x' })
    assert.matches('^Agenda: Insert:', offered('x'))
  end)

  it('keeps the modifiers over the menu', function()
    helper.open()
    helper.answering(function(_, _, labels)
      return vim.tbl_filter(function(label) return label:find('^Outline') end, labels)[1]
    end, function()
      vim.cmd('topleft Undoc')
    end)
    assert.same({ 0, 0 }, vim.api.nvim_win_get_position(0))
  end)

  it('says in one line what there is when a word is wrong', function()
    local said = helper.messages(function() vim.cmd('Undoc nothing') end)
    assert.same({
      { 'undoc: there is no :Undoc nothing: there are ' .. table.concat(names, ', '), vim.log.levels.ERROR },
    }, said)
  end)

  it('says in one line what needs a document', function()
    vim.cmd('enew')
    for _, name in ipairs({ 'outline', 'check', 'fix', 'explain' }) do
      local said = helper.messages(function() vim.cmd('Undoc ' .. name) end)
      local wanted = 'undoc: this buffer is no document: `:set filetype=undoc` makes it one'
      assert.same({ { wanted, vim.log.levels.ERROR } }, said)
    end
  end)

  it('turns what goes wrong into one line', function()
    helper.open()
    helper.with(require('undoc.outline'), 'open', function() error('broken\nover two lines') end, function()
      local said = helper.messages(function() vim.cmd('Undoc outline') end)
      assert.equal(1, #said)
      assert.is_nil(said[1][1]:find('\n'))
      assert.matches('broken over two lines', said[1][1], 1, true)
    end)
  end)

  it('says what Neovim refuses in its own words, and not where', function()
    local child = helper.child({ helper.letter })
    child.settle()
    child.cmd('set lines=3')
    child.cmd('messages clear')
    child.type(':Undoc check<CR>')
    child.type(':split<CR>:Undoc check<CR>')
    local said = child.cmd('messages')
    child.stop()
    assert.matches('undoc: E36: Not enough room', said, 1, true)
    assert.is_nil(said:find('%.lua:%d'))
  end)

  it('says what to run when the module is missing, once', function()
    local child = helper.child({ '--cmd', 'let $UNDOC_CORE = "/nowhere/core.so"', helper.letter })
    child.settle()
    local messages = child.cmd('messages')
    local _, count = messages:gsub('run `make`', '')
    assert.equal(1, count)
    -- The file is still there to be read.
    assert.equal('text', child.call('nvim_eval', '&filetype'))
    assert.equal(70, child.call('nvim_buf_line_count', 0))
    child.cmd('messages clear')
    child.cmd('silent set filetype=undoc')
    assert.is_nil(child.cmd('messages'):find('stack traceback', 1, true))
    child.cmd('messages clear')
    child.type(':Undoc new letter lang=en<CR>')
    assert.matches('run `make`', child.cmd('messages'), 1, true)
    child.stop()
  end)
end)
