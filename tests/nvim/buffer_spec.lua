local helper = require('helper')

describe('a document\'s buffer', function()
  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
  end)

  local function open(name)
    vim.cmd.edit(helper.root .. '/tests/data/' .. name)
    vim.bo.filetype = 'undoc'
    helper.settle()
    return vim.api.nvim_get_current_buf()
  end

  it('has options for its text, which another file type takes back', function()
    open('resolution-fr.txt')
    assert.is_true(vim.wo.linebreak)
    assert.equal('fr', vim.bo.spelllang)
    assert.is_true(vim.bo.formatoptions:find('n') ~= nil)
    vim.cmd('setfiletype text | set filetype=text')
    assert.is_false(vim.wo.linebreak)
    assert.equal('en', vim.bo.spelllang)
    assert.is_nil(vim.bo.formatoptions:find('n'))
    vim.cmd('enew')
    assert.is_false(vim.wo.linebreak)
  end)

  it('has them whatever type the file had before', function()
    vim.cmd.edit(helper.letter)
    helper.settle()
    assert.same({ 'undoc', ':<!--', '' }, { vim.bo.filetype, vim.bo.comments, vim.bo.commentstring })
    vim.bo.filetype = 'text'
    assert.are_not.equal(':<!--', vim.bo.comments)
  end)

  --- The screen's lines, and its cells' groups of spelling.
  local function drawn(child)
    return table.concat(child.screen(), '\n')
  end

  it('leaves marks out of sight where the option says so, but for the line of the cursor', function()
    local file = helper.write('marked.undoc', {
      'The General Assembly,', '', '*Recalling* its resolution 74/1,[^2]', '', '1. **Decides** to act.',
    })
    local child = helper.child({ '--cmd', 'let g:undoc = {"conceal": v:true}', file })
    child.settle()
    assert.matches('\nRecalling its resolution 74/1,2\n\n1. Decides to act.', drawn(child), 1, true)
    child.type('3G')
    assert.matches('\n*Recalling* its resolution 74/1,[^2]\n\n1. Decides to act.', drawn(child), 1, true)
    child.lua('vim.b.undoc_conceal = false')
    child.type('GAx<Esc>u')
    child.settle()
    assert.equal(0, child.call('nvim_eval', '&conceallevel'))
    assert.matches('1. **Decides**', drawn(child), 1, true)
    child.lua('vim.b.undoc_conceal = true; vim.o.conceallevel = 1')
    child.type('GAx<Esc>u')
    child.settle()
    child.type('gg')
    assert.equal(1, child.call('nvim_eval', '&conceallevel'))
    child.stop()
  end)

  it('has spelling looked at in prose alone', function()
    local file = helper.write('spelt.undoc', {
      'The General Assembly,', '', 'Recalling its qqwrong A/75/qqsymbol and A/75/697,', '', '(qq) To act.',
    })
    local child = helper.child({ '--cmd', 'set spell', file })
    child.settle()
    child.type('gg]s')
    assert.equal('qqwrong', child.call('nvim_eval', 'expand("<cword>")'))
    local _, document = helper.open({ 'إن الجمعية العامة،', '', '1. تقرر كذا.' })
    assert.is_table(require('undoc.highlight').unspelt(document, 0, 2).all)
    _, document = helper.open({ 'The General Assembly,', '', 'Recalling A/75/697,' })
    assert.same({ [2] = { { 10, 18 } } }, require('undoc.highlight').unspelt(document, 0, 2))
    child.stop()
  end)

  it('leaves what the user has set', function()
    local child = helper.child({ '--cmd', 'set nolinebreak spelllang=de iskeyword=@,48-57' })
    child.cmd('edit ' .. helper.root .. '/tests/data/resolution-fr.txt')
    child.cmd('set filetype=undoc')
    child.settle()
    assert.equal(0, child.call('nvim_eval', '&linebreak'))
    assert.equal('de', child.call('nvim_eval', '&spelllang'))
    assert.equal('@,48-57', child.call('nvim_eval', '&iskeyword'))
    child.stop()
  end)

  it('knows the labels of these documents as lists', function()
    local function label(line)
      return vim.fn.matchstr(line, require('undoc.buffer').list_pattern)
    end
    for _, wanted in ipairs({
      '1. ', '12 bis. ', '(a) ', '(iv) ', 'a) ', 'и) ', '（一） ', 'PP1 ', 'OP2 bis. ', '• ', '(أ) ',
    }) do
      assert.equal(wanted, label(wanted .. 'words'))
    end
    for _, none in ipairs({ '12.5 words', 'words 1. more', 'A/75/1 words', '(see annex) words' }) do
      assert.equal('', label(none))
    end
  end)

  it('goes from right to left where its language does, unless the terminal or the user sees to it', function()
    open('resolution-ar.txt')
    assert.is_true(vim.wo.rightleft)
    vim.cmd('split')
    assert.is_true(vim.wo.rightleft)
    vim.cmd('Undoc explain')
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      assert.equal(not vim.w[window].undoc, vim.wo[window].rightleft)
    end
    vim.cmd('only')
    open('resolution-fr.txt')
    assert.is_false(vim.wo.rightleft)
    vim.cmd('bwipeout | enew')
    vim.g.undoc = { rightleft = false }
    open('resolution-ar.txt')
    assert.is_false(vim.wo.rightleft)
    vim.g.undoc = nil
    helper.clean()
    vim.o.termbidi = true
    open('resolution-ar.txt')
    assert.is_false(vim.wo.rightleft)
    vim.o.termbidi = false
  end)

  it('opens the file of a symbol with gf', function()
    local other = helper.write('gf/A_75_1.txt', { 'another' })
    vim.cmd.edit(helper.write('gf/one.txt', { 'The General Assembly,', '', 'Recalling document A/75/1,' }))
    vim.bo.filetype = 'undoc'
    helper.settle()
    helper.cursor('Recalling document', 22)
    vim.cmd('normal! gf')
    assert.equal(other, vim.api.nvim_buf_get_name(0))
  end)
