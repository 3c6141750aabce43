describe('translations', function()
  local helper = require('helper')
  local api = vim.api

  local draft = {
    'General Assembly',
    '',
    'Distr.: Limited',
    '12 November 2025',
    'Original: English',
    '',
    'Eightieth session',
    '',
    'Agenda item 75',
    '',
    'Oceans and the law of the sea',
    '',
    'Norway and Sweden: draft resolution',
    '',
    'Protection of cold-water reefs',
    '',
    'The General Assembly,',
    '',
    'Recalling its resolution 79/144 of 12 December 2024,',
    '',
    '1. Decides that reefs shall be protected:',
    '',
    '(a) From trawling;',
    '',
    '(b) From mining;',
    '',
    '2. Requests a report on paragraph 1 above.',
  }

  before_each(helper.clean)
  after_each(helper.clean)

  local function lines(buf)
    return api.nvim_buf_get_lines(buf, 0, -1, false)
  end

  --- Opens a document and its translation; the cursor is in the translation.
  local function translate(language, text)
    local source, document = helper.open(text)
    local said = helper.messages(function()
      vim.cmd('Undoc translate ' .. language)
    end)
    helper.settle()
    return source, api.nvim_get_current_buf(), said, document
  end

  local function link_of(buf)
    return (require('undoc.translate_link').of(buf))
  end

  local function window_of(buf)
    return vim.fn.bufwinid(buf)
  end

  it('open beside the document, which stays as it is', function()
    local before = helper.letter_lines()
    local source, target, said = translate('es')
    assert.are_not.equal(source, target)
    assert.same(before, lines(source))
    assert.is_false(vim.bo[source].modified)
    assert.is_true(vim.bo[target].modified)
    assert.equal('undoc', vim.bo[target].filetype)
    assert.equal('letter.es.txt', vim.fn.fnamemodify(api.nvim_buf_get_name(target), ':t'))
    assert.equal('row', vim.fn.winlayout()[1])
    assert.is_true(vim.list_contains(lines(target), 'Temas 128 a) y b) y 130 w) del programa'))
    assert.is_truthy(said[1][1]:find('0 of %d+ paragraphs translated'))
  end)

  it('are written by one change', function()
    local _, target = translate('es')
    assert.is_true(#lines(target) > 20)
    vim.cmd('silent undo')
    assert.same({ '' }, lines(target))
    vim.cmd('silent redo')
    assert.is_true(#lines(target) > 20)
  end)

  it('name what the document does not say', function()
    local text = vim.list_slice(draft)
    table.remove(text, 4)
    local _, _, said = translate('fr', text)
    assert.is_truthy(said[1][1]:find('masthead date', 1, true), said[1][1])
  end)

  it('count what is done', function()
    local source, target = translate('fr', draft)
    local total = vim.b[target].undoc_translation.total
    assert.equal(('%d of %d paragraphs translated'):format(0, total), vim.trim(vim.wo.winbar))
    local row = helper.row('‹From trawling›')
    -- The words of the document without the marks are no translation.
    api.nvim_buf_set_lines(target, row, row + 1, false, { 'a) From trawling ;' })
    helper.settle()
    api.nvim_buf_set_lines(target, row, row + 1, false, { 'a) Contre le chalutage ;' })
    helper.settle()
    local state = vim.b[target].undoc_translation
    assert.same({ 'fr', 1, total, 0 }, { state.language, state.translated, state.total, state.alone })
    assert.is_truthy(vim.wo.winbar:find(('1 of %d paragraphs translated'):format(total), 1, true))
    vim.cmd('silent undo')
    helper.settle()
    vim.cmd('silent undo')
    helper.settle()
    assert.equal(0, vim.b[target].undoc_translation.translated)
    assert.same(draft, lines(source))
  end)

  it('go to the next paragraph that waits', function()
    local _, target = translate('fr', draft)
    vim.cmd('Undoc translate next')
    assert.is_truthy(api.nvim_get_current_line():find('‹', 1, true))
    local seen = {}
    for _ = 1, vim.b[target].undoc_translation.total do
      seen[vim.fn.line('.')] = true
      vim.cmd('Undoc translate next')
    end
    assert.equal(vim.b[target].undoc_translation.total, #vim.tbl_keys(seen))
    local here = vim.fn.line('.')
    vim.cmd('Undoc translate previous')
    vim.cmd('Undoc translate next')
    assert.equal(here, vim.fn.line('.'))
    api.nvim_buf_set_lines(target, 0, -1, false, vim.tbl_map(function(line)
      return (line:gsub('[‹›]', ''):gsub('\226\128[\185\186]', 'x'))
    end, lines(target)))
    helper.settle()
    local said = helper.messages(function()
      vim.cmd('Undoc translate next')
    end)
    assert.is_truthy(said[1][1]:find('nothing is left', 1, true))
  end)

  it('lead back to the counterpart, and there again', function()
    local source, target = translate('fr', draft)
    helper.cursor('‹From mining›')
    vim.cmd('Undoc translate')
    assert.equal(source, api.nvim_get_current_buf())
    assert.equal('(b) From mining;', api.nvim_get_current_line())
    helper.cursor('Recalling its resolution')
    vim.cmd('Undoc translate fr')
    assert.equal(target, api.nvim_get_current_buf())
    assert.is_truthy(api.nvim_get_current_line():find('resolution 79/144', 1, true))
  end)

  it('follow the cursor paragraph by paragraph, in both directions', function()
    local source, target = translate('fr', draft)
    local links = require('undoc.translate_link')
    local function follow(buf, text)
      api.nvim_set_current_win(window_of(buf))
      helper.cursor(text)
      links.follow(links.of(buf))
    end
    follow(target, '‹From mining›')
    assert.equal('(b) From mining;', vim.fn.getbufline(source, vim.fn.line('.', window_of(source)))[1])
    local marks = api.nvim_buf_get_extmarks(
      source, api.nvim_create_namespace('undoc.translate.here'), 0, -1, { details = true })
    assert.same({ 1, 24, 'UndocCounterpart' }, { #marks, marks[1][2], marks[1][4].line_hl_group })
    follow(source, 'Recalling its')
    local line = vim.fn.getbufline(target, vim.fn.line('.', window_of(target)))[1]
    assert.is_truthy(line:find('79/144', 1, true), line)
  end)

  it('show the paragraph at the top of the one at the top of the other', function()
    local text = vim.list_slice(draft, 1, 26)
    for i = 2, 40 do
      vim.list_extend(text, { ('%d. Requests report %d%s'):format(i, i, i == 40 and '.' or ';'), '' })
    end
    local child = helper.child({ helper.write('long.txt', text) })
    local good, problem = pcall(function()
      child.cmd('set filetype=undoc | Undoc translate ar')
      child.settle()
      child.cmd('wincmd p')
      child.type('/report 20<CR>zt')
      child.cmd('redraw')
      child.settle()
      local top, other = unpack(child.lua([[
        local here, there = vim.api.nvim_get_current_win(), vim.fn.win_getid(vim.fn.winnr('#'))
        local function top(window)
          return vim.fn.getbufline(vim.api.nvim_win_get_buf(window), vim.fn.line('w0', window))[1]
        end
        return { top(here), top(there) }
      ]]))
      local number = top:match('report (%d+)')
      assert.is_truthy(number, top)
      assert.is_truthy(other:find('report ' .. number, 1, true), other)
    end)
    child.stop()
    assert(good, problem)
  end)

  it('say which paragraphs have no counterpart', function()
    local source, target = translate('fr', draft)
    api.nvim_set_current_win(window_of(source))
    local said = helper.messages(function()
      api.nvim_buf_set_lines(source, 24, 24, false, { '(b) From dumping;', '' })
      helper.settle()
    end)
    assert.equal(1, vim.b[target].undoc_translation.alone)
    assert.is_truthy(said[1][1]:find('paragraph 1 (b) of the document has no counterpart', 1, true), said[1][1])
    local marks = api.nvim_buf_get_extmarks(source, api.nvim_create_namespace('undoc.translate.lone'), 0, -1, {})
    assert.same({ 24 }, vim.tbl_map(function(mark) return mark[2] end, marks))
    vim.cmd('silent undo')
    helper.settle()
    assert.equal(0, vim.b[target].undoc_translation.alone)
    -- One that is taken away leaves its counterpart alone.
    api.nvim_set_current_win(window_of(target))
    local total = vim.b[target].undoc_translation.total
    local row = helper.row('‹From mining›')
    api.nvim_buf_set_lines(target, row, row + 2, false, {})
    helper.settle()
    assert.same({ 1, total - 1 }, { vim.b[target].undoc_translation.alone, vim.b[target].undoc_translation.total })
  end)

  it('hold when a paragraph is cut and put elsewhere, filtered, or replaced whole', function()
    local source, target = translate('fr', draft)
    helper.cursor('‹From trawling›')
    vim.cmd('normal! dap')
    helper.cursor('‹a report')
    vim.cmd('normal! P')
    helper.settle()
    assert.equal(0, vim.b[target].undoc_translation.alone)
    helper.cursor('‹From trawling›')
    vim.cmd('Undoc translate')
    assert.equal('(a) From trawling;', api.nvim_get_current_line())
    api.nvim_set_current_win(window_of(target))
    helper.cursor('‹From mining›')
    vim.cmd('silent .!cat')
    helper.settle()
    assert.equal(0, vim.b[target].undoc_translation.alone)
    helper.cursor('‹From mining›')
    vim.cmd('Undoc translate')
    assert.equal('(b) From mining;', api.nvim_get_current_line())
    assert.same(draft, lines(source))
  end)

  it('turn the window of an Arabic one, whatever waits in it', function()
    local source, target = translate('ar', draft)
    assert.is_true(vim.wo[window_of(target)].rightleft)
    assert.is_false(vim.wo[window_of(source)].rightleft)
  end)

  it('end with either buffer', function()
    for _, which in ipairs({ 1, 2 }) do
      local source, target = translate('fr', draft)
      local gone, left = ({ source, target })[which], ({ target, source })[which]
      vim.cmd.bwipeout({ gone, bang = true })
      helper.settle()
      assert.is_nil(link_of(left))
      for _, name in ipairs({ '', '.lone', '.here' }) do
        local space = api.nvim_create_namespace('undoc.translate' .. name)
        assert.same({}, api.nvim_buf_get_extmarks(left, space, 0, -1, {}))
      end
      local window = window_of(left)
      assert.equal('', window > 0 and vim.wo[window].winbar or '')
      helper.clean()
    end
  end)

  it('find the paragraphs of a file again that was read again', function()
    local source, target = translate('es')
    api.nvim_set_current_win(window_of(source))
    vim.cmd('silent edit!')
    helper.settle()
    assert.is_truthy(link_of(source))
    assert.equal(0, vim.b[target].undoc_translation.alone)
  end)

  it('are asked for the language, and complete it', function()
    helper.open(draft)
    local asked = helper.answering(function(_, _, labels)
      assert.equal(5, #labels)
      return 'ru  русский'
    end, function()
      helper.messages(function()
        vim.cmd('Undoc translate')
      end)
    end)
    assert.same({ 'Translate into' }, asked)
    assert.equal('ru', vim.b.undoc_translation.language)
    helper.clean()
    helper.open(draft)
    assert.same({ 'ar', 'es', 'fr', 'ru', 'zh' }, vim.fn.getcompletion('Undoc translate ', 'cmdline'))
  end)

  it('take bytes that are no text as they are', function()
    local text = vim.list_slice(draft)
    text[23] = '(a) From\0 trawl\255ing;'
    local _, target = translate('fr', text)
    assert.is_true(vim.list_contains(lines(target), 'a) ‹From\0 trawl\255ing› ;'))
  end)

  it('refuse what they cannot do, with a sentence', function()
    helper.open(draft)
    for text, wanted in pairs({
      en = 'the document is in English already',
      xx = 'unknown language',
      next = 'no translation',
    }) do
      local said = helper.messages(function()
        vim.cmd('Undoc translate ' .. text)
      end)
      assert.is_truthy(said[1][1]:find(wanted, 1, true), said[1][1])
    end
    assert.equal(1, #api.nvim_tabpage_list_wins(0))
  end)

  it('have a name by that of the document', function()
    local name = require('undoc.translate').name
    assert.equal('/x/letter.es.md', name('/x/letter.md', 'en', 'es'))
    assert.equal('/x/letter.es.md', name('/x/letter.en.md', 'en', 'es'))
    assert.equal('letter.ar', name('letter', nil, 'ar'))
    assert.equal('/a.b/en.zh', name('/a.b/en', 'en', 'zh'))
    assert.is_nil(name('', 'en', 'fr'))
  end)
end)
