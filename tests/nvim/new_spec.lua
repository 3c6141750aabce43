local helper = require('helper')

local real = {
  lang = 'fr',
  state = 'UZ',
  date = '2020-12-22',
  masthead_date = '2021-01-07',
  items = '128(a),128(b),130(w)',
  original = 'en',
  annex = 'yes',
  annex_original = 'ru',
  name = 'Bakhtiyor Ibragimov',
  gender = 'm',
  transmits = 'la déclaration commune faite par les chefs d\'État des pays membres de la Communauté d\'États'
    .. ' indépendants à l\'occasion du soixante-quinzième anniversaire de la fondation de l\'Organisation des Nations'
    .. ' Unies',
}

--- The text of lines, line breaks aside.
local function flow(lines)
  local text = table.concat(lines, ' '):gsub('%s+', ' ')
  return vim.trim(text)
end

local function lines(buf)
  return vim.api.nvim_buf_get_lines(buf or 0, 0, -1, false)
end

describe('a new letter', function()
  before_each(function()
    helper.clean()
    -- Nothing is known of who drafts, nor of answers given before.
    vim.fn.delete(vim.fn.stdpath('state') .. '/undoc', 'rf')
  end)
  after_each(function()
    pcall(vim.snippet.stop)
    helper.clean()
  end)

  local function title_of(buf)
    for _, node in ipairs(require('undoc').parse(buf).nodes) do
      if node.letter then
        return node.letter
      end
    end
  end

  it('made with the values of the real one reads as the real one', function()
    local buf = assert(require('undoc').new('letter', real))
    local all = lines(buf)
    local last
    for i, line in ipairs(all) do
      last = line:find('^%[Original : russe%]') and i or last
    end
    local wanted = vim.list_slice(helper.letter_lines(), 5, 41)
    assert.equal(flow(wanted), flow(vim.list_slice(all, 1, last)))
  end)

  it('leaves the outline its window', function()
    local document = helper.open()
    vim.cmd('vertical Undoc outline')
    local outline = vim.api.nvim_get_current_win()
    local shown = vim.api.nvim_win_get_buf(outline)
    assert.not_equal(document, shown)
    local buf = assert(require('undoc').new('letter', { lang = 'en' }))
    assert.equal(shown, vim.api.nvim_win_get_buf(outline))
    assert.not_equal(outline, vim.api.nvim_get_current_win())
    assert.equal(buf, vim.api.nvim_get_current_buf())
  end)

  it('opens in a buffer of its own, of our file type, with the first tabstop active', function()
    local before = helper.open()
    local buf = assert(require('undoc').new('letter', { lang = 'en' }))
    assert.not_equal(before, buf)
    assert.equal('undoc', vim.bo[buf].filetype)
    assert.equal('', vim.bo[buf].buftype)
    assert.equal(buf, vim.api.nvim_get_current_buf())
    assert.is_true(vim.snippet.active())
    assert.is_nil(table.concat(lines(buf), '\n'):find('$', 1, true))
    assert.is_not_nil(require('undoc.document').get(buf))
  end)

  it('is recognised with the values that it was made with, and without a finding', function()
    for _, values in ipairs({
      real,
      { lang = 'en', state = 'UZ', date = '2020-12-22', items = '128(a),128(b),130(w)', name = 'Anna Example' },
      { lang = 'fr', state = 'France', date = '2021-03-01', items = '130(w)', annex = 'yes', gender = 'f' },
      { lang = 'en', state = 'NP', date = '2019-10-02', items = '14', annex = 2 },
    }) do
      local buf = assert(require('undoc').new('letter', values))
      helper.settle()
      local tree = require('undoc').parse(buf)
      assert.equal('letter', tree.kind)
      assert.equal(values.lang, tree.language)
      assert.equal(values.date, title_of(buf).date)
      assert.equal(#values.state == 2 and values.state or 'FR', title_of(buf).state_code)
      local items = {}
      for _, entry in ipairs(tree.masthead.agenda) do
        for _, sub in ipairs(#entry.subitems > 0 and entry.subitems or { '' }) do
          items[#items + 1] = entry.item .. (sub ~= '' and '(' .. sub .. ')' or '')
        end
      end
      assert.equal(values.items, table.concat(items, ','))
      -- What is not answered is still to be filled in, and nothing else is to be found.
      local findings = vim.tbl_filter(function(finding)
        return finding.code ~= 'draft/placeholder'
      end, require('undoc').findings(buf))
      assert.equal('', table.concat(vim.tbl_map(function(finding) return finding.message end, findings), '\n'))
      vim.snippet.stop()
    end
  end)

  it('is made by one command, and undone by one', function()
    local said = helper.messages(function()
      vim.cmd('Undoc new letter lang=fr state=UZ date=2020-12-22 items=128(a), 128(b), 130(w) annex=yes '
        .. 'name="Bakhtiyor Ibragimov" annex_original=ru')
    end)
    assert.same({}, said)
    local text = table.concat(lines(), '\n')
    assert.matches('Points 128 a) et b) et 130 w) de l\'ordre du jour', text, 1, true)
    assert.matches('Bakhtiyor', text, 1, true)
    assert.matches('[Original : russe]', text, 1, true)
    vim.cmd('undo')
    assert.same({ '' }, lines())
  end)

  it('asks nothing when answers stand on the command line', function()
    local asked = helper.answering(function() error('asked') end, function()
      vim.cmd('Undoc new letter lang=en')
    end)
    assert.same({}, asked)
    assert.matches('I have the honour', table.concat(lines(), '\n'), 1, true)
  end)

  it('opens where the modifiers say', function()
    vim.cmd('vertical Undoc new letter lang=en')
    assert.equal(2, vim.fn.winnr('$'))
    assert.equal('row', vim.fn.winlayout()[1])
    vim.cmd('tab Undoc new letter lang=en')
    assert.equal(2, vim.fn.tabpagenr('$'))
  end)

  it('never loses a text that was there', function()
    local buf = helper.open()
    vim.cmd('normal! 28Gx')
    local before = lines(buf)
    vim.cmd('Undoc new letter lang=en')
    assert.is_true(vim.api.nvim_buf_is_loaded(buf))
    assert.same(before, lines(buf))
  end)

  it('says in one line what is wrong, and opens nothing', function()
    local buf = helper.open()
    local said = helper.messages(function()
      vim.cmd('Undoc new letter lang=fr state=Atlantis')
      vim.cmd('Undoc new letter lang=fr date=2020-02-30')
      vim.cmd('Undoc new letter lang=fr date=2020-12-22 items=128(c)')
      vim.cmd('Undoc new letter lang=fr colour=red')
      vim.cmd('Undoc new letter fr')
      vim.cmd('Undoc new letter lang=fr lang=en')
      vim.cmd('Undoc new letter name="Anna')
      vim.cmd('Undoc new poem lang=fr')
      vim.cmd('Undoc new preambular lang=fr')
    end)
    assert.equal(9, #said)
    for _, entry in ipairs(said) do
      assert.equal(vim.log.levels.ERROR, entry[2])
      assert.matches('^undoc: ', entry[1])
    end
    assert.matches('Atlantis', said[1][1], 1, true)
    assert.matches('2020-02-30', said[2][1], 1, true)
    assert.matches('ends at (b)', said[3][1], 1, true)
    assert.matches('colour', said[4][1], 1, true)
    assert.matches('key=value expected at: fr', said[5][1], 1, true)
    assert.matches('lang is given twice', said[6][1], 1, true)
    assert.matches('quotation marks', said[7][1], 1, true)
    assert.matches('there is no template poem', said[8][1], 1, true)
    assert.matches('there is no template preambular', said[9][1], 1, true)
    assert.equal(buf, vim.api.nvim_get_current_buf())
  end)

  it('takes booleans, numbers and lists from Lua, and gives nil and a message', function()
    local buf = assert(require('undoc').new('letter', {
      lang = 'en', annex = true, session = 75, items = { '128(a)', '130(w)' },
    }))
    assert.matches('Agenda items 128 (a) and 130 (w)', table.concat(lines(buf), '\n'), 1, true)
    local none, message = require('undoc').new('letter', { lang = 'en', state = 'Atlantis' })
    assert.is_nil(none)
    assert.matches('Atlantis', message, 1, true)
  end)

  describe('by questions', function()
    --- Leaves the place open: an empty answer, or the choice that says so; where there is none, the first choice.
    local function skip(kind, _, detail)
      if kind == 'input' then
        return ''
      end
      local open = require('undoc.interview').open
      return vim.list_contains(detail, open) and open or 1
    end

    --- Answers by words of the prompt; what is not named is skipped. A list is taken one after the other.
    local function answers(given)
      return function(kind, prompt, detail)
        for words, answer in pairs(given) do
          if prompt:find(words, 1, true) then
            if type(answer) == 'table' then
              return table.remove(answer, 1)
            end
            return answer
          end
        end
        return skip(kind, prompt, detail)
      end
    end

    it('asks for each thing in turn', function()
      local asked = helper.answering(answers({
        Language = 'fr  Français',
        State = 'Ouzbékistan',
        Addressee = 'Secretary-General',
        Date = '2020-12-22',
        ['Agenda items of session 75'] = '128(a),128(b),130(w)',
        ['Is there'] = 'yes',
        ['Original language'] = 'ru  Русский',
      }), function()
        vim.cmd('Undoc new letter')
      end)
      -- Eight of the letter, and three of who signs, as nobody has said it.
      assert.equal(11, #asked)
      local wanted = vim.deepcopy(real)
      for _, key in ipairs({ 'masthead_date', 'original', 'name', 'gender', 'transmits' }) do
        wanted[key] = nil
      end
      wanted.addressee, wanted.original = 'secretary-general', 'fr' -- in which it is drafted
      local got = lines()
      vim.snippet.stop()
      assert(require('undoc').new('letter', wanted))
      assert.same(lines(), got)
    end)

    it('can skip every one', function()
      local asked = helper.answering(skip, function()
        vim.cmd('Undoc new letter')
      end)
      assert.is_true(#asked >= 6)
      assert.equal('undoc', vim.bo.filetype)
      assert.matches('I have the honour', table.concat(lines(), '\n'), 1, true)
    end)

    it('checks each answer as it is given, and asks again with the reason and the answer', function()
      local prompts = {}
      helper.answering(function(kind, prompt, detail)
        prompts[#prompts + 1] = prompt
        if prompt:find('State', 1, true) then
          if prompt:find('Atlantis', 1, true) then
            assert.equal('Atlantis', detail)
            return 'Uzbekistan'
          end
          return 'Atlantis'
        elseif prompt:find('Date', 1, true) then
          return prompt:find('2021-02-29', 1, true) and '2020-12-22' or '2021-02-29'
        elseif prompt:find('Agenda items', 1, true) then
          return prompt:find('ends at', 1, true) and '128(b)' or '128(c)'
        end
        return skip(kind, prompt, detail)
      end, function()
        vim.cmd('Undoc new letter')
      end)
      assert.equal(2, #vim.tbl_filter(function(prompt) return prompt:find('State') end, prompts))
      assert.equal(2, #vim.tbl_filter(function(prompt) return prompt:find('Date') end, prompts))
      assert.equal(2, #vim.tbl_filter(function(prompt) return prompt:find('Agenda items') end, prompts))
      local text = table.concat(lines(), '\n')
      assert.matches('Agenda item 128 (b)', text, 1, true)
      assert.matches('22 December 2020', text, 1, true)
    end)

    it('finds items by words of their titles, one after the other', function()
      local choices = {}
      helper.answering(function(kind, prompt, detail)
        if prompt:find('Date', 1, true) then
          return '2020-12-22'
        elseif prompt:find('no title', 1, true) then
          return 'cooperation between the united nations'
        elseif prompt:find('Agenda items of', 1, true) then
          return 'qwertyuiop'
        elseif kind == 'select' and prompt:find('Agenda item', 1, true) then
          vim.list_extend(choices, detail)
          for _, label in ipairs(detail) do
            if label:find('Commonwealth of Independent', 1, true) or label:find('^%(%d+ more%)$') then
              return label
            end
          end
        elseif prompt:find('130(w), and', 1, true) and not prompt:find('128(b)', 1, true) then
          return 'central role governance'
        end
        return skip(kind, prompt, detail)
      end, function()
        vim.cmd('Undoc new letter')
      end)
      assert.is_true(#choices > 10)
      assert.matches('Agenda items 128 (b) and 130 (w)', table.concat(lines(), '\n'), 1, true)
    end)

    it('takes today\'s session when the date is skipped', function()
      local core = require('undoc.native').core()
      local asked = helper.answering(skip, function()
        vim.cmd('Undoc new letter')
      end)
      local session = core.session(os.date('%Y-%m-%d'))
      assert.is_true(vim.iter(asked):any(function(prompt)
        return prompt:find('Agenda items of session ' .. session, 1, true) ~= nil
      end))
    end)

    it('asks what is left with a bang', function()
      local asked = helper.answering(skip, function()
        vim.cmd('Undoc! new letter lang=fr state=UZ date=2020-12-22')
      end)
      assert.same({}, vim.tbl_filter(function(prompt)
        return prompt:find('Language') or prompt:find('State') or prompt:find('Date')
      end, vim.tbl_filter(function(prompt) return not prompt:find('Original') end, asked)))
      assert.matches('Ouzbékistan', table.concat(lines(), '\n'), 1, true)
    end)

    it('begins with the kind of document when none is named', function()
      local asked = helper.answering(function(kind, prompt, labels)
        if prompt == 'New document' then
          assert.is_true(#labels >= 3)
          return 'Letter to the Secretary-General or to the President of an organ'
        end
        return skip(kind, prompt, labels)
      end, function()
        vim.cmd('Undoc new')
      end)
      assert.equal('New document', asked[1])
      assert.equal('undoc', vim.bo.filetype)
      local buf = vim.api.nvim_get_current_buf()
      helper.answering(function() return nil end, function() vim.cmd('Undoc new') end)
      assert.equal(buf, vim.api.nvim_get_current_buf())
    end)

    local GENDER = 'Gender of the addressee'

    it('asks whether a man or a woman is addressed where the words of the language tell', function()
      --- What is asked, and what there is to choose.
      local function make(command, gender)
        local shown
        local asked = helper.answering(function(kind, prompt, detail)
          if prompt == GENDER then
            shown = detail
            return gender and detail[gender] or require('undoc.interview').open
          elseif prompt == 'Addressee' then
            return 'President of the Security Council'
          end
          return skip(kind, prompt, detail)
        end, function()
          vim.cmd(command)
        end)
        pcall(vim.snippet.stop)
        return asked, shown, flow(lines())
      end
      local asked, shown, text = make('Undoc! new letter lang=fr state=PE date=2021-03-01', 2)
      assert.same({ 'Addressee', GENDER }, vim.list_slice(asked, 1, 2))
      assert.same({
        'm  au Président du Conseil de sécurité',
        'f  à la Présidente du Conseil de sécurité',
        require('undoc.interview').open,
      }, shown)
      assert.matches('adressée à la Présidente du Conseil de sécurité', text, 1, true)
      assert.is_nil(text:find('‹au Président', 1, true))
      -- The next one may be another person: nothing is on top of the list, and the place can be left open.
      asked, shown, text = make('Undoc! new letter lang=fr state=PE date=2021-03-01')
      assert.is_true(vim.list_contains(asked, GENDER))
      assert.matches('^m ', shown[1])
      assert.matches('‹au Président/à la Présidente›', text, 1, true)
      -- Of two letters that are identical one goes to a President, whom no answer names.
      asked, shown, text = make('Undoc! new identical-letters lang=es state=PE date=2021-03-01', 1)
      assert.is_true(vim.list_contains(asked, GENDER))
      assert.same({ 'm  a man', 'f  a woman' }, vim.list_slice(shown, 1, 2))
      assert.matches('al Presidente del Consejo de Seguridad', text, 1, true)
      for _, command in ipairs({
        'Undoc! new letter lang=en state=PE date=2021-03-01',
        'Undoc! new letter lang=ru state=PE date=2021-03-01',
        'Undoc! new letter-attention lang=en state=PE date=2021-03-01',
        'Undoc! new letter lang=fr state=PE date=2021-03-01 addressee_gender=f',
      }) do
        asked = make(command)
        assert.is_true(#asked > 0, command)
        assert.is_false(vim.list_contains(asked, GENDER), command)
      end
    end)

    it('forgets who is addressed when another post is', function()
      local posts = { 'President of the Security Council', 'President of the General Assembly' }
      local top, back = {}, 0
      helper.answering(function(kind, prompt, detail)
        if prompt == 'Addressee' then
          return table.remove(posts, 1)
        elseif prompt == GENDER then
          top[#top + 1] = detail[1]
          back = back + 1
          -- A woman; then back from the next question, and back from this one.
          if back == 1 then
            return detail[2]
          elseif back == 2 then
            return nil
          end
        elseif prompt == 'Is there an annex?' and back == 1 then
          return nil
        end
        return skip(kind, prompt, detail)
      end, function()
        vim.cmd('Undoc! new letter lang=fr state=PE date=2021-03-01')
      end)
      assert.same({
        'm  au Président du Conseil de sécurité',
        'f  à la Présidente du Conseil de sécurité',
        'm  au Président de l\'Assemblée générale',
      }, top)
    end)

    it('works with prompts that answer later', function()
      local pending_answers = {}
      helper.with(vim.ui, 'select', function(items, options, done)
        vim.schedule(function() done(options.prompt == 'Language' and 'en' or items[1]) end)
        pending_answers[#pending_answers + 1] = true
      end, function()
        helper.with(vim.ui, 'input', function(options, done)
          vim.schedule(function()
            local prompt = options.prompt
            done(prompt:find('Date') and '2020-12-22' or prompt:find('Agenda') and '130(w)'
              or prompt:find('State') and 'UZ' or '')
          end)
        end, function()
          vim.cmd('Undoc new letter')
          assert.is_true(vim.wait(2000, function() return vim.bo.filetype == 'undoc' end))
        end)
      end)
      assert.is_true(#pending_answers >= 2)
      assert.matches('Uzbekistan', table.concat(lines(), '\n'), 1, true)
    end)

    it('completes States in the language of the letter, whatever language they are typed in', function()
      local completed
      helper.answering(function(kind, prompt, detail)
        if prompt == 'Language' then
          return 'es  Español'
        elseif prompt:find('State', 1, true) then
          completed = require('undoc.interview').complete_state('ouzb')
        end
        return skip(kind, prompt, detail)
      end, function()
        vim.cmd('Undoc new letter')
      end)
      assert.same({ 'Uzbekistán' }, completed)
    end)

    it('goes back at <Esc> with the answer that was given, and ends at the first question with nothing made', function()
      local before = vim.api.nvim_get_current_buf()
      local turn, defaults = 0, {}
      local asked = helper.answering(function(kind, prompt, detail)
        if prompt:find('State', 1, true) then
          defaults[#defaults + 1] = detail or ''
          return #defaults == 1 and 'Norway' or 'Sweden'
        elseif prompt == 'Addressee' then
          turn = turn + 1
          return turn > 1 and 'Secretary-General' or nil
        end
        return skip(kind, prompt, detail)
      end, function()
        vim.cmd('Undoc new letter lang=en date=2020-12-22')
        vim.cmd('Undoc! new letter lang=en date=2020-12-22')
      end)
      assert.same({ 'State: ', 'Addressee', 'State: ', 'Addressee' }, vim.list_slice(asked, 1, 4))
      assert.same({ '', 'Norway' }, defaults)
      assert.matches('Representative of Sweden', table.concat(lines(), '\n'), 1, true)
      local made = vim.api.nvim_get_current_buf()
      assert.not_equal(before, made)
      asked = helper.answering(function() return nil end, function()
        vim.cmd('Undoc! new letter')
      end)
      assert.same({ 'Language' }, asked)
      assert.equal(made, vim.api.nvim_get_current_buf())
    end)

    it('asks who drafts once, and offers the last answers again', function()
      local function make(command)
        local offered = {}
        local asked = helper.answering(function(kind, prompt, detail)
          if kind == 'input' then
            offered[prompt] = detail
          end
          if prompt == 'Language' then
            return 'en  English'
          elseif prompt == 'State: ' then
            return 'Norway'
          elseif prompt == 'Name: ' then
            return 'Anna Example'
          elseif prompt == 'Gender of who signs' then
            return 'f  a woman signs'
          elseif prompt:find('^Date') then
            return '5 March 2021'
          elseif prompt:find('^Agenda items') then
            return '9'
          end
          return skip(kind, prompt, detail)
        end, function()
          vim.cmd(command)
        end)
        pcall(vim.snippet.stop)
        return asked, offered
      end
      local first = make('Undoc new letter')
      assert.is_true(vim.list_contains(first, 'Name: '))
      assert.matches('Anna **Example**', table.concat(lines(), '\n'), 1, true)
      local second, offered = make('Undoc new letter')
      for _, prompt in ipairs({ 'Language', 'State: ', 'Name: ', 'Gender of who signs' }) do
        assert.is_false(vim.list_contains(second, prompt), prompt)
      end
      for prompt, value in pairs(offered) do
        if prompt:find('^Agenda items') then
          assert.equal('9', value)
        elseif prompt:find('^Date') then
          assert.equal(os.date('%Y-%m-%d'), value)
        end
      end
      local text = table.concat(lines(), '\n')
      assert.matches('Anna **Example**', text, 1, true)
      assert.matches('Representative of Norway', text, 1, true)
      -- Another answer once; the profile stays.
      vim.cmd('Undoc new letter lang=fr state=SE date=2021-03-05')
      local third = make('Undoc! new letter')
      assert.is_true(vim.list_contains(third, 'State: '))
      assert.equal('Norway', require('undoc.profile').get().state)
    end)

    it('has who drafts from an option, and changes it by a command', function()
      vim.g.undoc = { profile = { state = 'SE', lang = 'en' } }
      local asked = helper.answering(skip, function() vim.cmd('Undoc new letter') end)
      assert.is_false(vim.list_contains(asked, 'State: '))
      assert.matches('Representative of Sweden', table.concat(lines(), '\n'), 1, true)
      vim.g.undoc = nil
      local said = helper.messages(function()
        vim.cmd('Undoc profile state=Iran name=Anna Example lang=fr')
        vim.cmd('Undoc profile state=Atlantis')
        vim.cmd('Undoc profile items=3')
      end)
      assert.matches('state=Iran', said[1][1], 1, true)
      assert.matches('Atlantis', said[2][1], 1, true)
      assert.matches('items is not of a profile', said[3][1], 1, true)
      assert.same({ state = 'Iran', name = 'Anna Example', lang = 'fr' }, require('undoc.profile').get())
      vim.g.undoc = { profile = { age = '7' } }
      assert.matches('profile', table.concat(require('undoc.config').problems(), '\n'), 1, true)
      vim.g.undoc = nil
    end)

    it('completes keys of the template and their values', function()
      local function complete(text)
        return vim.fn.getcompletion('Undoc new ' .. text, 'cmdline')
      end
      assert.is_true(vim.list_contains(complete('letter '), 'state='))
      assert.is_false(vim.list_contains(complete('resolution '), 'transmits='))
      assert.same({ 'state=Pays-Bas (Royaume des)' }, complete('letter lang=fr state=Pays'))
      assert.same({ 'Kingdom of Great Britain and Northern Ireland' }, complete('letter state=United K'))
      assert.same({ 'office=' }, complete('letter state=Iran of'))
      assert.same({ 'lang=ar', 'lang=en', 'lang=es', 'lang=fr', 'lang=ru', 'lang=zh' }, complete('letter lang='))
      assert.same({ 'addressee=secretary-general' }, complete('letter addressee=sec'))
      assert.same({ 'addressee_gender=' }, complete('letter lang=fr addressee_'))
      assert.same({ 'addressee_gender=m', 'addressee_gender=f' }, complete('letter lang=fr addressee_gender='))
      assert.is_true(vim.list_contains(complete('letter date=2020-12-22 items=9,13'), 'items=9,130(w)'))
    end)
  end)

  it('is filled in at the keyboard', function()
    local child = helper.child()
    child.type(':Undoc new letter lang=en state=UZ date=2020-12-22 items=130(w) original=en<CR>')
    child.settle()
    assert.equal('undoc', child.call('nvim_eval', '&filetype'))
    -- The first tabstop is selected: typing takes its place, <Tab> goes on where vim.snippet's keys are.
    child.type('1 January 2021')
    local text = table.concat(child.call('nvim_buf_get_lines', 0, 0, -1, false), '\n')
    assert.matches('Distr.: General\n1 January 2021\n', text, 1, true)
    child.lua([[vim.snippet.jump(1)]])
    child.lua([[vim.wait(50)]])
    child.type('transmit herewith a note<Esc>')
    text = table.concat(child.call('nvim_buf_get_lines', 0, 0, -1, false), '\n')
    assert.matches('I have the honour to transmit herewith a note.', text, 1, true)
    assert.equal('', child.cmd('messages'))
    child.stop()
  end)

  it('comes from the user\'s template where there is one of that name', function()
    local folder = helper.folder .. '/packs/template'
    vim.fn.mkdir(folder, 'p')
    vim.fn.writefile({
      'template: telegram', 'title: Telegram', 'part: document', 'body:', '  en: |',
      '    To {state}: {text|words} STOP',
    }, folder .. '/telegram.yaml')
    vim.g.undoc = { packs = { helper.folder .. '/packs' } }
    helper.messages(function() vim.cmd('Undoc reload') end)
    local made = require('undoc').new('telegram', { state = 'UZ' })
    vim.g.undoc = nil
    helper.messages(function() vim.cmd('Undoc reload') end)
    assert.is_number(made)
    assert.same({ 'To Uzbekistan: ‹words› STOP' }, lines(made))
  end)

  it('asks for what the words of a template need, or for what it lists', function()
    -- The template as the manual has it.
    local manual = table.concat(vim.fn.readfile(helper.root .. '/doc/undoc.txt'), '\n')
    local yaml = assert(manual:match('>yaml\n\n(    template: reminder.-)\n<'))
    local folder = helper.folder .. '/packs/template'
    vim.fn.mkdir(folder, 'p')
    vim.fn.writefile(vim.split((yaml:gsub('\n    ', '\n'):gsub('^    ', '')), '\n'), folder .. '/reminder.yaml')
    vim.fn.writefile({
      'template: notice', 'title: Notice', 'part: document', 'asks: [distribution: limited, name: Ms. Roe]', 'body:',
      '  en: "{distribution} {name}"',
    }, folder .. '/notice.yaml')
    vim.g.undoc = { packs = { helper.folder .. '/packs' } }
    helper.messages(function() vim.cmd('Undoc reload') end)
    local asked = helper.answering(function(_, prompt)
      return prompt == 'State: ' and 'UZ' or vim.startswith(prompt, 'Date') and '2020-12-22' or ''
    end, function()
      vim.cmd('Undoc new reminder')
    end)
    local reminder, given = lines(), {}
    vim.snippet.stop()
    local listed = helper.answering(function(kind, prompt, detail)
      given[prompt] = detail
      return prompt == 'Distribution' and kind == 'select' and 'Restricted' or prompt == 'Name: ' and detail or nil
    end, function()
      vim.cmd('Undoc new notice')
    end)
    local notice = lines()
    vim.snippet.stop()
    vim.g.undoc = nil
    helper.messages(function() vim.cmd('Undoc reload') end)
    assert.same({ 'State: ', 'Date of the letter, like 2020-12-22: ' }, asked)
    assert.equal('Uzbekistan, 22 December 2020', reminder[1])
    assert.same({ 'Distribution', 'Name: ' }, listed)
    assert.equal('Ms. Roe', given['Name: '])
    assert.same({ 'Restricted Ms. Roe' }, notice)
  end)

  it('offers values that can stand with the answers before, and asks for the original of each annex', function()
    local offices, originals
    local asked = helper.answering(function(kind, prompt, detail)
      if prompt == 'Office' then
        offices = table.concat(detail, '|')
      end
      local answers = {
        State = 'Gambia', Date = '2021-03-05', Agenda = '34', Is = '2 annexes', Office = 1, Name = 'Awa Example',
        Gender = 1, Language = 'en  English', Addressee = 'Secretary-General',
      }
      if prompt:find('annex 2 of 2') and not originals then
        originals = true
        return nil -- back to the first one
      end
      if prompt:find('^Original') then
        return prompt:find('1 of 2') and 'fr  Français' or 'es  Español'
      end
      return answers[prompt:match('^%a+')] or kind == 'select' and 1 or ''
    end, function()
      vim.cmd('Undoc new letter')
    end)
    assert.equal(4, #vim.tbl_filter(function(prompt)
      return prompt:find('^Original') ~= nil
    end, asked))
    assert.matches('Permanent Representative|Chargé', offices, 1, true)
    assert.is_nil(offices:find('Observer', 1, true))
    assert.is_nil(offices:find('Chair', 1, true))
    local text = table.concat(lines(), '\n')
    assert.matches('[Original: French]', text, 1, true)
    assert.matches('[Original: Spanish]', text, 1, true)
  end)
end)
