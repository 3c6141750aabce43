--- The outline that changes its document: by keys, and as lines to edit.

local helper = require('helper')

local api = vim.api

local resolution = {
  'The General Assembly,',
  '',
  'Recalling its resolution 75/1 of 21 September 2020,',
  '',
  'Noting paragraph 3 of the report on wells,',
  '',
  '1. Decides to measure every well, as described in paragraph 3 below;',
  '',
  '2. Invites Member States:',
  '',
  '(a) To lend a rope;',
  '',
  '(b) To lend a bucket;',
  '',
  '(c) To lend a lamp;',
  '',
  '3. Requests the Secretary-General to send a person who can count;',
  '',
  '4. Recalls paragraphs 1 to 3 and paragraph 2 (b) above;',
  '',
  '5. Decides to remain seized of the matter.',
}

--- The document's clauses, their labels and first three words.
local function clauses(buf)
  local found = {}
  for _, line in ipairs(api.nvim_buf_get_lines(buf, 0, -1, false)) do
    if line:find('^%d+%. ') or line:find('^%(') then
      found[#found + 1] = line:match('^%S+ %S+ ?%S*')
    end
  end
  return found
end

local function text(buf)
  return api.nvim_buf_get_lines(buf, 0, -1, false)
end

local function cursor(pattern)
  assert.is_true(vim.fn.search(pattern, 'w') > 0, pattern)
end

local function keys(typed)
  vim.cmd('normal ' .. vim.keycode(typed))
end

--- Opens the resolution and its outline; gives the document's buffer.
local function open(lines)
  local buf = helper.open(lines or resolution)
  vim.cmd('Undoc outline')
  return buf
end

describe('the keys of an outline', function()
  before_each(helper.clean)
  after_each(helper.clean)

  it('move a clause, with the references to it, and undo that in the document', function()
    local buf = open()
    cursor('3 Requests')
    keys('K')
    assert.equal('2 Requests', api.nvim_get_current_line():match('^%S+ %S+'))
    local lines = table.concat(text(buf), '\n')
    assert.matches('described in paragraph 2 below', lines, 1, true)
    assert.matches('Noting paragraph 3 of the report', lines, 1, true)
    assert.matches('paragraph 3 (b) above', lines, 1, true)
    keys('2J')
    assert.equal('4 Requests', api.nvim_get_current_line():match('^%S+ %S+'))
    keys('u')
    assert.equal(lines, table.concat(text(buf), '\n'))
    keys('u')
    assert.same(resolution, text(buf))
    keys('2<C-r>')
    assert.matches('^4%. Requests', text(buf)[19])
    keys('2u')
    assert.same(resolution, text(buf))
  end)

  it('delete clauses, so many of them, into a register', function()
    local buf = open()
    cursor('2 Invites')
    keys('"a2dd')
    assert.same({ '1. Decides to', '2. Recalls paragraphs', '3. Decides to' }, clauses(buf))
    local register = vim.fn.getreg('a', 1, true)
    assert.equal('2. Invites Member States:', register[1])
    assert.equal(resolution[17], register[#register])
    keys('u')
    assert.same(resolution, text(buf))
    cursor('2 (b)')
    keys('dd')
    assert.same({ '(a) To lend', '(b) To lend' }, vim.list_slice(clauses(buf), 3, 4))
    assert.matches('lamp', text(buf)[13])
  end)

  it('work on a selection', function()
    local buf = open()
    cursor('3 Requests')
    keys('VjK')
    assert.same(
      { '1. Decides to', '2. Requests the', '3. Recalls paragraphs', '4. Invites Member' },
      vim.list_slice(clauses(buf), 1, 4)
    )
    assert.equal('n', vim.fn.mode())
    keys('u')
    assert.same(resolution, text(buf))
    cursor('1 Decides')
    keys('VjJ')
    assert.same({ '1. Requests the', '2. Decides to', '3. Invites Member' }, vim.list_slice(clauses(buf), 1, 3))
    keys('u')
    cursor('3 Requests')
    keys('Vjd')
    assert.same({ '3. Decides to' }, vim.list_slice(clauses(buf), 6))
    keys('u')
    assert.same(resolution, text(buf))
  end)

  it('promote and demote', function()
    local buf = open()
    cursor('3 Requests')
    keys('>')
    assert.equal('2 (d)', api.nvim_get_current_line():match('^ +(%S+ %S+)'))
    assert.matches('^%(d%) ', text(buf)[17])
    keys('<')
    assert.equal('3', api.nvim_get_current_line():match('^%S+'))
    assert.equal(resolution[17], text(buf)[17])
    keys('2u')
    assert.same(resolution, text(buf))
  end)

  it('say why something cannot be, and change nothing', function()
    local buf = open()
    keys('gg')
    for _, key in ipairs({ 'J', 'K', 'dd', '<', '>' }) do
      local said = helper.messages(function()
        keys(key)
      end)
      assert.equal(1, #said, key)
      assert.same(resolution, text(buf))
    end
    cursor('1 Decides')
    assert.equal(1, #helper.messages(function()
      keys('K')
    end))
    assert.same(resolution, text(buf))
  end)

  it('can be mapped', function()
    local buf = open()
    cursor('3 Requests')
    api.nvim_feedkeys(vim.keycode('<Plug>(undoc-outline-up)'), 'mx', false)
    assert.matches('^2%. Requests', text(buf)[9])
    api.nvim_feedkeys(vim.keycode('<Plug>(undoc-outline-delete)'), 'mx', false)
    assert.matches('^2%. Invites', text(buf)[9])
    -- Elsewhere they do nothing.
    vim.cmd('wincmd p')
    local before = text(buf)
    api.nvim_feedkeys(vim.keycode('<Plug>(undoc-outline-delete)'), 'mx', false)
    assert.same(before, text(buf))
  end)
end)

describe('an outline that is edited', function()
  before_each(helper.clean)
  after_each(helper.clean)

  local function edit(lines)
    local buf = helper.open(lines or resolution)
    local quiet = helper.messages(function()
      vim.cmd('Undoc outline edit')
    end)
    assert.equal(1, #quiet)
    return buf
  end

  --- `:write`; gives what was asked, and what was said.
  local function write(answer)
    local asked
    local said = helper.messages(function()
      asked = helper.answering(function()
        return answer or 1
      end, function()
        vim.cmd('write')
      end)
    end)
    helper.settle()
    return asked, said
  end

  local function reasons()
    local found = {}
    local space = api.nvim_get_namespaces()['undoc.outline.reasons']
    for _, mark in ipairs(api.nvim_buf_get_extmarks(0, space, 0, -1, { details = true })) do
      local parts = {}
      for _, line in ipairs(mark[4].virt_lines or {}) do
        parts[#parts + 1] = vim.trim(line[1][1])
      end
      found[mark[2] + 1] = table.concat(parts, ' ')
    end
    return found
  end

  it('shows text, with places that are hidden and numbers beside it', function()
    edit()
    assert.is_true(vim.bo.modifiable)
    assert.is_false(vim.bo.modified)
    assert.equal('acwrite', vim.bo.buftype)
    assert.equal(3, vim.wo.conceallevel)
    assert.matches('^Decides to measure every well.*\t4$', api.nvim_buf_get_lines(0, 3, 4, false)[1])
    local child = helper.child({ helper.write('wells.undoc', resolution) })
    child.settle()
    child.type(':Undoc outline edit<CR>')
    local screen = table.concat(child.screen(), '\n')
    assert.matches('│ *4 Recalls paragraphs', screen)
    assert.is_nil(screen:find('\t', 1, true))
    child.type('/lend a lamp<CR>dd?Decides to m<CR>P')
    screen = table.concat(child.screen(), '\n')
    assert.matches('PP2 Noting[^\n]*\n[^\n]*│ *2 %(c%) To lend a lamp;\n[^\n]*│ *1 Decides', screen)
    child.stop()
  end)

  it('does what was done to its lines, in one undo step', function()
    local buf = edit()
    cursor('Requests')
    vim.cmd('normal! dd')
    cursor('Decides to measure')
    vim.cmd('normal! P')
    cursor('lend a rope')
    vim.cmd('normal! dd')
    local asked = write()
    assert.equal(1, #asked)
    assert.same({
      '1. Requests the', '2. Decides to', '3. Invites Member', '(a) To lend', '(b) To lend', '4. Recalls paragraphs',
      '5. Decides to',
    }, clauses(buf))
    -- It is to be read again, as it is now.
    assert.is_false(vim.bo.modifiable)
    assert.equal('nofile', vim.bo.buftype)
    assert.matches('^1 Requests the Secretary%-General', api.nvim_buf_get_lines(0, 3, 4, false)[1])
    keys('u')
    assert.same(resolution, text(buf))
  end)

  it('leaves the document alone when one says no, and goes on', function()
    local buf = edit()
    cursor('Requests')
    vim.cmd('normal! dd')
    write(2)
    assert.same(resolution, text(buf))
    assert.is_true(vim.bo.modified)
    assert.equal('acwrite', vim.bo.buftype)
    vim.cmd('edit!')
    assert.is_false(vim.bo.modifiable)
    assert.matches('^3 Requests', api.nvim_buf_get_lines(0, 8, 9, false)[1])
    assert.same(resolution, text(buf))
  end)

  it('duplicates what is put once more', function()
    local buf = edit()
    cursor('lend a bucket')
    vim.cmd('normal! yyp')
    write()
    assert.same({ '(a) To lend', '(b) To lend', '(c) To lend', '(d) To lend' }, vim.list_slice(clauses(buf), 3, 6))
    keys('u')
    assert.same(resolution, text(buf))
    -- A paragraph with what lies below it, elsewhere.
    vim.cmd('Undoc outline edit')
    cursor('Invites')
    vim.cmd('normal! yy')
    cursor('Recalls')
    vim.cmd('normal! p')
    write()
    assert.same(
      { '4. Recalls paragraphs', '5. Invites Member', '(a) To lend', '(b) To lend', '(c) To lend', '6. Decides to' },
      vim.list_slice(clauses(buf), 7)
    )
    keys('u')
    assert.same(resolution, text(buf))
  end)

  it('promotes and demotes by indentation', function()
    local buf = edit()
    cursor('Requests')
    vim.cmd('normal! >>')
    cursor('lend a rope')
    vim.cmd('normal! ddGp<<')
    local _, said = write()
    assert.same({}, said)
    assert.same({
      '1. Decides to', '2. Invites Member', '(a) To lend', '(b) To lend', '(c) Requests the', '3. Recalls paragraphs',
      '4. Decides to', '5. To lend',
    }, clauses(buf))
  end)

  it('can be sorted', function()
    local buf = edit()
    cursor('lend a rope')
    vim.cmd('.,.+2sort')
    write()
    assert.matches('bucket', text(buf)[11])
    assert.matches('lamp', text(buf)[13])
    assert.matches('rope', text(buf)[15])
    assert.matches('paragraph 2 (a) above', table.concat(text(buf), '\n'), 1, true)
  end)

  it('says beside a line why it cannot be, and does nothing', function()
    local buf = edit()
    local before = api.nvim_buf_get_lines(0, 0, -1, false)
    local function try(command, line, reason)
      vim.cmd(command)
      local _, said = write()
      assert.equal(1, #said, command)
      assert.matches('^undoc: nothing was done', said[1][1])
      assert.matches(reason, reasons()[line] or said[1][1], 1, true)
      assert.same(resolution, text(buf), command)
      assert.is_true(vim.bo.modified)
      api.nvim_buf_set_lines(0, 0, -1, false, before)
    end
    try('4move 0', 1, 'it cannot stand here')
    try('4s/measure/count/', 4, 'its words are changed in the document, not here')
    try([[4s/\t4$/\t99/]], 4, 'this is no entry of the outline')
    try([[4put ='To dig;']], 5, 'this is no entry of the outline')
    try('5delete', 5, 'what it lies below is deleted')
    try([[4s/^/ /]], 4, 'a level is 2 columns')
    try('1delete', 0, 'the subject was deleted; it stays')
    try('1move 3', 4, 'this stays where it is')
  end)

  it('keeps what was changed in the document meanwhile', function()
    local buf = edit()
    cursor('Requests')
    vim.cmd('normal! dd')
    cursor('Invites')
    vim.cmd('normal! P')
    -- A word, a new clause and one that goes, in the document.
    api.nvim_buf_call(buf, function()
      vim.cmd('silent 13,14delete')
      vim.cmd('silent %s/measure every/look into each/')
      local at = helper.row('4. Recalls')
      api.nvim_buf_set_lines(buf, at, at, false, { '4. Thanks those who dig;', '' })
    end)
    helper.settle()
    local asked = write()
    assert.equal(1, #asked)
    assert.same({
      '1. Decides to', '2. Requests the', '3. Invites Member', '(a) To lend', '(c) To lend', '4. Thanks those',
    }, vim.list_slice(clauses(buf), 1, 6))
    assert.matches('look into each', table.concat(text(buf), '\n'), 1, true)
    assert.is_nil(table.concat(text(buf), '\n'):find('bucket', 1, true))
  end)

  it('refuses where it cannot tell, and loses nothing', function()
    local buf = helper.open(resolution)
    vim.cmd('write! ' .. vim.fn.fnameescape(helper.folder .. '/wells.undoc'))
    helper.settle()
    vim.cmd('Undoc outline edit')
    cursor('Requests')
    vim.cmd('normal! dd')
    local edited = api.nvim_buf_get_lines(0, 0, -1, false)
    api.nvim_buf_call(buf, function()
      vim.cmd('silent edit!')
    end)
    helper.settle()
    local _, said = write()
    if #said > 0 then
      assert.matches('read again meanwhile', said[1][1], 1, true)
      assert.same(edited, api.nvim_buf_get_lines(0, 0, -1, false))
    end
    assert.same(resolution, text(buf))
  end)

  it('is made anew while nobody has edited it, and else left alone', function()
    local buf = edit()
    api.nvim_buf_set_lines(buf, 0, 0, false, { 'Annex I', '' })
    helper.settle()
    local first = api.nvim_buf_get_lines(0, 0, 1, false)[1]
    assert.matches('Annex', first)
    cursor('Requests')
    vim.cmd('normal! dd')
    local edited = api.nvim_buf_get_lines(0, 0, -1, false)
    api.nvim_buf_set_lines(buf, 0, 2, false, {})
    helper.settle()
    assert.same(edited, api.nvim_buf_get_lines(0, 0, -1, false))
    -- Another document does not take it over.
    vim.cmd('wincmd p')
    helper.open(nil)
  end)

  it('is not lost with its document\'s window', function()
    local child = helper.child({ helper.write('wells.undoc', resolution) })
    child.settle()
    child.type(':Undoc outline edit<CR>/Requests<CR>dd<C-w>p')
    child.type(':q<CR>')
    child.settle()
    assert.equal('undocoutline', child.call('nvim_eval', '&filetype'))
    assert.is_true(child.call('nvim_eval', '&modified') == 1)
    child.type(':q<CR><CR>')
    assert.equal('undocoutline', child.call('nvim_eval', '&filetype'))
    child.type(':e!<CR>')
    assert.equal(0, child.call('nvim_eval', '&modifiable'))
    child.stop()
  end)

  it('has the keys of Neovim while it is edited', function()
    edit()
    for _, mode in ipairs({ 'n', 'x' }) do
      for _, map in ipairs(api.nvim_buf_get_keymap(0, mode)) do
        assert.is_nil((map.desc or ''):find('^Outline'), map.lhs)
      end
    end
  end)
end)