end)

describe('the status of a document', function()
  before_each(helper.clean)
  after_each(helper.clean)

  it('says where the cursor stands in few words, and in as many columns as there are', function()
    helper.open(vim.fn.readfile(helper.root .. '/tests/data/resolution-en.txt'))
    local undoc = require('undoc')
    helper.cursor('Its readings')
    assert.equal('2 (a) (i)', undoc.breadcrumb())
    helper.cursor('The height of the water')
    assert.equal('Annex: List of what an … › 1', undoc.breadcrumb())
    assert.equal('… › 1', undoc.breadcrumb(0, 20))
    for width = 4, 40 do
      assert.is_true(vim.fn.strdisplaywidth(undoc.breadcrumb(0, width)) <= math.max(width, 5))
    end
  end)

  it('says what a fold has in it', function()
    helper.open(vim.fn.readfile(helper.root .. '/tests/data/resolution-en.txt'))
    vim.wo.foldtext = "v:lua.require'undoc'.foldtext()"
    vim.wo.foldmethod = 'manual'
    vim.cmd('16,74fold')
    assert.equal('The General Assembly, (4 preambular paragraphs, 5 operative paragraphs, 7 sub-paragraphs)',
      vim.fn.foldtextresult(16))
    vim.cmd('normal! zE')
    vim.wo.foldtext = ''
  end)

  it('tells length, findings and what was recognised, and what was said', function()
    local buf = helper.open()
    local document = assert(require('undoc.document').get(buf))
    local about = require('undoc.about')
    local stats = table.concat(about.stats(document), '\n')
    assert.matches('^%d+ words; a report of the Secretariat may have 8500', stats)
    assert.matches('1 warning', stats, 1, true)
    local info = table.concat(about.info(document), '\n')
    assert.matches('letter, language fr', info, 1, true)
    assert.matches('Ouzbékistan', info, 1, true)
    helper.messages(function() vim.cmd('Undoc new poem') end)
    assert.matches('there is no template poem', about.log()[1], 1, true)
    vim.cmd('Undoc stats')
    vim.cmd('Undoc info')
    vim.cmd('Undoc log')
  end)
end)

describe(':Undoc check', function()
  before_each(helper.clean)
  after_each(helper.clean)

  it('has a list that follows the text', function()
    helper.open()
    vim.cmd('Undoc check')
    vim.cmd('wincmd p')
    local window = vim.api.nvim_get_current_win()
    assert.equal(1, #vim.fn.getloclist(window))
    vim.api.nvim_buf_set_lines(0, 0, 0, false, { '' })
    helper.settle()
    assert.equal(55, vim.fn.getloclist(window)[1].lnum)
    vim.cmd('55Undoc fix')
    helper.settle()
    assert.equal(0, #vim.fn.getloclist(window))
  end)

  it('lists those of every document with a bang', function()
    helper.open()
    vim.cmd('enew')
    vim.api.nvim_buf_set_lines(0, 0, -1, false, helper.letter_lines())
    vim.bo.filetype = 'undoc'
    helper.settle()
    vim.cmd('Undoc! check')
    assert.equal(2, #vim.fn.getqflist())
    vim.cmd('cclose')
  end)
end)

describe('a small window', function()
  before_each(helper.clean)
  after_each(helper.clean)

  it('closes with <Esc>, and no file opens in it', function()
    helper.open()
    local _, window = require('undoc.float').show({ 'one', 'two' })
    vim.api.nvim_set_current_win(window)
    assert.is_false((pcall(vim.cmd.edit, helper.letter)))
    vim.api.nvim_feedkeys(vim.keycode('<Esc>'), 'xt', false)
    assert.is_false(vim.api.nvim_win_is_valid(window))
  end)
end)
