local helper = require('helper')

--- Types keys as a user does, with the maps of the buffer.
local function type_keys(keys)
  -- As between two commands that are typed, a new undo step.
  vim.cmd('let &undolevels = &undolevels')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, true, true), 'mx', false)
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end


local resolution = {
  'The General Assembly,', '',
  'Recalling its resolution 75/1 of 21 September 2020. It was long,', '',
  '1. Decides to act, as paragraph 3 below says;', '',
  '2. Invites States:', '',
  '(a) To come;', '',
  '(b) To publish:', '',
  '(i) Readings;', '',
  '(ii) Names;', '',
  '(c) To go;', '',
  '3. Requests a report.', '',
  'Annex', '', 'List of things', '',
  'I. Water', '',
  '1. The height of the water.', '',
  'II. Air', '',
  '2. How warm it is.',
}

--- What is selected, as a yank has it.
local function yanked(keys)
  vim.fn.setreg('"', 'nothing')
  type_keys(keys)
  return vim.fn.getreg('"')
end

describe('text objects', function()
  before_each(function()
    helper.clean()
    helper.open(resolution)
  end)
  after_each(helper.clean)

  it('are there for every part, around and inner', function()
    local rows = {
      { 'as paragraph', 'yac', '1. Decides to act, as paragraph 3 below says;\n\n' },
      { 'as paragraph', 'yic', 'Decides to act, as paragraph 3 below says' },
      { '(ii) Names', 'yau', '(ii) Names;\n\n' },
      { '(b) To', 'yiu', 'To publish:\n\n(i) Readings;\n\n(ii) Names' },
      { '1. The height', 'yah', 'I. Water\n\n1. The height of the water.\n\n' },
      { 'I. Water', 'yih', '1. The height of the water.\n' },
      { '2. How warm', 'yah', '\nII. Air\n\n2. How warm it is.\n' },
      { '2. How warm', 'yia', table.concat(vim.list_slice(resolution, 25), '\n') .. '\n' },
      { 'List', 'yaa', '\n' .. table.concat(vim.list_slice(resolution, 21), '\n') .. '\n' },
      { '2. Invites', 'yio', 'Invites' },
      { '2. Invites', 'yao', 'Invites ' },
      { 'as paragraph', 'yir', 'paragraph 3 below' },
      { 'as paragraph', 'yar', 'paragraph 3 below ' },
      { 'Recalling', 'yiS', 'Recalling its resolution 75/1 of 21 September 2020.' },
      { 'Recalling', 'yaS', 'Recalling its resolution 75/1 of 21 September 2020. ' },
      { 'Recalling', '$yaS', ' It was long,' },
    }
    for _, row in ipairs(rows) do
      helper.cursor(row[1])
      assert.equal(row[3], yanked(row[2]), row[1] .. ' ' .. row[2])
    end
  end)

  it('are there in a letter', function()
    helper.open()
    helper.cursor('Je vous serais')
    local said = yanked('yil')
    assert.matches("^J'ai l'honneur", said)
    assert.matches('ordre du jour%.\n$', said)
    assert.matches('^Lettre datée du .*Ibragimov%*%*\n', yanked('yal'))
    helper.cursor('Bakhtiyor')
    assert.equal('Le Représentant permanent\n(*Signé*) Bakhtiyor **Ibragimov**\n', yanked('yig'))
    helper.cursor('Points 128')
    assert.equal('128 a) et ', yanked('yai'))
    assert.equal('130 w)', yanked('fw' .. 'yii'))
    assert.equal(' et 130 w)', yanked('yai'))
  end)

  it('take counts', function()
    helper.cursor('1. Decides')
    assert.equal(table.concat(vim.list_slice(resolution, 5, 18), '\n') .. '\n', yanked('y2ac'))
    helper.cursor('1. Decides')
    assert.equal(table.concat(vim.list_slice(resolution, 5, 18), '\n') .. '\n', yanked('2yac'))
    helper.cursor('(a) To come')
    assert.equal(table.concat(vim.list_slice(resolution, 9, 16), '\n') .. '\n', yanked('y2au'))
    helper.cursor('Recalling')
    assert.equal(resolution[3], yanked('y2iS'))
  end)

  it('work with every operator', function()
    helper.cursor('as paragraph')
    type_keys('cicRequests peace<Esc>')
    assert.equal('1. Requests peace;', lines()[5])
    type_keys('gUic')
    assert.equal('1. REQUESTS PEACE;', lines()[5])
    helper.cursor('2. Invites')
    type_keys('cioCalls upon<Esc>')
    assert.equal('2. Calls upon States:', lines()[7])
    vim.bo.shiftwidth = 2
    type_keys('>ac')
    assert.equal('  2. Calls upon States:', lines()[7])
    assert.equal('  (ii) Names;', lines()[15])
    assert.equal('3. Requests a report.', lines()[19])
  end)

  it('are repeated by .', function()
    helper.cursor('1. Decides')
    type_keys('dac')
    assert.equal('2. Invites States:', lines()[5])
    type_keys('.')
    assert.equal('3. Requests a report.', lines()[5])
    type_keys('u')
    type_keys('u')
    assert.same(resolution, lines())
    helper.cursor('(a) To come')
    type_keys('ciuTo sing<Esc>')
    helper.cursor('(c) To go')
    type_keys('.')
    assert.equal('(a) To sing;', lines()[9])
    assert.equal('(c) To sing;', lines()[17])
  end)

  it('grow when they are repeated in Visual mode', function()
    helper.cursor('1. Decides')
    assert.equal(table.concat(vim.list_slice(resolution, 5, 6), '\n') .. '\n', yanked('vacy'))
    helper.cursor('1. Decides')
    assert.equal(table.concat(vim.list_slice(resolution, 5, 18), '\n') .. '\n', yanked('vacacy'))
    helper.cursor('1. Decides')
    assert.equal(table.concat(vim.list_slice(resolution, 5, 20), '\n') .. '\n', yanked('vac2acy'))
    helper.cursor('3. Requests')
    assert.equal(table.concat(vim.list_slice(resolution, 5, 20), '\n') .. '\n', yanked('vacoacacy'))
    helper.cursor('Recalling')
    assert.equal(resolution[3], yanked('viSiSy'))
    helper.cursor('(i) Readings')
    assert.equal('Readings;\n\n(ii) Names', yanked('viuiuy'))
    -- From some of it to all of it.
    helper.cursor('(b) To publish')
    assert.equal('ublish:\n\n(i) Readings;\n\n(ii) Names', yanked('fuvliuy'))
  end)

  it('select the same with every value of \'selection\'', function()
    for _, value in ipairs({ 'exclusive', 'old', 'inclusive' }) do
      vim.o.selection = value
      helper.cursor('as paragraph')
      assert.equal('Decides to act, as paragraph 3 below says', yanked('yic'), value)
      assert.equal('Decides to act, as paragraph 3 below says', yanked('vicy'), value)
    end
  end)

  it('leave the operator alone where there is none', function()
    helper.cursor('2. Invites')
    local before = lines()
    for _, keys in ipairs({ 'dah', 'cah', '>al', 'gUig', 'cii' }) do
      type_keys(keys .. '<Esc>')
      assert.same(before, lines(), keys)
    end
    assert.equal('nothing', yanked('yal'))
    assert.is_false(vim.bo.modified and #lines() ~= #before)
  end)

  it('keep blank lines right when what was deleted is put elsewhere', function()
    local function numbers()
      local found = {}
      for i, line in ipairs(lines()) do
        if i <= 20 then
          local label = line:match('^(%d+)%.') or line:match('^%((%a+)%)')
          found[#found + 1] = label or (line == '' and '-' or line:sub(1, 3))
        end
      end
      return table.concat(found, ' ')
    end
    local before = numbers()
    assert.equal('The - Rec - 1 - 2 - a - b - i - ii - c - 3 -', before)
    helper.cursor('1. Decides')
    type_keys('dac')
    helper.cursor('(ii) Names')
    type_keys('p')
    assert.equal('The - Rec - 2 - a - b - i - ii - c - 1 - 3 -', numbers())
    assert.same({ 17, 0 }, vim.api.nvim_win_get_cursor(0))
    type_keys('u')
    -- On a blank line.
    helper.cursor('3. Requests')
    type_keys('kp')
    assert.equal('The - Rec - 2 - a - b - i - ii - c - 1 - 3 -', numbers())
    type_keys('u')
    helper.cursor('3. Requests')
    type_keys('P')
    assert.equal('The - Rec - 2 - a - b - i - ii - c - 1 - 3 -', numbers())
    type_keys('u')
    helper.cursor('3. Requests')
    type_keys('p')
    assert.equal('The - Rec - 2 - a - b - i - ii - c - 3 - 1 -', numbers())
    assert.equal('Annex', lines()[21])
    type_keys('u')
    type_keys('u')
    assert.same(resolution, lines())
    -- Sub-paragraphs go among sub-paragraphs.
    helper.cursor('(c) To go')
    type_keys('dau')
    helper.cursor('(a) To come')
    type_keys('p')
    assert.equal('The - Rec - 1 - 2 - a - c - b - i - ii - 3 -', numbers())
    type_keys('.')
    assert.equal('(c) To go;', lines()[13])
    assert.equal('', lines()[12])
    type_keys('u')
    type_keys('u')
    type_keys('u')
    assert.same(resolution, lines())
    -- The end of the text.
    helper.cursor('1. Decides')
    type_keys('"adac')
    type_keys('G2"ap')
    local now = lines()
    assert.same({ '2. How warm it is.', '', resolution[5], '', resolution[5] }, vim.list_slice(now, #now - 4))
    type_keys('dac')
    assert.same({ '2. How warm it is.', '', resolution[5] }, vim.list_slice(lines(), #now - 4))
  end)

  it('put anything else as ever', function()
    helper.cursor('1. Decides')
    type_keys('yyp')
    assert.same({ resolution[5], resolution[5], '' }, vim.list_slice(lines(), 5, 7))
    type_keys('u')
    vim.fn.setreg('a', 'XY', 'v')
    helper.cursor('1. Decides')
    type_keys('2"ap')
    assert.equal('1XYXY. Dec', lines()[5]:sub(1, 10))
    type_keys('.')
    assert.equal('1XYXYXYXY.', lines()[5]:sub(1, 10))
  end)

  it('leave p and P what they are for all that no object took', function()
    local text = {
      'The General Assembly,', '', 'Recalling its resolution 74/1,', '', '1. Decides to act;', '', '2. Requests it.',
    }
    --- What a buffer holds after keys, with our maps or without.
    local function after(keys, maps)
      vim.b.undoc_maps = nil
      vim.g.undoc = { maps = maps }
      helper.open(text)
      assert.equal(maps, vim.fn.maparg('p', 'n') ~= '')
      vim.api.nvim_feedkeys(vim.keycode(keys), 'xt', false)
      local cursor = vim.api.nvim_win_get_cursor(0)
      local undone = vim.fn.undotree().seq_cur
      return { vim.api.nvim_buf_get_lines(0, 0, -1, false), cursor, undone }
    end
    for _, keys in ipairs({
      'gg"ayyjp', 'gg"ayyG3"aP', 'ggywGP', 'ggyw3p', 'ggyw3p.', 'ggywp..', 'gg<C-v>ejjyG$p', 'gg<C-v>ejjyG2P',
      'gg"_ddGp',
      'ggddGddgg"1p', 'ggddjddG"1pu.', 'ggyyVjp', 'ggyyjpp2u', 'ggyipGp', 'ggVjyG"0p', 'ggqqyyjpq2@q',
    }) do
      assert.same(after(keys, false), after(keys, true), keys)
    end
    vim.g.undoc = nil
  end)

  it('leave p to who has mapped it', function()
    vim.keymap.set('n', 'p', '<Plug>(YankyPutAfter)')
    helper.open()
    assert.equal('<Plug>(YankyPutAfter)', vim.fn.maparg('p', 'n'))
    vim.keymap.del('n', 'p')
    -- Mapped once the document is there, as by a plugin that is loaded late.
    helper.open({ 'one', '', 'two' })
    assert.equal('<Plug>(undoc-put)', vim.fn.maparg('p', 'n'))
    local got = {}
    vim.keymap.set('n', 'p', function() got = { vim.v.count, vim.v.register } end)
    vim.api.nvim_feedkeys('"x3p', 'xt', false)
    assert.same({ 3, 'x' }, got)
    vim.api.nvim_feedkeys('2p', 'xt', false)
    assert.same({ 2, '"' }, got)
    vim.keymap.del('n', 'p')
  end)

  it('are one in every language', function()
    local rows = {
      { { 'La Asamblea General,', '', '1. Decide actuar;', '', '2. Pide un informe.' }, '1. Decide', 'Decide actuar' },
      { { "L'Assemblée générale,", '', '1. Décide d’agir ;', '', '2. Prie le Secrétaire général.' }, '1. Dé',
        'Décide d’agir' },
      { { 'Генеральная Ассамблея,', '', '1. постановляет действовать;', '', '2. просит доклад.' }, '1. пос',
        'постановляет действовать' },
      { { '大会，', '', '1. 请会员国采取行动；', '', '2. 请秘书长报告。' }, '1. 请', '请会员国采取行动' },
      { { 'إن الجمعية العامة،', '', '١ - تلاحظ الأعمال؛', '', '٢ - تطلب تقريرا.' }, '١', 'تلاحظ الأعمال' },
      { { 'The General Assembly,', '', '1. Decides to act;', '', '2. Requests a report.' }, '1. D', 'Decides to act' },
    }
    for _, row in ipairs(rows) do
      helper.open(row[1])
      helper.cursor(row[2])
      assert.equal(row[3], yanked('yic'))
      type_keys('dac')
      assert.same({ row[1][1], '', row[1][5] }, lines())
      type_keys('p')
      assert.same({ row[1][1], '', row[1][5], '', row[1][3] }, lines())
    end
  end)

  it('leave the user\'s keys alone, and can be left out', function()
    vim.keymap.set('o', 'ac', 'aw')
    helper.open(resolution)
    assert.equal('aw', vim.fn.maparg('ac', 'o'))
    assert.matches('undoc', vim.fn.maparg('ic', 'o'))
    vim.keymap.del('o', 'ac')
    vim.g.undoc = { maps = false }
    helper.open(resolution)
    for _, key in ipairs({ 'ac', 'ic', ']u', 'p', '[k' }) do
      assert.equal('', vim.fn.maparg(key, 'o') .. vim.fn.maparg(key, 'n'), key)
    end
    vim.g.undoc = nil
  end)
end)

describe('motions', function()
  before_each(function()
    helper.clean()
    helper.open(resolution)
  end)
  after_each(helper.clean)

  local function here()
    return vim.api.nvim_get_current_line()
  end

  it('go to the next and the previous of each', function()
    local rows = {
      { 'The General', ']]', resolution[3] },
      { 'The General', '3]]', resolution[7] },
      { '3. Requests', '[[', '2. Invites States:' },
      { '(a) To come', ']v', '(b) To publish:' },
      { '(b) To pub', ']v', '(c) To go;' },
      { '(c) To go', '[v', '(b) To publish:' },
      { '(c) To go', ']v', '(c) To go;' },
      { '(ii) Names', '[k', '(b) To publish:' },
      { '(ii) Names', '2[k', '2. Invites States:' },
      { '2. How warm', '[k', 'II. Air' },
      { '2. How warm', '2[k', 'Annex' },
      { '1. Decides', ']u', '(a) To come;' },
      { '1. Decides', '3]u', '(i) Readings;' },
      { '3. Requests', '[u', '(c) To go;' },
      { '3. Requests', ']h', 'I. Water' },
      { '3. Requests', '2]h', 'II. Air' },
      { '2. How warm', '2[h', 'I. Water' },
    }
    for _, row in ipairs(rows) do
      helper.cursor(row[1])
      type_keys(row[2])
      assert.equal(row[3], here(), row[1] .. ' ' .. row[2])
    end
    helper.cursor('The General')
    type_keys(']o]o')
    assert.same({ 5, 3 }, vim.api.nvim_win_get_cursor(0))
    -- Where there are fewer, as far as there are any.
    type_keys('99]o')
    assert.equal('3. Requests a report.', here())
    type_keys('<C-o>')
    assert.same({ 5, 3 }, vim.api.nvim_win_get_cursor(0))
  end)

  it('have a <Plug> each', function()
    local rows = {
      { 'The General', 'next-clause', '(3, 0)' }, { 'The General', 'next-reference', '(3, 14)' },
      { '3. Requests', 'next-annex', '(21, 0)' }, { '2. How', 'previous-annex', '(21, 0)' },
      { 'Recalling', 'next-sentence', '(3, 52)' }, { '3. Requests', 'previous-clause', '(7, 0)' },
    }
    for _, row in ipairs(rows) do
      helper.cursor(row[1])
      vim.keymap.set('n', '<F9>', ('<Plug>(undoc-%s)'):format(row[2]))
      type_keys('<F9>')
      local cursor = vim.api.nvim_win_get_cursor(0)
      assert.equal(row[3], ('(%d, %d)'):format(cursor[1], cursor[2]), row[2])
    end
    vim.keymap.del('n', '<F9>')
    helper.open()
    for _, name in ipairs({ 'letter', 'signature', 'item' }) do
      vim.api.nvim_win_set_cursor(0, { 1, 0 })
      vim.keymap.set('n', '<F9>', ('<Plug>(undoc-next-%s)'):format(name))
      type_keys('<F9>')
      assert.is_true(vim.api.nvim_win_get_cursor(0)[1] > 10, name)
    end
  end)

  it('go to findings', function()
    helper.open({ 'The General Assembly,', '', '1. Decide to act;', '', '2. Request a report.' })
    type_keys('gg]e')
    assert.same({ 3, 3 }, vim.api.nvim_win_get_cursor(0))
    type_keys('2]e')
    assert.same({ 5, 3 }, vim.api.nvim_win_get_cursor(0))
    type_keys('[e')
    assert.same({ 3, 3 }, vim.api.nvim_win_get_cursor(0))
  end)

  it('go to places that a draft left open', function()
    helper.open({ 'The General Assembly,', '', '1. Decides ‹what›;', '', '2. Requests ‹whom› to ‹do what›.' })
    local seen = {}
    for _, keys in ipairs({ 'gg]x', '2]x', ']x', '[x', '2[x' }) do
      type_keys(keys)
      local cursor = vim.api.nvim_win_get_cursor(0)
      seen[#seen + 1] = cursor[1] .. ':' .. cursor[2]
    end
    assert.same({ '3:11', '5:26', '5:26', '5:12', '3:11' }, seen)
  end)

  it('work after an operator and in Visual mode, and with .', function()
    helper.cursor('1. Decides')
    assert.equal(table.concat(vim.list_slice(resolution, 5, 6), '\n') .. '\n', yanked('y]]'))
    helper.cursor('(a) To come')
    type_keys('d]v')
    assert.equal('(b) To publish:', here())
    type_keys('.')
    assert.equal('(c) To go;', here())
    -- There is no further one: nothing is deleted.
    type_keys('.')
    assert.equal('(c) To go;', here())
    type_keys('u')
    type_keys('u')
    helper.cursor('1. Decides')
    type_keys('v3]]d')
    assert.equal('nnex', here())
  end)
end)
