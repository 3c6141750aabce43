local helper = require('helper')

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function find(text)
  return vim.tbl_filter(function(line)
    return line:find(text, 1, true) ~= nil
  end, lines())
end

describe('the outline', function()
  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
  end)

  it('names the parts as people do', function()
    helper.open()
    vim.cmd('Undoc outline')
    assert.equal('undocoutline', vim.bo.filetype)
    assert.equal(18, #lines())
    assert.equal('En-tête', lines()[1])
    assert.equal('Lettre du 22 décembre 2020 (Ouzbékistan)', lines()[2])
    assert.equal(1, #find('Annexe'))
    assert.equal(1, #find('PP1 Observant que'))
    assert.equal(1, #find('PP2 Soulignant'))
    assert.equal(1, #find('1 Célébrent'))
    assert.equal(1, #find('9 Préconisent'))
    assert.is_false(vim.bo.modifiable)
    assert.is_false(vim.bo.modified)
  end)

  it('says how many findings each entry has', function()
    helper.open()
    vim.cmd('Undoc outline')
    local function signs()
      local found = {}
      local space = vim.api.nvim_get_namespaces()['undoc.outline']
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, space, 0, -1, { details = true })) do
        if mark[4].sign_text then
          found[lines()[mark[2] + 1]:match('%w+')] = vim.trim(mark[4].sign_text)
        end
      end
      return found
    end
    assert.same({ Annexe = '1', ['1'] = '1' }, signs())
    vim.cmd('wincmd p')
    vim.cmd('%s/Soulignant/Souligant/')
    helper.settle()
    vim.cmd('wincmd p')
    assert.same({ Annexe = '2', ['1'] = '1', ['PP2'] = '1' }, signs())
    vim.g.undoc = { ignore = { 'agenda/order' } }
    vim.cmd('wincmd p')
    vim.cmd('Undoc outline')
    assert.same({ Annexe = '2', ['1'] = '1', ['PP2'] = '1' }, signs())
    vim.g.undoc = { ignore = { 'clause/opener' } }
    vim.cmd('wincmd p')
    vim.cmd('Undoc outline')
    assert.same({}, signs())
  end)

  it('opens where the modifiers say, else at the right', function()
    local columns = vim.o.columns
    vim.o.columns = 160
    helper.open()
    local function place(command)
      vim.cmd(command)
      local window = vim.api.nvim_get_current_win()
      local position = vim.api.nvim_win_get_position(window)
      local width, height = vim.api.nvim_win_get_width(window), vim.api.nvim_win_get_height(window)
      vim.cmd('close')
      return position, width, height
    end
    local position, width = place('Undoc outline')
    assert.equal(44, width)
    assert.is_true(position[2] > 0)
    position, width = place('vertical topleft Undoc outline')
    assert.same({ 0, 0 }, position)
    assert.equal(44, width)
    position, width = place('topleft Undoc outline')
    assert.same({ 0, 0 }, position)
    assert.equal(vim.o.columns, width)
    position = place('botright Undoc outline')
    assert.is_true(position[1] > 0)
    local tabs = vim.fn.tabpagenr('$')
    vim.cmd('tab Undoc outline')
    assert.equal(tabs + 1, vim.fn.tabpagenr('$'))
    assert.equal('undocoutline', vim.bo.filetype)
    vim.cmd('tabclose')
    vim.b.undoc_outline_width = 30
    assert.equal(30, select(2, place('Undoc outline')))
    vim.o.columns = columns
  end)

  it('takes at most a third of the editor', function()
    local columns = vim.o.columns
    vim.o.columns = 80
    helper.open()
    vim.cmd('Undoc outline')
    local window = vim.api.nvim_get_current_win()
    assert.equal(26, vim.api.nvim_win_get_width(window))
    vim.cmd('close')
    vim.o.columns = 160
    vim.cmd('Undoc outline')
    window = vim.api.nvim_get_current_win()
    assert.equal(44, vim.api.nvim_win_get_width(window))
    vim.o.columns = 90
    vim.cmd('doautocmd VimResized')
    assert.equal(30, vim.api.nvim_win_get_width(window))
    vim.o.columns = columns
  end)

  it('has the whole text of each entry, which the window cuts', function()
    helper.open()
    vim.cmd('Undoc outline')
    assert.is_true(vim.fn.search('^ *PP2 Soulignant.*international actuellement en vigueur,$') > 0)
    assert.equal(0, #find('…'))
    assert.is_false(vim.wo.wrap)
  end)

  it('shows only what has words, or is of a kind', function()
    helper.open()
    vim.cmd('Undoc outline')
    local all = lines()
    local function filter(typed)
      helper.answering(function()
        return typed
      end, function()
        vim.cmd('normal f')
      end)
      return lines()
    end
    assert.equal(9, #filter('operative'))
    assert.matches('operative', vim.wo.winbar, 1, true)
    assert.equal(11, #filter('operative preambular'))
    assert.same(find('Célébrent'), filter('operative CÉLÉBRENT anniversaire'))
    assert.matches('^ *1 Célébrent', lines()[1])
    assert.same({ '(no entry has these words)' }, filter('100% of nothing'))
    assert.equal(' only: 100%% of nothing', vim.wo.winbar)
    -- An answer that was not given changes nothing; an empty one shows all.
    assert.same({ '(no entry has these words)' }, filter(nil))
    assert.same(all, filter(''))
    assert.equal('', vim.wo.winbar)
    assert.same({ 'masthead', 'masthead', 'title' }, {
      require('undoc.outline_keys').complete_filter('m')[1],
      unpack(require('undoc.outline_keys').complete_filter(''), 1, 2),
    })
  end)

  it('goes on with its filter while the document is edited', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc outline')
    local window = vim.api.nvim_get_current_win()
    helper.answering(function()
      return 'preambular'
    end, function()
      vim.cmd('normal f')
    end)
    vim.api.nvim_set_current_win(source)
    local at = helper.row('Soulignant')
    vim.api.nvim_buf_set_lines(0, at, at, false, { 'Rappelant la résolution 75/1,', '' })
    helper.settle()
    helper.cursor('Soulignant')
    vim.cmd('doautocmd CursorMoved')
    vim.api.nvim_set_current_win(window)
    assert.equal(3, #lines())
    assert.matches('^ *PP3 Soulignant', vim.api.nvim_get_current_line())
    vim.cmd('execute "normal \\<CR>"')
    assert.matches('^Soulignant', vim.api.nvim_get_current_line())
  end)

  it('shows only what has findings', function()
    helper.open()
    vim.cmd('Undoc outline')
    local all = lines()
    vim.fn.search('Célébrent')
    vim.cmd('normal !')
    assert.equal(2, #lines())
    assert.matches('^ *1 Célébrent', vim.api.nvim_get_current_line())
    vim.cmd('normal !')
    assert.same(all, lines())
    assert.matches('^ *1 Célébrent', vim.api.nvim_get_current_line())
  end)

  it('yanks the text of an entry', function()
    local buf = helper.open()
    vim.cmd('Undoc outline')
    vim.fn.search(' 2 S')
    helper.messages(function()
      vim.cmd('normal "ay')
    end)
    local row = helper.row
    vim.cmd('wincmd p')
    local at = row('engagent à renforcer')
    assert.same(vim.api.nvim_buf_get_lines(buf, at, at + 1, false), vim.fn.getreg('a', 1, true))
    assert.equal('V', vim.fn.getregtype('a'))
  end)

  it('is read from the side that its document is', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.wo[source][0].rightleft = true
    vim.cmd('Undoc outline')
    local window = vim.api.nvim_get_current_win()
    assert.is_true(vim.wo[window].rightleft)
    vim.wo[source][0].rightleft = false
    vim.api.nvim_set_current_win(source)
    vim.cmd('%s/Soulignant/Rappelant/')
    helper.settle()
    assert.is_false(vim.wo[window].rightleft)
  end)

  it('previews an entry in the window of the document', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc outline')
    local window = vim.api.nvim_get_current_win()
    vim.fn.search('9 Pr')
    vim.cmd('normal p')
    assert.equal(window, vim.api.nvim_get_current_win())
    local buf = vim.api.nvim_win_get_buf(source)
    local row = vim.api.nvim_win_get_cursor(source)[1]
    assert.matches('^Préconisent', vim.api.nvim_buf_get_lines(buf, row - 1, row, false)[1])
    local space = vim.api.nvim_get_namespaces()['undoc.outline.preview']
    assert.equal(row - 1, vim.api.nvim_buf_get_extmarks(buf, space, 0, -1, {})[1][2])
    vim.cmd('doautocmd CursorMoved')
    assert.same({}, vim.api.nvim_buf_get_extmarks(buf, space, 0, -1, {}))
    -- In a tab page without the document, beside the cursor.
    vim.cmd('wincmd T')
    vim.cmd('normal p')
    local float = vim.tbl_filter(function(other)
      return vim.api.nvim_win_get_config(other).relative ~= ''
    end, vim.api.nvim_tabpage_list_wins(0))[1]
    assert.matches('^Préconisent', vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, 1, false)[1])
    vim.api.nvim_win_close(float, true)
  end)

  it('lists its keys', function()
    helper.open()
    vim.cmd('Undoc outline')
    local maps = {}
    for _, map in ipairs(vim.api.nvim_buf_get_keymap(0, 'n')) do
      maps[map.lhs] = true
    end
    vim.cmd('normal ?')
    local float = vim.tbl_filter(function(other)
      return vim.api.nvim_win_get_config(other).relative ~= ''
    end, vim.api.nvim_tabpage_list_wins(0))[1]
    local listed = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), '\n')
    for lhs in pairs(maps) do
      local shown = lhs:gsub('<lt>', '<')
      assert.is_true(lhs == '<2-LeftMouse>' or listed:find(shown, 1, true) ~= nil, lhs)
    end
    vim.api.nvim_win_close(float, true)
  end)

  it('is one for each tab page', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc! outline')
    assert.equal(source, vim.api.nvim_get_current_win())
    assert.equal(2, vim.fn.winnr('$'))
    vim.cmd('Undoc outline')
    assert.equal(2, vim.fn.winnr('$'))
    assert.equal('undocoutline', vim.bo.filetype)
  end)

  it('follows the cursor', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc outline')
    local window = vim.api.nvim_get_current_win()
    vim.api.nvim_set_current_win(source)
    local wanted = { Soulignant = 'PP2', ['Célébrent'] = '1 Célébrent', ['Signé'] = 'Signature' }
    for text, entry in pairs(wanted) do
      helper.cursor(text)
      vim.cmd('doautocmd CursorMoved')
      local row = vim.api.nvim_win_get_cursor(window)[1]
      local line = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), row - 1, row, false)[1]
      assert.matches(entry, line, 1, true)
    end
  end)

  it('follows the text, and closed folds stay closed', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc outline')
    local window = vim.api.nvim_get_current_win()
    helper.cursor('Lettre du')
    vim.cmd('normal! zc')
    local row = vim.fn.line('.')
    assert.equal(row, vim.fn.foldclosed(row))
    vim.api.nvim_set_current_win(source)
    local at = helper.row('Soulignant')
    vim.api.nvim_buf_set_lines(0, at, at, false, { 'Rappelant la résolution 75/1,', '' })
    helper.settle()
    vim.api.nvim_set_current_win(window)
    assert.equal(1, #find('PP2 Rappelant'))
    assert.equal(1, #find('PP3 Soulignant'))
    assert.equal(row, vim.fn.foldclosed(row))
    vim.api.nvim_set_current_win(source)
    vim.cmd('undo')
    helper.settle()
    vim.api.nvim_set_current_win(window)
    assert.equal(0, #find('Rappelant'))
  end)

  it('says so when there is nothing, and fills itself', function()
    helper.open({ '' })
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc outline')
    assert.same({ '(nothing recognised yet)' }, lines())
    local window = vim.api.nvim_get_current_win()
    vim.api.nvim_set_current_win(source)
    vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'The General Assembly,', '', 'Recalling its resolution 75/1,' })
    helper.settle()
    vim.api.nvim_set_current_win(window)
    assert.equal(1, #find('Recalling'))
    assert.equal(0, #find('nothing'))
  end)

  it('shows the document that one goes to', function()
    helper.open()
    vim.cmd('Undoc! outline')
    local buf = vim.api.nvim_win_get_buf(vim.fn.win_getid(2))
    local other = helper.write('other.undoc', { 'The General Assembly,', '', 'Recalling its resolution 75/1,' })
    vim.cmd.edit(other)
    helper.settle()
    assert.matches('Recalling', table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n'), 1, true)
  end)

  it('closes with its document', function()
    helper.open()
    vim.cmd('Undoc! outline')
    vim.cmd('split | enew | wincmd p')
    vim.cmd('bwipeout')
    helper.settle()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      assert.not_equal('undocoutline', vim.bo[vim.api.nvim_win_get_buf(window)].filetype)
    end
  end)

  --- What is said in an outline's buffer, wherever it is shown.
  local function text_of(buf)
    return table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n')
  end

  --- Runs what a user does, and nothing is said that went wrong.
  local function quietly(run)
    vim.v.errmsg = ''
    assert.same({}, helper.messages(run))
    assert.equal('', vim.v.errmsg)
  end

  local resolution = { 'The General Assembly,', '', 'Recalling its resolution 75/1,', '', '1. Decides to act.' }

  it('goes on in a tab page of its own', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc outline')
    local buf = vim.api.nvim_get_current_buf()
    quietly(function()
      vim.cmd('wincmd T')
      helper.settle()
      assert.equal(buf, vim.api.nvim_get_current_buf())
      vim.api.nvim_set_current_win(source)
      vim.cmd('%s/Soulignant/Rappelant/')
      vim.cmd('doautocmd CursorMoved')
      helper.settle()
    end)
    assert.matches('PP2 Rappelant', text_of(buf), 1, true)
    quietly(function()
      vim.cmd('tabnext')
      vim.fn.search('3 Expriment')
      vim.cmd('execute "normal \\<CR>"')
    end)
    assert.equal(source, vim.api.nvim_get_current_win())
    assert.matches('^Expriment leur soutien', vim.api.nvim_get_current_line())
    -- This tab page has none now: it can have one of its own.
    vim.cmd('Undoc outline')
    assert.equal(2, vim.fn.winnr('$'))
    assert.not_equal(buf, vim.api.nvim_get_current_buf())
  end)

  it('follows in every window that it is split into', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc outline')
    local buf = vim.api.nvim_get_current_buf()
    quietly(function()
      vim.cmd('split')
      vim.cmd('tab split')
      vim.cmd('tabclose')
      vim.api.nvim_set_current_win(source)
      helper.cursor('Soulignant')
      vim.cmd('doautocmd CursorMoved')
      vim.api.nvim_buf_set_lines(0, -2, -1, false, {})
      helper.settle()
    end)
    local windows = vim.fn.win_findbuf(buf)
    assert.equal(2, #windows)
    for _, window in ipairs(windows) do
      local row = vim.api.nvim_win_get_cursor(window)[1]
      assert.matches('PP2', vim.api.nvim_buf_get_lines(buf, row - 1, row, false)[1], 1, true)
      assert.is_false(vim.wo[window].wrap)
    end
    -- One is closed, the other goes on.
    quietly(function()
      vim.api.nvim_win_close(windows[1], true)
      vim.cmd('doautocmd CursorMoved')
      vim.cmd('%s/Soulignant/Rappelant/')
      helper.settle()
    end)
    assert.matches('PP2 Rappelant', text_of(buf), 1, true)
    vim.api.nvim_set_current_win(windows[2])
    vim.cmd('normal q')
    assert.equal(1, vim.fn.winnr('$'))
    assert.is_false(vim.api.nvim_buf_is_valid(buf))
  end)

  it('is itself again after :edit in it', function()
    helper.open()
    local source = vim.api.nvim_get_current_win()
    vim.cmd('Undoc outline')
    local buf, before = vim.api.nvim_get_current_buf(), lines()
    for _, command in ipairs({ 'edit!', 'edit', 'setlocal modifiable | %delete _ | edit!', 'edit! %' }) do
      quietly(function()
        vim.cmd(command)
        helper.settle()
      end)
      assert.same(before, lines(), command)
      assert.is_false(vim.bo.modifiable, command)
      assert.equal('undocoutline', vim.bo.filetype)
      assert.equal(buf, vim.api.nvim_get_current_buf())
    end
    quietly(function()
      vim.cmd('setlocal modifiable | 3,$delete _')
      vim.api.nvim_set_current_win(source)
      vim.cmd('doautocmd CursorMoved')
      vim.cmd('%s/Soulignant/Rappelant/')
      helper.settle()
    end)
    assert.equal(#before, vim.api.nvim_buf_line_count(buf))
    assert.matches('PP2 Rappelant', text_of(buf), 1, true)
  end)

  it('shows the document that one is in, however that became one', function()
    helper.open()
    local letter = vim.api.nvim_get_current_win()
    vim.cmd('Undoc! outline')
    local buf = vim.fn.winbufnr(vim.fn.win_getid(2))
    quietly(function()
      vim.cmd('new')
      vim.api.nvim_buf_set_lines(0, 0, -1, false, resolution)
      assert.matches('Lettre du', text_of(buf), 1, true)
      vim.bo.filetype = 'undoc'
      helper.settle()
    end)
    buf = vim.tbl_filter(function(other)
      return vim.bo[other].filetype == 'undocoutline'
    end, vim.fn.tabpagebuflist())[1]
    assert.matches('Recalling', text_of(buf), 1, true)
    quietly(function()
      vim.api.nvim_set_current_win(letter)
    end)
    assert.matches('Lettre du', text_of(buf), 1, true)
    -- The file is read again, and the buffer is another document's.
    quietly(function()
      vim.cmd('edit!')
      helper.settle()
    end)
    assert.matches('Lettre du', text_of(buf), 1, true)
    -- The document goes; what another window shows takes its place.
    quietly(function()
      vim.cmd('setfiletype text | set filetype=text')
      helper.settle()
    end)
    assert.matches('Recalling', text_of(buf), 1, true)
    quietly(function()
      vim.cmd('set filetype=undoc')
      helper.settle()
    end)
    assert.matches('Lettre du', text_of(buf), 1, true)
  end)

  it('is one for each of two tab pages, each with its document', function()
    local first = helper.open()
    vim.cmd('Undoc! outline')
    vim.cmd('tabnew')
    vim.api.nvim_buf_set_lines(0, 0, -1, false, resolution)
    vim.bo.filetype = 'undoc'
    quietly(function()
      vim.cmd('Undoc! outline')
      helper.settle()
    end)
    local function outline_here()
      return text_of(vim.tbl_filter(function(buf)
        return vim.bo[buf].filetype == 'undocoutline'
      end, vim.fn.tabpagebuflist())[1])
    end
    assert.matches('Recalling', outline_here(), 1, true)
    vim.cmd('tabprevious')
    assert.matches('Lettre du', outline_here(), 1, true)
    -- A document that is shown in both is followed in both.
    vim.cmd('tabnext')
    quietly(function()
      vim.api.nvim_win_set_buf(0, first)
      helper.settle()
    end)
    assert.matches('Lettre du', outline_here(), 1, true)
    vim.cmd('%s/Soulignant/Rappelant/')
    helper.settle()
    assert.matches('PP2 Rappelant', outline_here(), 1, true)
    vim.cmd('tabprevious')
    assert.matches('PP2 Rappelant', outline_here(), 1, true)
  end)

  it('comes back with a session', function()
    local session = helper.folder .. '/session.vim'
    local letter = helper.write('letter.txt', helper.letter_lines())
    local child = helper.child({ letter })
    child.settle()
    child.type('gO<C-w>p')
    child.cmd('mksession! ' .. session)
    child.stop()
    child = helper.child({ '-S', session })
    child.settle()
    local function outlines()
      return child.lua([[
        local found = {}
        for _, window in ipairs(vim.api.nvim_list_wins()) do
          local buf = vim.api.nvim_win_get_buf(window)
          if vim.bo[buf].filetype == 'undocoutline' then
            found[#found + 1] = table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n')
          end
        end
        return found
      ]])
    end
    assert.equal(2, child.call('nvim_eval', 'winnr("$")'))
    assert.equal(1, #outlines())
    assert.matches('Lettre du', outlines()[1], 1, true)
    assert.is_nil(child.cmd('messages'):find('E%d+:'))
    child.type('gO/3 Expriment<CR><CR>')
    assert.matches('^Expriment leur soutien', child.call('nvim_get_current_line'))
    assert.equal(2, child.call('nvim_eval', 'winnr("$")'))
    child.type('gOq')
    assert.equal(1, child.call('nvim_eval', 'winnr("$")'))
    child.stop()
  end)

  it('is its document\'s where a command needs no place in it', function()
    helper.open()
    vim.cmd('Undoc outline')
    local window = vim.api.nvim_get_current_win()
    quietly(function()
      vim.cmd('Undoc outline')
      assert.equal(window, vim.api.nvim_get_current_win())
      vim.cmd('Undoc agenda 130 w')
    end)
    local float = vim.tbl_filter(function(other)
      return vim.api.nvim_win_get_config(other).relative ~= ''
    end, vim.api.nvim_list_wins())[1]
    assert.matches('session 75', text_of(vim.api.nvim_win_get_buf(float)), 1, true)
    vim.api.nvim_win_close(float, true)
    assert.same({ '130(w)' }, vim.fn.getcompletion('Undoc agenda 130(w', 'cmdline'))
  end)

  it('says in one line that there is no room', function()
    helper.open()
    local wide, least = vim.o.winwidth, vim.o.winminwidth
    vim.o.winwidth = vim.o.columns - 1
    vim.o.winminwidth = vim.o.columns - 1
    local said = helper.messages(function()
      vim.cmd('Undoc outline')
    end)
    vim.o.winminwidth = least
    vim.o.winwidth = wide
    assert.equal(1, #said)
    assert.matches('^undoc: the outline has no window: E36: Not enough room', said[1][1])
  end)

  it('says in one line that a buffer is no document', function()
    vim.cmd('enew')
    local said = helper.messages(function()
      vim.cmd('Undoc outline')
    end)
    local wanted = 'undoc: this buffer is no document: `:set filetype=undoc` makes it one'
    assert.same({ { wanted, vim.log.levels.ERROR } }, said)
    assert.equal(1, vim.fn.winnr('$'))
  end)

  describe('by keys', function()
    local child

    before_each(function()
      child = helper.child({ helper.write('letter.txt', helper.letter_lines()) })
      child.settle()
    end)
    after_each(function()
      child.stop()
    end)

    local function current()
      return child.call('nvim_get_current_line')
    end
    local function filetype()
      return child.call('nvim_eval', '&filetype')
    end

    it('opens with gO, jumps with <CR> and o, closes with q', function()
      child.type('gO')
      assert.equal('undocoutline', filetype())
      child.type('/3 Expriment<CR><CR>')
      assert.equal('undoc', filetype())
      assert.matches('^Expriment leur soutien', current())
      child.type('<C-o>')
      assert.equal(1, child.call('nvim_eval', 'line(".")'))
      child.type('gO')
      child.type('/PP2<CR>o')
      assert.matches('^Soulignant', current())
      child.type('gOq')
      assert.equal('undoc', filetype())
      assert.equal(1, child.call('nvim_eval', 'winnr("$")'))
      assert.equal('', child.cmd('messages'))
    end)

    it('folds with the usual keys, and says what is folded away', function()
      child.type('gO/Annexe<CR>')
      child.type('zc')
      assert.is_true(child.call('nvim_eval', 'foldclosed(".")') > 0)
      local screen = table.concat(child.screen(), '\n')
      assert.is_nil(screen:find('1 Célébrent', 1, true))
      assert.equal(1, child.call('nvim_eval', [[foldtextresult('.') =~ '(1)$']]))
      child.type('zo')
      assert.equal(-1, child.call('nvim_eval', 'foldclosed(".")'))
      child.type('zM')
      assert.is_true(child.call('nvim_eval', 'foldclosed(".")') > 0)
      child.type('zR')
      assert.equal(-1, child.call('nvim_eval', 'foldclosed(".")'))
      child.type('za')
      assert.is_true(child.call('nvim_eval', 'foldclosed(".")') > 0)
    end)

    it('does not stay behind when the document is left with :q', function()
      child.type('gO<C-w>p')
      pcall(child.type, ':q<CR>')
      -- The second Neovim is gone: nothing kept it.
      assert.is_true(vim.wait(1000, function()
        return not pcall(child.call, 'nvim_eval', '1')
      end))
    end)

    it('comes back when :q is refused', function()
      child.type('gO<C-w>pdd')
      child.type(':q<CR>')
      child.settle()
      child.type('<CR>')
      assert.equal('undoc', filetype())
      assert.equal(2, child.call('nvim_eval', 'winnr("$")'))
    end)
  end)
end)
