local helper = require('helper')

describe(':Undoc agenda', function()
  local agenda = require('undoc.agenda')

  before_each(helper.clean)
  after_each(helper.clean)

  --- What the floating window shows after a command.
  local function shown(command)
    vim.cmd(command)
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        vim.api.nvim_win_close(window, true)
        return table.concat(lines, '\n')
      end
    end
    return ''
  end

  --- What was said while something ran.
  local function said_by(run)
    return vim.tbl_map(function(entry) return entry[1] end, helper.messages(run))
  end

  it('reads items in every form that people write', function()
    helper.open()
    for _, text in ipairs({ '130 w', '130(w)', '130 (w)', '130 w)', '130w', '130 (W)', ' 130  (w) ' }) do
      assert.matches('130 (w)\n  en  Cooperation between the United Nations and the Commonwealth',
        shown('Undoc agenda ' .. text), 1, true, text)
    end
    assert.matches('130 (aa)\n', shown('Undoc agenda 130 (AA)'), 1, true)
    for _, text in ipairs({
      '128 (a) and (b)', '128 a) et b)', '128(a),128(b)', '128 a), b)', '128 a) y b)', '128 a) и b)',
    }) do
      local lines = vim.split(shown('Undoc agenda ' .. text), '\n')
      local labels = vim.tbl_filter(function(line) return line:find('^%d') ~= nil end, lines)
      assert.same({ '128', '128 (a)', '128 (b)' }, labels, text)
    end
    local text = shown('Undoc agenda 128 (a) and (b) and 130 (w)')
    assert.matches('130 (w)\n', text, 1, true)
    assert.matches('128 (b)\n', text, 1, true)
    assert.same({}, said_by(function() shown('Undoc agenda 128 (a) and (b)') end))
    -- What begins as items and is words.
    assert.matches('Towards the achievement', shown('Undoc agenda 21 sustainable consumption'), 1, true)
    for written, wrong in pairs({
      ['130 wx'] = 'wx', ['128 w x'] = '(x)', ['128 (a'] = '(a', ['999 apples'] = 'apples',
    }) do
      assert.same({
        ('undoc: “%s” cannot be read as agenda items; expected as 128 (a) and (b), 130 (w)'):format(wrong),
      }, said_by(function() vim.cmd('Undoc agenda ' .. written) end), written)
    end
  end)

  it('shows those that there are, and says which are not', function()
    helper.open()
    local said, text
    said = said_by(function()
      text = shown('Undoc agenda 128 (a), 130 (zz) and 184')
    end)
    assert.same({
      'undoc: session 75 has no item 130 (zz): 130 ends at (aa); '
        .. 'session 75 has no item 184: its agenda has 183 items as adopted',
    }, said)
    assert.matches('128 (a)\n', text, 1, true)
  end)

  it('does not take the session of another body for the Assembly\'s', function()
    helper.open({
      'United Nations', '', 'Economic and Social Council', '', 'E/2018/55', '', '2018 session', '',
      'Agenda item 5 (a)', '',
      'Letter dated 1 May 2018 from the Permanent Representative of Iceland to the United Nations addressed to the '
        .. 'President of the Economic and Social Council', '', 'I have the honour to write.',
    })
    local said = said_by(function() vim.cmd('Undoc agenda 5 a') end)
    assert.equal(1, #said)
    assert.matches("only the General Assembly's agendas are known: `session=`", said[1], 1, true)
    assert.matches('session 72', shown('Undoc agenda session=72 5'), 1, true)
  end)

  it('shows an item of the document\'s session in every language known', function()
    helper.open()
    local text = shown('Undoc agenda 130 w')
    assert.matches('130 (w)\n  en  Cooperation between the United Nations and the Commonwealth of Independent States',
      text, 1, true)
    assert.matches("  fr  Coopération entre l'Organisation des Nations Unies et la Communauté", text, 1, true)
    assert.matches('session 75, A/75/251', text, 1, true)
  end)

  it('takes the session that is named', function()
    helper.open()
    assert.matches('session 79, A/79/251', shown('Undoc agenda session=79 128'), 1, true)
  end)

  it('takes the session of the dates, else the newest', function()
    local _, document = helper.open(vim.tbl_filter(function(line)
      return not line:find('session') and not line:find('A/75')
    end, helper.letter_lines()))
    assert.equal(75, agenda.session(document))
    vim.cmd('enew')
    assert.equal(80, agenda.session(nil))
  end)

  it('says what is near when there is no such item', function()
    helper.open()
    local said = helper.messages(function()
      vim.cmd('Undoc agenda 130 zz')
      vim.cmd('Undoc agenda 184')
      vim.cmd('Undoc agenda 1 a')
      vim.cmd('Undoc agenda session=200 1')
      vim.cmd('Undoc agenda qwertyuiop')
    end)
    assert.same({
      'undoc: session 75 has no item 130 (zz): 130 ends at (aa)',
      'undoc: session 75 has no item 184: its agenda has 183 items as adopted',
      'undoc: session 75 has no item 1 (a): item 1 has no sub-items',
      'undoc: there is no agenda of session 200: `:Undoc agenda import FILE` makes one',
      'undoc: no title of session 75 has these words: qwertyuiop',
    }, vim.tbl_map(function(entry) return entry[1] end, said))
  end)

  it('finds items by words of their titles, whatever case and accents', function()
    helper.open()
    local text = shown('Undoc agenda commonwealth INDEPENDENT states')
    assert.matches('130 (w)', text, 1, true)
    assert.matches('130 (w)', shown('Undoc agenda communaute d\'etats independants'), 1, true)
    local labels
    local asked = helper.answering(function(_, _, choices)
      labels = choices
      return 2
    end, function()
      text = shown('Undoc agenda cooperation between the united nations')
    end)
    assert.same({ 'Agenda of session 75' }, asked)
    assert.is_true(#labels > 10)
    assert.matches('^130 %(', labels[2])
    assert.matches('130 (', text, 1, true)
    -- Nothing is a pattern, and quotation marks may have any form.
    assert.same({}, agenda.find(75, '.*'))
    assert.same({}, agenda.find(75, '\\('))
    assert.is_true(#agenda.find(75, 'l’organisation des nations unies') > 5)
    assert.equal(#agenda.find(75, "l'organisation"), #agenda.find(75, 'L’ORGANISATION'))
  end)

  it('asks for numbers or words when nothing is named, and lists no more than fit', function()
    helper.open()
    local text
    local asked = helper.answering(function(kind, _, detail)
      if kind == 'input' then
        return detail and 'united nations system' or 'united nations'
      end
      local rows = 0
      for _, label in ipairs(detail) do
        rows = rows + math.ceil((5 + vim.fn.strdisplaywidth(label)) / vim.o.columns)
      end
      assert.is_true(rows < vim.o.lines)
      for _, label in ipairs(detail) do
        if vim.startswith(label, '128 (b)') then
          return label
        end
      end
    end, function()
      text = shown('Undoc agenda')
    end)
    assert.same({
      'Agenda of session 75, number or words of the title: ',
      'Agenda of session 75, number or words of the title (united nations: 105): ',
      'Agenda of session 75',
    }, asked)
    assert.matches('128 (b)', text, 1, true)
    helper.answering(function() return '130 w' end, function()
      assert.matches('130 (w)', shown('Undoc agenda'), 1, true)
    end)
    helper.answering(function() return nil end, function()
      assert.equal('', shown('Undoc agenda'))
    end)
  end)

  describe('puts an item into the text', function()
    local put = require('undoc.agenda_put').put

    --- What the buffer has afterwards where it differs, and that one undo takes all of it back.
    local function putting(text, column, items)
      vim.cmd('let &undolevels = &undolevels')
      local before = vim.api.nvim_buf_get_lines(0, 0, -1, false)
      helper.cursor(text, column)
      local done, message = put(assert(require('undoc.document').get()), 75, items)
      local now = vim.api.nvim_buf_get_lines(0, 0, -1, false)
      if not done then
        assert.same(before, now)
        return message
      end
      vim.cmd('silent! undo')
      assert.same(before, vim.api.nvim_buf_get_lines(0, 0, -1, false))
      local new = vim.tbl_filter(function(line) return not vim.list_contains(before, line) end, now)
      return table.concat(new, '\n')
    end

    it('from its window, by the key that it shows', function()
      local child = helper.child({ helper.letter })
      child.settle()
      child.type(':Undoc agenda 19 d<CR>')
      local screen = table.concat(child.screen(), '\n')
      assert.matches('<CR> puts it into the text  <Esc> closes', screen, 1, true)
      child.type('<CR>')
      assert.matches('Points 19 d), 128 a) et b) et 130 w) de l', table.concat(child.screen(), '\n'), 1, true)
      child.type('u:Undoc agenda 19 d<CR><Esc>')
      screen = table.concat(child.screen(), '\n')
      child.stop()
      assert.is_nil(screen:find('19 d)', 1, true))
      assert.is_nil(screen:find('puts it', 1, true))
    end)

    it('into the masthead, with its title', function()
      helper.open({
        'United Nations', '', 'General Assembly', '', 'Seventy-fifth session', '', 'Agenda item 128 (a)', '',
        'Strengthening of the United Nations system: strengthening of the United Nations system', '',
        'Letter dated 1 March 2021 from the Permanent Representative of Iceland to the United Nations addressed to '
          .. 'the Secretary-General', '',
        'I should be grateful if you would have the present letter circulated as a document of the General Assembly, '
          .. 'under agenda item 128 (a).',
      })
      assert.equal('Agenda items 37 and 128 (a)\nThe situation in the Middle East',
        putting('General', 0, { { item = 37, sub = '' } }))
      assert.equal('Agenda items 128 (a) and (b) and 130 (w)',
        putting('General', 0, { { item = 130, sub = 'w' }, { item = 128, sub = 'b' } }):match('^[^\n]*'))
      assert.equal('this item is cited there already', putting('General', 0, { { item = 128, sub = 'a' } }))
    end)

    it('into a reference, and as one of its own', function()
      helper.open()
      assert.matches('au titre des points 19 d), 128 a) et b) et 130 w) de',
        putting('au titre des points', 140, { { item = 19, sub = 'd' } }), 1, true)
      assert.matches('la présente lettre au titre du point 19 d) de l\'ordre du jour et son annexe',
        putting('Je vous serais', 78, { { item = 19, sub = 'd' } }), 1, true)
      helper.open({
        'The General Assembly,', '', 'Recalling what was said on that agenda item 128 (a) in its report,', '',
        '1. Decides to act.',
      })
      assert.matches('has words of its own around its items',
        putting('Recalling', 46, { { item = 38, sub = '' } }), 1, true)
    end)

    it('in the language of the document', function()
      for name, line in pairs({
        ['letter-ru'] = 'Пункты 19(d) и 128(a) повестки дня',
        ['resolution-ar'] = 'البندان 19 (د) و 128 (أ) من جدول الأعمال',
        ['resolution-zh'] = '议程项目19(d)和128(a)',
        ['note-verbale-es'] = 'Temas 19 d) y 114 del programa',
      }) do
        vim.cmd.edit(('%s/tests/data/%s.txt'):format(helper.root, name))
        helper.settle()
        local document = assert(require('undoc.document').get())
        local field = assert(document.doc:masthead_field('agenda'))
        vim.api.nvim_win_set_cursor(0, { field.line + 1, 0 })
        assert.is_true(put(document, 75, { { item = 19, sub = 'd' } }))
        assert.equal(line, vim.api.nvim_buf_get_lines(0, field.line, field.line + 1, false)[1])
        vim.cmd('silent! undo')
      end
    end)
  end)

  it('works without a document', function()
    vim.cmd('enew')
    assert.matches('session 75', shown('Undoc agenda session=75 128 a'), 1, true)
  end)

  it('completes numbers and import', function()
    helper.open()
    assert.same({ '130(w)' }, vim.fn.getcompletion('Undoc agenda 130(w', 'cmdline'))
    assert.same({ 'import' }, vim.fn.getcompletion('Undoc agenda imp', 'cmdline'))
    local file = helper.write('completed.txt', {})
    assert.same({ file }, vim.fn.getcompletion('Undoc agenda import ' .. file:sub(1, -3), 'cmdline'))
  end)

  describe('import', function()
    local target = vim.fn.stdpath('config') .. '/undoc/agenda/ga-91.yaml'
    local text = {
      'United Nations', 'A/91/251', 'General Assembly', 'Distr.: General', '', 'Ninety-first session', '',
      'Agenda of the ninety-first session of the General Assembly', '',
      '1. Opening of the session by the President of the General Assembly.',
      '2. Minute of silent prayer or meditation.',
      '3. Strengthening of the United Nations system:', '(a) Strengthening of the United Nations system;',
      '(b) Weather over the', 'headquarters building.', '4. Other matters.',
    }
    local path

    before_each(function()
      path = helper.write('A_91_251.txt', text)
      os.remove(target)
      vim.cmd('silent! Undoc reload')
    end)
    after_each(function()
      os.remove(target)
      helper.messages(function() vim.cmd('Undoc reload') end)
    end)

    it('makes a pack that is found like our own, at once', function()
      local packs = assert(require('undoc.native').packs())
      assert.is_nil((packs:agenda(91)))
      local said = helper.messages(function()
        vim.cmd('Undoc agenda import ' .. path)
      end)
      local written = ('undoc: the agenda of session 91, 6 entries, is in %s'):format(target)
      assert.same({ { written, vim.log.levels.INFO } }, said)
      assert.equal(1, vim.fn.filereadable(target))
      packs = assert(require('undoc.native').packs())
      assert.equal('A/91/251', assert(packs:agenda(91)).source)
      assert.equal('Weather over the headquarters building', assert(packs:agenda_item(91, 3, 'b', 'fr')).title)
      vim.cmd('enew')
      assert.matches('3 (b)\n  en  Weather over', shown('Undoc agenda session=91 3 b'), 1, true)
      assert.same({}, require('undoc.native').view('problems'))
    end)

    it('keeps open documents going', function()
      local _, document = helper.open()
      helper.messages(function() vim.cmd('Undoc agenda import ' .. path) end)
      assert.equal('letter', document.doc:kind())
      assert.equal(1, #require('undoc').findings())
    end)

    it('asks before it replaces one, and does as it is told', function()
      vim.fn.mkdir(vim.fs.dirname(target), 'p')
      vim.fn.writefile({ '# mine' }, target)
      local said
      local asked = helper.answering(function() return 'Keep it' end, function()
        said = helper.messages(function() vim.cmd('Undoc agenda import ' .. path) end)
      end)
      assert.matches('is there already', asked[1], 1, true)
      assert.same({ '# mine' }, vim.fn.readfile(target))
      assert.same({ { 'undoc: nothing was written', vim.log.levels.INFO } }, said)
      helper.answering(function() return nil end, function()
        helper.messages(function() vim.cmd('Undoc agenda import ' .. path) end)
      end)
      assert.same({ '# mine' }, vim.fn.readfile(target))
      helper.answering(function() return 'Replace it' end, function()
        helper.messages(function() vim.cmd('Undoc agenda import ' .. path) end)
      end)
      assert.is_true(#vim.fn.readfile(target) > 5)
      vim.fn.writefile({ '# mine' }, target)
      helper.messages(function() vim.cmd('Undoc! agenda import ' .. path) end)
      assert.is_true(#vim.fn.readfile(target) > 5)
      assert.same({}, vim.fn.glob(target .. '.*', true, true))
    end)

    --- Names that a shell, Vim's own names for files or a pattern would make something else of.
    local names = {
      'A`touch ran.txt`.txt', '`touch ran.txt`', 'A$(touch ran.txt).txt', '%', '#', 'A%.txt', '#1', '$HOME',
      'A$HOME.txt', '*', 'A[b].txt', '?', '{a,b}', 'two words.txt', ' begins with a blank', 'ends with one ',
      'back\\slash', '~', '~root', '-', '+quit', '|quit', 'a|quit', '"quoted"', "it's", '<cword>', '<sfile>', '=1+1',
      'ü €.txt', 'A\27[31m.txt',
    }

    it('expands and runs nothing of a name', function()
      local here = vim.fn.getcwd()
      local folder = vim.fs.dirname(helper.write('names/a', {}))
      vim.fn.delete(folder .. '/a')
      vim.api.nvim_set_current_dir(folder)
      for _, name in ipairs(names) do
        assert.equal(0, vim.fn.writefile(text, './' .. name))
        -- By itself, where it is not the home that is meant, and after its folder.
        local bare = name ~= '~' and vim.trim(name) == name and name or nil
        for _, typed in ipairs({ './' .. name, folder .. '/' .. name, bare }) do
          os.remove(target)
          local said = helper.messages(function()
            vim.api.nvim_cmd({ cmd = 'Undoc', args = { 'agenda import ' .. typed } }, {})
          end)
          assert.matches('the agenda of session 91, 6 entries', (said[1] or {})[1] or 'nothing', 1, true, typed)
        end
        assert.equal(0, vim.fn.filereadable('ran.txt'), name)
        os.remove(name)
      end
      -- Of a name that is not there nothing is run either.
      for _, name in ipairs(names) do
        local said = helper.messages(function()
          vim.api.nvim_cmd({ cmd = 'Undoc', args = { 'agenda import ' .. name } }, {})
        end)
        assert.equal(1, #said, name)
        assert.is_nil(said[1][1]:find('%c'))
        assert.equal(0, vim.fn.filereadable('ran.txt'), name)
      end
      vim.api.nvim_set_current_dir(here)
    end)

    it('completes such names as they are, and runs nothing of them', function()
      local here = vim.fn.getcwd()
      local folder = vim.fs.dirname(helper.write('complete/sub folder/inner.txt', {}))
      folder = vim.fs.dirname(folder)
      vim.api.nvim_set_current_dir(folder)
      local complete = require('undoc.command').complete
      local function completed(typed)
        local line = 'Undoc agenda import ' .. typed
        local lead = line:match('(%S*)$')
        return vim.tbl_map(function(one)
          return line:sub(#'Undoc agenda import ' + 1, #line - #lead) .. one
        end, complete(lead, line, #line))
      end
      for _, name in ipairs(names) do
        vim.fn.writefile(text, './' .. name)
        for length = 1, #name do
          assert.is_true(vim.list_contains(completed('./' .. name:sub(1, length)), './' .. name), name)
          assert.equal(0, vim.fn.filereadable('ran.txt'), name)
        end
        os.remove(name)
      end
      assert.same({ 'sub folder/' }, completed(''))
      assert.same({ 'sub folder/' }, completed('sub f'))
      assert.same({ 'sub folder/inner.txt' }, completed('sub folder/in'))
      assert.same({}, completed('nowhere/'))
      vim.api.nvim_set_current_dir(here)
    end)

    it('knows the home, and what was escaped as for :edit', function()
      local home = assert(vim.uv.os_homedir())
      vim.fn.writefile(text, home .. '/my agenda.txt')
      for _, typed in ipairs({ '~/my agenda.txt', '~/my\\ agenda.txt', '~/my agenda.txt  ' }) do
        os.remove(target)
        local said = helper.messages(function()
          vim.api.nvim_cmd({ cmd = 'Undoc', args = { 'agenda import ' .. typed } }, {})
        end)
        assert.matches('the agenda of session 91', said[1][1], 1, true)
      end
      assert.is_true(vim.list_contains(require('undoc.path').complete('~/my'), '~/my agenda.txt'))
      os.remove(home .. '/my agenda.txt')
    end)

    it('says what is lost where nothing can be written', function()
      local folder = vim.fs.dirname(vim.fs.dirname(target))
      vim.fn.delete(folder, 'rf')
      vim.fn.mkdir(vim.fs.dirname(folder), 'p')
      vim.fn.writefile({}, folder) -- a file in the place of the folder
      local said = helper.messages(function()
        vim.api.nvim_cmd({ cmd = 'Undoc', args = { 'agenda import ' .. path } }, {})
      end)
      vim.fn.delete(folder)
      assert.same({
        {
          ('undoc: the agenda of session 91 is not kept and cannot be used: %s: cannot be made'):format(
            vim.fs.dirname(target)
          ),
          vim.log.levels.ERROR,
        },
      }, said)
    end)

    it('says in one line what is wrong', function()
      local said = helper.messages(function()
        vim.cmd('Undoc agenda import /nowhere/at/all')
        vim.cmd('Undoc agenda import ' .. helper.write('shopping.txt', { 'Milk, eggs.' }))
        vim.cmd('Undoc agenda import')
      end)
      assert.equal(3, #said)
      assert.matches('/nowhere/at/all', said[1][1], 1, true)
      assert.matches('shopping.txt: ', said[2][1], 1, true)
      assert.matches(':Undoc agenda import FILE', said[3][1], 1, true)
      for _, entry in ipairs(said) do
        assert.equal(vim.log.levels.ERROR, entry[2])
        assert.is_nil(entry[1]:find('\n'))
      end
      assert.equal(0, vim.fn.filereadable(target))
    end)
  end)
end)
