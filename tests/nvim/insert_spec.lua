local helper = require('helper')

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

describe(':Undoc insert', function()
  before_each(helper.clean)
  after_each(function()
    pcall(vim.snippet.stop)
    helper.clean()
  end)

  it('writes in the language of the document, with what the document says of itself', function()
    helper.open()
    vim.api.nvim_win_set_cursor(0, { 33, 0 })
    vim.cmd('Undoc insert annex annex_original=ru')
    local text = table.concat(lines(), '\n')
    -- The second: the first is no longer alone, and the letter speaks of both.
    local row = helper.row('Annexe II à la lettre datée du 22 décembre 2020 adressée au Secrétaire général par le')
    local heading = lines()[row + 1]
    assert.matches('^%*%*Annexe II .* de l\'Ouzbékistan auprès de l\'Organisation des Nations Unies%*%*$', heading)
    assert.is_true(row > 70)
    assert.equal('**Annexe I à la lettre datée du 22 décembre 2020 adressée', lines()[37])
    assert.matches('%(‹voir annexes%?›%)%.$', lines()[28])
    assert.matches('la présente lettre et ses annexes comme document', lines()[30])
    assert.is_nil(text:find('son annexe', 1, true))
    vim.snippet.stop()
    vim.cmd('silent undo')
    assert.same(helper.letter_lines(), lines())
    -- And where there is none yet, the only one.
    helper.open(vim.list_slice(helper.letter_lines(), 1, 33))
    vim.api.nvim_win_set_cursor(0, { 33, 0 })
    vim.cmd('Undoc insert annex annex_original=ru')
    assert.matches('^%*%*Annexe à la lettre datée du 22 décembre 2020', lines()[35])
  end)

  it('repeats the items of the masthead in a request', function()
    helper.open(vim.list_slice(helper.letter_lines(), 1, 28))
    vim.api.nvim_win_set_cursor(0, { 28, 5 })
    vim.cmd('Undoc insert request')
    assert.matches('au titre des points 128 a%) et b%) et 130 w%) de l\'ordre du jour%.$', lines()[30])
  end)

  it('goes on with the numbers of the paragraphs before', function()
    helper.open({ 'The General Assembly,', '', 'Recalling its resolution 75/1,', '', '1. Decides to act;', '' })
    vim.api.nvim_win_set_cursor(0, { 6, 0 })
    vim.cmd('Undoc insert operative')
    assert.matches('^2%. ', lines()[7])
    vim.snippet.stop()
    vim.api.nvim_win_set_cursor(0, { 3, 0 })
    vim.cmd('Undoc insert preambular')
    assert.matches('^%a', lines()[5])
    assert.same({ '', '1. Decides to act;' }, vim.list_slice(lines(), 6, 7))
  end)

  it('gives no number where paragraphs have none', function()
    helper.open()
    helper.cursor('Réaffirment')
    vim.cmd('Undoc insert operative')
    assert.is_nil(lines()[62]:match('^%d'))
    assert.equal('', lines()[61])
    assert.equal('', lines()[63])
    assert.matches('^Constatent', lines()[64])
  end)

  it('is a paragraph of its own wherever the cursor stands, and one undo step', function()
    local texts = {
      { 'The General Assembly,' },
      { 'The General Assembly,', '' },
      { 'The General Assembly,', '', 'Recalling', 'its resolution,' },
      { 'The General Assembly,', '', '', 'Recalling its resolution,' },
      { '' },
      { '', '', 'The General Assembly,' },
      { 'The General Assembly,', '   ', 'Recalling its resolution,' },
    }
    for _, text in ipairs(texts) do
      for row = 1, #text do
        helper.open(text)
        vim.cmd('let &undolevels = &undolevels')
        vim.api.nvim_win_set_cursor(0, { row, 0 })
        assert.is_true(require('undoc').insert('preambular', { lang = 'en', opener = 'Mindful', text = 'of all that' }))
        local now = lines()
        local at
        for i, line in ipairs(now) do
          at = line:find('^%*?Mindful') and i or at
        end
        local what = vim.inspect({ text, row, now })
        assert.is_number(at, what)
        assert.is_true(at == 1 or not now[at - 1]:find('%S'), what)
        assert.is_true(at == #now or not now[at + 1]:find('%S'), what)
        -- Not a word of what was there is gone or has moved.
        local function words(list)
          return vim.trim((table.concat(list, ' '):gsub('%s+', ' ')))
        end
        local rest = vim.deepcopy(now)
        table.remove(rest, at)
        assert.equal(words(text), words(rest), what)
        vim.cmd('undo')
        assert.same(text, lines(), what)
        vim.snippet.stop()
      end
    end
  end)

  it('takes what is said before what the document says', function()
    helper.open()
    vim.api.nvim_win_set_cursor(0, { 33, 0 })
    vim.cmd('Undoc insert signature lang=en name="Anna Example"')
    assert.matches('(*Signed*) Anna', table.concat(lines(), '\n'), 1, true)
  end)

  it('lets one choose when nothing is named', function()
    helper.open()
    vim.api.nvim_win_set_cursor(0, { 33, 0 })
    local pages = {}
    local asked = helper.answering(function(_, _, labels)
      vim.list_extend(pages, labels)
      assert.is_true(#labels < vim.o.lines)
      return vim.list_contains(labels, 'Preambular paragraph') and 'Preambular paragraph' or labels[#labels]
    end, function()
      vim.cmd('Undoc insert')
    end)
    assert.is_true(vim.list_contains(pages, 'Annex'))
    assert.same({ 'Insert', 'Insert' }, asked) -- more than the screen has room for
    assert.matches('^Rappelant', lines()[35])
    local now = lines()
    helper.answering(function() return nil end, function() vim.cmd('Undoc insert') end)
    assert.same(now, lines())
  end)

  it('says in one line what is wrong, and changes nothing', function()
    helper.open()
    local before = lines()
    local said = helper.messages(function()
      vim.cmd('Undoc insert poem')
      vim.cmd('Undoc insert letter')
      vim.cmd('Undoc insert annex state=Atlantis')
      vim.bo.modifiable = false
      vim.cmd('Undoc insert annex')
    end)
    vim.bo.modifiable = true
    assert.equal(4, #said)
    assert.matches('there is no template poem', said[1][1], 1, true)
    assert.matches('Atlantis', said[3][1], 1, true)
    assert.same(before, lines())
    assert.is_false(vim.bo.modified)
  end)

  it('works when the document says what cannot be', function()
    -- An item that the agenda does not have: a finding, and no reason not to go on.
    helper.open(vim.tbl_map(function(line)
      return (line:gsub('128 a%)', '999 a)'))
    end, helper.letter_lines()))
    vim.api.nvim_win_set_cursor(0, { 33, 0 })
    local said = helper.messages(function() vim.cmd('Undoc insert annex') end)
    assert.same({}, said)
  end)

  --- A letter to another body, whose session and items are not the Assembly's.
  local function council_letter()
    return {
      'United Nations', '', 'Economic and Social Council', '', 'E/2018/55', '', '2018 session', '',
      'Agenda item 5 (a)', '',
      'Letter dated 1 May 2018 from the Permanent Representative of Iceland to the United Nations addressed to the '
        .. 'President of the Economic and Social Council', '', 'I have the honour to write.', '',
    }
  end

  it('keeps what the letter says where the masthead has the session of another body', function()
    helper.open(council_letter())
    vim.api.nvim_win_set_cursor(0, { 14, 0 })
    local said = helper.messages(function() vim.cmd('Undoc insert annex') end)
    assert.same({}, said)
    local text = table.concat(vim.list_slice(lines(), 13), ' ')
    assert.matches('letter dated 1 May 2018 from the Permanent Representative of Iceland', text, 1, true)
    assert.matches('addressed to the President of the Economic and Social Council', text, 1, true)
  end)

  it('repeats items of another body, whose agenda nobody here knows', function()
    helper.open(council_letter())
    vim.api.nvim_win_set_cursor(0, { 14, 0 })
    assert.same({}, helper.messages(function() vim.cmd('Undoc insert request') end))
    assert.matches('under agenda item 5 %(a%)%.', table.concat(lines(), '\n'))
  end)

  it('says what of the document it cannot repeat, and inserts nothing', function()
    helper.open(vim.tbl_map(function(line)
      return (line:gsub('128 a%)', '999 a)'))
    end, helper.letter_lines()))
    local before = lines()
    vim.api.nvim_win_set_cursor(0, { 33, 0 })
    local said = helper.messages(function() vim.cmd('Undoc insert request') end)
    assert.same({
      {
        'undoc: “999(a),999(b),130(w)” cannot be repeated as items: session 75 has no item 999: its agenda has 183 '
          .. 'items as adopted; give items= yourself, or leave it empty for a place to fill in',
        vim.log.levels.ERROR,
      },
    }, said)
    assert.same(before, lines())
    -- Told what to do without it.
    assert.same({}, helper.messages(function() vim.cmd('Undoc insert request items=') end))
    assert.is_true(#lines() > #before)
    vim.snippet.stop()
    -- A masthead has a place for the session.
    helper.open({
      'United Nations', '', 'General Assembly', '', 'A/S-32/2', '', 'Thirty-second special session', '',
      'Some words.', '',
    })
    before = lines()
    vim.api.nvim_win_set_cursor(0, { 10, 0 })
    said = helper.messages(function() vim.cmd('Undoc insert masthead') end)
    assert.same(before, lines())
    assert.equal(1, #said)
    assert.matches('^undoc: “Thirty%-second special session” cannot be repeated as session: ', said[1][1])
    -- That of the Economic and Social Council is its year.
    helper.open(council_letter())
    vim.api.nvim_win_set_cursor(0, { 14, 0 })
    assert.same({}, helper.messages(function() vim.cmd('Undoc insert masthead') end))
    assert.matches('2018 session', table.concat(vim.list_slice(lines(), 14), '\n'), 1, true)
  end)

  it('never goes between the lines of a paragraph that no blank line parts from the next', function()
    helper.open({
      'The General Assembly,', 'Recalling its resolution 75/1,', '1. Decides to convene a meeting on the subject,',
      'in May;',
      '2. Requests a report.',
    })
    vim.api.nvim_win_set_cursor(0, { 3, 0 })
    vim.cmd('Undoc insert operative opener=Invites text="States to attend"')
    -- In the form of its neighbours, and what comes after it is counted anew.
    local text = table.concat(lines(), '\n')
    assert.matches('in May;\n2. Invites States to attend;\n3. Requests a report.', text, 1, true)
  end)

  it('works in a buffer that is no document', function()
    vim.cmd('enew')
    vim.cmd('Undoc insert preambular')
    assert.matches('^Recalling', lines()[1])
  end)

  local resolution = {
    'The General Assembly,', '', 'Recalling its resolution 75/1,', '',
    '1. Decides to act, as paragraph 2 (b) below says;', '', '2. Invites:', '',
    '(a) The one;', '', '(b) The other.',
  }

  --- The lines after a part was put in at a line, and what the first placeholder then has.
  local function inserted(text, row, part)
    helper.open(text)
    vim.cmd('let &undolevels = &undolevels')
    vim.api.nvim_win_set_cursor(0, { row, 0 })
    vim.cmd('Undoc insert ' .. part)
    pcall(vim.snippet.stop)
    local now = lines()
    vim.cmd('silent undo')
    assert.same(text, lines(), part)
    return now
  end

  it('counts on, and so do those that come after and what speaks of them', function()
    local now = inserted(resolution, 5, 'operative text="what is done"')
    assert.same({ '2. Decides what is done;', '', '3. Invites:' }, vim.list_slice(now, 7, 9))
    assert.equal('1. Decides to act, as paragraph 3 (b) below says;', now[5])
    now = inserted(resolution, 9, 'subparagraph')
    local hint = '‹text of the sub-paragraph›'
    assert.same({ '(a) The one;', '', '(b) ' .. hint .. ';', '', '(c) The other.' }, vim.list_slice(now, 9))
    assert.equal('1. Decides to act, as paragraph 2 (c) below says;', now[5])
    now = inserted(resolution, 9, 'sub-subparagraph')
    assert.same({ '(a) The one:', '', '(i) ' .. hint .. ';', '', '(b) The other.' }, vim.list_slice(now, 9))
    now = inserted(resolution, 5, 'subparagraph text=This')
    assert.same({ '1. Decides to act, as paragraph 2 (b) below says:', '', '(a) This;' }, vim.list_slice(now, 5, 7))
    -- The last one ends as the last one ends.
    now = inserted(resolution, 11, 'operative')
    assert.same({ '(b) The other;', '', '3. Decides ‹what is decided›.' }, vim.list_slice(now, 11))
    -- From wherever, to where such clauses stand.
    now = inserted(resolution, 3, 'operative')
    assert.equal('1. Decides ‹what is decided›;', now[5])
    now = inserted(resolution, 11, 'preambular')
    assert.equal('Recalling ‹what is recalled›,', now[5])
    local said = helper.messages(function()
      helper.open(resolution)
      vim.api.nvim_win_set_cursor(0, { 5, 0 })
      vim.cmd('Undoc insert sub-subparagraph')
    end)
    assert.is_true(#said <= 1)
  end)

  it('makes placeholders of what is not answered, before the mark that closes the clause', function()
    helper.open(resolution)
    vim.api.nvim_win_set_cursor(0, { 5, 0 })
    vim.cmd('Undoc insert operative')
    assert.is_true(vim.snippet.active())
    assert.same({ 7, 3 }, vim.api.nvim_win_get_cursor(0))
  end)

  it('has the form of its neighbours: the plural of a declaration, and its commas', function()
    helper.open()
    helper.cursor('Soulignent que')
    vim.cmd('Undoc insert operative')
    vim.snippet.stop()
    assert.equal('Soulignent ‹ce qui est décidé›,', lines()[68])
  end)

  it('puts a footnote among the others, with its marker after the word at the cursor', function()
    local text = {
      'The General Assembly,', '', 'Recalling its resolution 75/1,¹', '', '1. Decides to act;²', '',
      '2. Invites, see footnote 2 above.', '', '__________', '', '¹ See A/1/1.', '', '² See A/2/2.',
    }
    local now = inserted(text, 5, 'footnote')
    assert.equal('1. Decides² to act;³', now[5])
    assert.equal('2. Invites, see footnote 3 above.', now[7])
    assert.same({ '¹ See A/1/1.', '', '² ‹Text of the footnote›.', '', '³ See A/2/2.' }, vim.list_slice(now, 11))
    now = inserted(text, 7, 'footnote text="See A/3/3"')
    assert.same({ '² See A/2/2.', '', '³ See A/3/3.' }, vim.list_slice(now, 13))
    now = inserted({ 'The General Assembly,', '', '1. Decides to act.' }, 3, 'footnote')
    assert.same({ '1. Decides¹ to act.', '', '__________', '', '¹ ‹Text of the footnote›.' }, vim.list_slice(now, 3))
    helper.open(now)
    local doc = assert(require('undoc.document').get(0)).doc
    assert.equal('footnote', (doc:node(doc:at(6))))
    assert.equal(1, #doc:footnote_markers(doc:at(6)))
    vim.api.nvim_win_set_cursor(0, { 1, 0 })
    local said = helper.messages(function()
      vim.api.nvim_win_set_cursor(0, { 7, 0 })
      vim.cmd('Undoc insert footnote')
    end)
    assert.matches('belongs to a paragraph', said[1][1], 1, true)
  end)

  it('keeps the office and the gender that the title of the letter has', function()
    local text = vim.list_slice(helper.letter_lines(), 1, 33)
    local office = "la Chargée d'affaires par intérim de la Mission permanente de"
    text[26] = text[26]:gsub('le Représentant permanent de', office)
    local now = table.concat(inserted(text, 33, 'annex'), '\n', 34)
    assert.matches("adressée au Secrétaire général par la Chargée d'affaires par intérim", now, 1, true)
    now = table.concat(inserted(text, 28, 'request'), '\n', 29, 30)
    assert.matches('^Je vous serais reconnaissante de', vim.trim(now))
  end)

  it('numbers the first annex when a second one comes, in the words of the language', function()
    local rows = {
      { 'letter-en.txt', 'Annex I to the letter', 'Annex II to the letter', '(‹see annexes?›)' },
      { 'letter-ru.txt', 'Приложение I к письму', 'Приложение II к письму', '(‹см. приложения?›)' },
      { 'note-verbale-es.txt', 'Anexo I de la nota', '\nAnexo II\n', '(‹véanse los anexos?›)' },
    }
    for _, row in ipairs(rows) do
      local text = vim.fn.readfile(helper.root .. '/tests/data/' .. row[1])
      local now = table.concat(inserted(text, 18, 'annex'), '\n')
      for i = 2, 4 do
        assert.matches(row[i], now, 1, true, row[1])
      end
    end
  end)

  it('offers in a document what can be written in its language', function()
    local function offered(text)
      helper.open(text)
      local labels
      helper.answering(function(_, _, items)
        labels = items
      end, function()
        vim.cmd('Undoc insert')
      end)
      return table.concat(labels, '\n')
    end
    local english = offered({ 'The General Assembly,', '', 'Recalling its resolution 75/1,', '', '1. Decides to act.' })
    assert.matches('Declaration', english, 1, true)
    assert.is_nil(offered({ '大会，', '', '回顾其第75/1号决议，', '', '1. 决定采取行动。' }):find('Declaration', 1, true))
  end)

  --- What a part puts into a document of tests/data, and whether one undo takes it away.
  local function put(file, row, part)
    local text = vim.fn.readfile(helper.root .. '/tests/data/' .. file)
    helper.open(text)
    vim.bo.undolevels = vim.bo.undolevels -- ends the undo block
    vim.api.nvim_win_set_cursor(0, { row, 0 })
    vim.cmd('Undoc insert ' .. part)
    pcall(vim.snippet.stop)
    local now = table.concat(lines(), '\n')
    vim.cmd('silent undo')
    assert.same(text, lines(), part)
    return now
  end

  it('puts an enclosure at the end of its annex, in the look of the headings there', function()
    assert.matches('Wednesday: departure\n\nEnclosure\n\n‹Title of the enclosure›\n\n‹Text of the enclosure›',
      put('letter-en.txt', 50, 'enclosure'), 1, true)
    local between = { '1. One.', '', 'Annex I', '', 'Text.', '', 'Annex II', '', 'More.' }
    helper.open(vim.list_extend({ 'The General Assembly,', '', 'Recalling its resolution 75/1,', '' }, between))
    vim.api.nvim_win_set_cursor(0, { 9, 0 })
    vim.cmd('Undoc insert enclosure')
    assert.matches('Text.\n\nEnclosure\n\n‹Title of the enclosure›\n\n‹Text of the enclosure›\n\nAnnex II\n',
      table.concat(lines(), '\n'), 1, true)
  end)

  it('puts the meeting of adoption after the last clause, and the subject before the first', function()
    assert.matches('law of the sea".\n\n‹72nd› plenary meeting\n‹date of the meeting›\n\n72nd plenary',
      put('resolution-en.txt', 18, 'adoption'), 1, true)
    helper.open({
      'Resolution 75/1', '', 'Recalling its resolution 74/1,', '', 'Noting the wells,', '', '1. Decides to act.',
    })
    vim.api.nvim_win_set_cursor(0, { 7, 0 })
    vim.cmd('Undoc insert subject')
    assert.equal('The General Assembly,', lines()[3])
    assert.equal('Recalling its resolution 74/1,', lines()[5])
  end)

  it('puts a title and a declaration after the paragraph at the cursor', function()
    assert.matches('Summary of the meeting on working methods\n\n‹Title›\n\nI. Introduction',
      put('letter-en.txt', 36, 'title'), 1, true)
    local declared = put('letter-en.txt', 71, 'declaration')
    local beginning = 'departure\n\n‹Title of the declaration›\n\n‹The Heads of State of …›,\n\nRecalling'
    assert.matches(beginning, declared, 1, true)
  end)

  it('heads an annex as the documents of its kind have it', function()
    local adopted = put('resolution-en.txt', 60, 'annex')
    assert.matches('\nAnnex I\nList of what an observatory measures\n', adopted, 1, true)
    assert.matches('\n\nAnnex II\n\n‹Title of the annex›\n\n‹Text of the annex›', adopted, 1, true)
    -- At the end, wherever the cursor is.
    local letter = vim.list_slice(vim.fn.readfile(helper.root .. '/tests/data/letter-en.txt'), 1, 30)
    helper.open(letter)
    vim.api.nvim_win_set_cursor(0, { 20, 0 })
    vim.cmd('Undoc insert annex')
    local heading = '^%*%*Annex to the letter dated 15 March 2021 from the Permanent Representative of Iceland'
    assert.matches(heading, lines()[32])
  end)

  it('counts later footnotes on', function()
    local now = put('resolution-en.txt', 18, 'footnote')
    assert.matches('place is needed by all,2', now, 1, true)
    assert.matches('\n1 ‹Text of the footnote›.\n\n2 See A/75/340, chap. II.', now, 1, true)
  end)
end)
