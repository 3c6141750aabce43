local helper = require('helper')

local resolution = {
  'United Nations', -- 1
  'A/RES/75/901',
  'General Assembly',
  '',
  'Seventy-fifth session',
  'Agenda items 128 (a) and 130 (w)',
  '',
  'The General Assembly,', -- 8
  '',
  'Recalling its resolution 73/1 of 3 October 2018 and document A/75/697,',
  '',
  '1. Requests the Secretary-General to act under agenda item 130 (w);', -- 12
  '',
  '2. Calls upon Member States:', -- 14
  '',
  '(a) To heed paragraph 1 above;', -- 16
  '',
  '(b) To report under subparagraph (a) above;', -- 18
  '',
  '3. Decides to come back to paragraph 2 (a) (see annex).¹', -- 20
  '',
  '____________________',
  '¹ See document S/RES/2139 (2014).', -- 23
  '',
  'Annex', -- 25
  '',
  'Words of the annex.',
}

describe('a method of the language server', function()
  before_each(helper.clean)
  after_each(helper.clean)

  local function open(lines)
    local path = helper.write('methods/A_RES_75_901.txt', lines or resolution)
    vim.cmd.edit(path)
    vim.bo.filetype = 'undoc'
    helper.settle()
    return vim.api.nvim_get_current_buf()
  end

  local function request(method, params)
    params = vim.tbl_extend('force', { textDocument = { uri = vim.uri_from_bufnr(0) } }, params or {})
    local results = vim.lsp.buf_request_sync(0, method, params, 2000)
    local _, answer = next(assert(results))
    assert.is_nil(answer.error and answer.error.message)
    return answer.result
  end

  --- A place by words: of the n-th byte of the first line that has them.
  local function at(words, offset)
    for i, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
      local column = line:find(words, 1, true)
      if column then
        return { position = { line = i - 1, character = column - 1 + (offset or 0) } }
      end
    end
    error('no ' .. words)
  end

  --- "line:column" of locations, both from 1.
  local function places(found)
    return vim.tbl_map(function(location)
      local start = (location.range or location).start
      return ('%d:%d'):format(start.line + 1, start.character + 1)
    end, found)
  end

  it('goes to what a reference names', function()
    open()
    local function definition(words, offset)
      return places(request('textDocument/definition', at(words, offset)))
    end
    assert.same({ '12:1' }, definition('paragraph 1 above'))
    assert.same({ '16:1' }, definition('subparagraph (a)', 14))
    assert.same({ '16:1' }, definition('paragraph 2 (a)', 13))
    assert.same({ '25:1' }, definition('see annex', 5))
    assert.same({ '23:1' }, definition('annex).¹', 7))
    assert.same({ '6:1' }, definition('agenda item 130', 3))
    assert.same({}, definition('Calls upon'))
    assert.same({}, definition('resolution 73/1'))
  end)

  it('goes to the file of a symbol', function()
    open()
    local other = helper.write('methods/A-75-697.txt', { 'a document' })
    local found = request('textDocument/definition', at('A/75/697', 2))
    assert.equal(vim.uri_from_fname(other), found[1].uri)
    vim.fn.delete(other)
    assert.same({}, request('textDocument/definition', at('A/75/697', 2)))
  end)

  it('finds the references to a paragraph, a footnote and an item', function()
    open()
    local function references(words, declaration, offset)
      local params = at(words, offset)
      params.context = { includeDeclaration = declaration }
      return places(request('textDocument/references', params))
    end
    assert.same({ '12:1', '16:13' }, references('1. Requests', true))
    assert.same({ '16:13' }, references('1. Requests', false))
    assert.same({ '16:13' }, references('Secretary-General', false))
    assert.same({ '18:21', '20:28' }, references('(a) To heed', false))
    assert.same({ '23:1', '20:56' }, references('annex).¹', true, 7))
    assert.same({ '6:1', '12:42' }, references('agenda item 130', true))
    assert.same({}, references('3. Decides', false))
  end)

  it('highlights what is the same', function()
    open()
    assert.same({ '16:1', '18:21', '20:28' },
      places(request('textDocument/documentHighlight', at('subparagraph (a)', 14))))
  end)

  it('links symbols and resolutions to their official addresses', function()
    open()
    local targets = vim.tbl_map(function(link)
      return link.target
    end, request('textDocument/documentLink'))
    assert.same({
      'https://docs.un.org/en/A/RES/75/901',
      'https://docs.un.org/en/A/RES/73/1',
      'https://docs.un.org/en/A/75/697',
      'https://docs.un.org/en/S/RES/2139%20(2014)',
    }, targets)
  end)

  it('folds every part of more than a line', function()
    open()
    local folds = vim.tbl_map(function(fold)
      return { fold.startLine + 1, fold.endLine + 1 }
    end, request('textDocument/foldingRange'))
    assert.is_true(vim.iter(folds):any(function(fold) return vim.deep_equal(fold, { 14, 18 }) end))
    for _, fold in ipairs(folds) do
      assert.is_true(fold[2] > fold[1])
    end
  end)

  it('grows the selection from word to document', function()
    open()
    local ranges = request('textDocument/selectionRange', { positions = { at('paragraph 1 above', 2).position } })
    local texts, range = {}, ranges[1]
    while range do
      local from, to = range.range.start, range.range['end']
      texts[#texts + 1] = table.concat(
        vim.api.nvim_buf_get_text(0, from.line, from.character, to.line, to.character, {}), '|')
      range = range.parent
    end
    assert.equal('paragraph', texts[1])
    assert.equal('paragraph 1 above', texts[2])
    assert.equal('(a) To heed paragraph 1 above;', texts[3])
    assert.matches('^2%. Calls upon Member States:||%(a%)', texts[4])
    assert.matches('Words of the annex', texts[#texts], 1, true)
  end)

  it('says beside the text what a reference out of sight names, and the numbers that are not printed', function()
    open()
    vim.api.nvim_win_set_height(0, 3)
    vim.api.nvim_win_set_cursor(0, { 20, 0 })
    vim.cmd('normal! zt')
    local hints = request('textDocument/inlayHint', {
      range = { start = { line = 0, character = 0 }, ['end'] = { line = 26, character = 0 } },
    })
    local labels = vim.tbl_map(function(hint) return hint.label end, hints)
    assert.is_true(vim.list_contains(labels, 'PP1'))
    assert.is_true(vim.iter(labels):any(function(label)
      return label:find('→ 1 Requests', 1, true) ~= nil
    end), vim.inspect(labels))
  end)

  it('counts references beside paragraphs, and lists them', function()
    local buf = open()
    local lenses = request('textDocument/codeLens')
    local titles = {}
    for _, lens in ipairs(lenses) do
      titles[lens.range.start.line + 1] = lens.command.title
    end
    assert.same({
      [12] = '1 reference', [14] = '1 reference', [16] = '2 references', [25] = '1 reference',
    }, titles)
    require('undoc.navigate').list_references(
      assert(require('undoc.document').get(buf)), lenses[1].command.arguments[2])
    assert.equal(1, #vim.fn.getloclist(0))
    vim.cmd('lclose')
  end)

  it('finds entries of all open documents by words', function()
    open()
    local found = request('workspace/symbol', { query = 'requests general' })
    assert.equal(1, #found)
    assert.matches('^1 Requests the Secretary', found[1].name)
    assert.same({ '12:1' }, places({ found[1].location }))
  end)

  it('tells the parts of a symbol, the names of a State, the session and what an opener is', function()
    open()
    local function hover(words, offset)
      local result = request('textDocument/hover', at(words, offset))
      return result and result.contents.value
    end
    assert.matches('75 +session 75', hover('A/75/697', 2))
    assert.matches('https://docs.un.org/en/A/RES/73/1', hover('resolution 73/1', 11), 1, true)
    assert.matches('preambular opener', hover('Recalling'), 1, true)
    assert.matches('operative opener', hover('Requests'), 1, true)
    assert.matches('regular session 75', hover('Seventy-fifth'), 1, true)
    assert.matches('General Assembly', hover('Seventy-fifth'), 1, true)
    assert.matches('1. Requests', hover('paragraph 1 above'), 1, true)
    assert.matches('Commonwealth of Independent States', hover('agenda item 130'), 1, true)
    assert.is_nil(hover('General Assembly'):find(helper.root, 1, true))
    open({ 'Letter dated 5 March 2021 from the Permanent Representative of Uzbekistan to the United Nations addressed'
      .. ' to the Secretary-General', '', 'I have the honour to write to you.' })
    assert.matches('Ouzbékistan', hover('Uzbekistan'), 1, true)
  end)

  it('completes items with their titles, openers with their roles and symbols, each once', function()
    open()
    local function complete(line, text)
      vim.api.nvim_buf_set_lines(0, line - 1, line, false, { text })
      local found = request('textDocument/completion', { position = { line = line - 1, character = #text } })
      assert.is_false(found.isIncomplete)
      local by_label = {}
      for _, item in ipairs(found.items) do
        assert.is_nil(by_label[item.label])
        by_label[item.label] = item
      end
      return by_label
    end
    local item = complete(20, '3. Decides to act under agenda item 13')['130 (w)']
    assert.matches('Commonwealth of Independent States', item.filterText, 1, true)
    assert.same({ line = 19, character = 36 }, item.textEdit.range.start)
    assert.equal('operative', complete(20, '3. Dec')['Decides'].detail)
    assert.equal('UZ', complete(20, '3. Decides to write to the Permanent Representative of U')['Uzbekistan'].detail)
    assert.is_table(complete(20, '3. Decides to take note of A/')['A/75/697'])
  end)

  local function lines()
    return vim.api.nvim_buf_get_lines(0, 0, -1, false)
  end

  it('offers what can be done with a clause, and does it as one step', function()
    open()
    local before = lines()
    local place = at('2. Calls upon').position
    vim.api.nvim_win_set_cursor(0, { place.line + 1, 0 })
    local actions = request('textDocument/codeAction', {
      range = { start = place, ['end'] = place },
      context = { diagnostics = {}, only = { 'refactor' } },
    })
    local by_title = {}
    for _, action in ipairs(actions) do
      by_title[action.title] = action
    end
    local client = vim.lsp.get_clients({ name = 'undoc', bufnr = 0 })[1]
    client.commands['undoc.plan'](by_title['Move up'].command, {})
    local text = table.concat(lines(), '\n')
    assert.matches('1. Calls upon Member States:', text, 1, true)
    assert.matches('2. Requests the Secretary-General', text, 1, true)
    assert.matches('(a) To heed paragraph 2 below', text, 1, true)
    assert.matches('come back to paragraph 1 (a)', text, 1, true)
    vim.cmd('undo')
    assert.same(before, lines())
    -- Promised for another text.
    helper.messages(function()
      client.commands['undoc.plan']({ arguments = { vim.api.nvim_get_current_buf(), 0, {} } }, {})
    end)
    assert.same(before, lines())
  end)

  it('formats closing marks, once and for all, and changes no word', function()
    local text = vim.deepcopy(resolution)
    text[12] = text[12]:gsub(';$', '.')
    text[10] = text[10]:gsub(',$', ';')
    open(text)
    local function format()
      local edits = request('textDocument/formatting', { options = { tabSize = 8, insertSpaces = false } })
      vim.lsp.util.apply_text_edits(edits, vim.api.nvim_get_current_buf(), require('undoc.lsp.position').encoding())
      return #edits
    end
    assert.equal(2, format())
    assert.same(resolution, lines())
    assert.equal(0, format())
    vim.api.nvim_buf_set_lines(0, 9, 12, false, vim.list_slice(text, 10, 12))
    local edits = request('textDocument/rangeFormatting', {
      options = { tabSize = 8, insertSpaces = false },
      range = { start = { line = 9, character = 0 }, ['end'] = { line = 9, character = 5 } },
    })
    assert.equal(1, #edits)
  end)

  it('writes the next label after a line break', function()
    open()
    local function next_label(after)
      local row = at(after).position.line + 1
      vim.api.nvim_buf_set_lines(0, row, row, false, { '', '' })
      local edits = request('textDocument/onTypeFormatting', {
        position = { line = row + 1, character = 0 }, ch = '\n', options = { tabSize = 8, insertSpaces = false },
      })
      vim.api.nvim_buf_set_lines(0, row, row + 2, false, {})
      return edits[1] and edits[1].newText
    end
    assert.equal('2. ', next_label('1. Requests'))
    assert.equal('(c) ', next_label('(b) To report'))
    assert.equal('4. ', next_label('3. Decides'))
    assert.is_nil(next_label('Recalling its resolution'))
  end)

  it('gives a clause, a footnote and a State another name', function()
    open()
    local before = lines()
    local function rename(words, name, offset)
      local params = at(words, offset)
      local prepared = request('textDocument/prepareRename', params)
      params.newName = name
      local encoding = require('undoc.lsp.position').encoding()
      vim.lsp.util.apply_workspace_edit(request('textDocument/rename', params), encoding)
      local now = table.concat(lines(), '\n')
      vim.cmd('silent! undo')
      assert.same(before, lines())
      return now, prepared.placeholder
    end
    local now, placeholder = rename('1. Requests', '3')
    assert.equal('1', placeholder)
    assert.matches('3. Requests the Secretary-General', now, 1, true)
    assert.matches('(a) To heed paragraph 3 below', now, 1, true)
    now, placeholder = rename('¹ See document', '7')
    assert.equal('¹', placeholder)
    assert.matches('see annex).⁷', now, 1, true)
    assert.matches('\n⁷ See document', now, 1, true)
    assert.is_nil(request('textDocument/prepareRename', at('Calls upon Member')))
    local title = 'Letter dated 5 March 2021 from the Permanent Representative of %s to the United Nations addressed'
      .. ' to the Secretary-General'
    before = { title:format('Norway'), '', 'I have the honour to write (see annex).', '', 'Annex to the letter dated'
      .. ' 5 March 2021 from the Permanent Representative of Norway to the United Nations addressed to the'
      .. ' Secretary-General', '', 'Words.' }
    helper.clean()
    open(before)
    now = rename('Representative of Norway', 'Pays-Bas', 18)
    assert.matches(title:format('the Kingdom of the Netherlands'), now, 1, true)
    local annex = 'Annex to the letter dated 5 March 2021 from the Permanent Representative of the Kingdom'
    assert.matches(annex, now, 1, true)
  end)

  it('knows a State wherever it is named', function()
    open({ 'The General Assembly,', '', 'Noting the words of Norway,', '', '1. Thanks Norway;', '', '2. Thanks Chad.' })
    local place = at('Norway', 2)
    assert.matches('fr +Norvège', request('textDocument/hover', place).contents.value)
    assert.same({ '3:21', '5:11' }, places(request('textDocument/documentHighlight', place)))
    place.newName = 'Mali'
    local edit = request('textDocument/rename', place)
    -- Of the text that it was made for: of a later one nothing is changed.
    local change = edit.documentChanges[1]
    assert.equal(vim.lsp.util.buf_versions[vim.api.nvim_get_current_buf()], change.textDocument.version)
    assert.equal(2, #change.edits)
    vim.lsp.util.apply_workspace_edit(edit, require('undoc.lsp.position').encoding())
    assert.same({ 'Noting the words of Mali,', '1. Thanks Mali;' }, { lines()[3], lines()[5] })
  end)

  it('offers what can be done in a long document without working it out', function()
    local long = { 'The General Assembly,', '' }
    for i = 1, 400 do
      vim.list_extend(long, { ('%d. Requests the Secretary-General to act;'):format(i), '' })
    end
    open(long)
    local place = at('5. Requests').position
    local action
    for _, one in ipairs(request('textDocument/codeAction', {
      range = { start = place, ['end'] = place },
      context = { diagnostics = {}, only = { 'refactor' } },
    })) do
      action = one.title == 'Move up' and one or action
    end
    vim.lsp.get_clients({ name = 'undoc', bufnr = 0 })[1].commands['undoc.plan'](action.command, {})
    assert.matches('^4%. Requests', lines()[place.line - 1])
  end)

  it('lets Neovim say that a word has no other name', function()
    open()
    local place = at('Calls upon Member', 6).position
    vim.api.nvim_win_set_cursor(0, { place.line + 1, place.character })
    local said = {}
    helper.with(vim, 'notify', function(text)
      said[#said + 1] = text
    end, function()
      vim.lsp.buf.rename()
      vim.wait(1000, function() return #said > 0 end, 5)
    end)
    assert.same({ 'Nothing to rename' }, said)
  end)

  it('answers in what the client counts in', function()
    local position = require('undoc.lsp.position')
    local agreed = position.encoding()
    local buf = open({ 'The General Assembly,', '', '𝔸é大 Recalling x,' })
    assert.equal('utf-8', position.agree({ 'utf-16', 'utf-8' }))
    for encoding, expected in pairs({ ['utf-8'] = 9, ['utf-16'] = 4, ['utf-32'] = 3 }) do
      assert.equal(encoding, position.agree({ encoding }))
      assert.same({ line = 2, character = expected }, position.of(buf, 2, 9))
      local line, column = position.place(buf, { line = 2, character = expected })
      assert.same({ 2, 9 }, { line, column })
      assert.same({ line = 2, character = 0 }, position.of(buf, 2, 0))
      column = select(2, position.place(buf, { line = 2, character = 999 }))
      assert.is_true(column >= 19)
    end
    assert.equal('utf-16', position.agree(nil))
    position.agree({ agreed })
  end)

  it('has a key that works in a buffer without a name', function()
    local buf = helper.open(resolution)
    assert.equal('', vim.api.nvim_buf_get_name(buf))
    assert.same({}, request('textDocument/definition', at('paragraph 1 above')))
    local place = at('paragraph 1 above').position
    vim.api.nvim_win_set_cursor(0, { place.line + 1, place.character })
    vim.cmd('normal gd')
    assert.same({ 12, 0 }, vim.api.nvim_win_get_cursor(0))
    assert.equal(buf, vim.api.nvim_get_current_buf())
    vim.cmd('execute "normal! \\<C-t>"')
    assert.same({ place.line + 1, place.character }, vim.api.nvim_win_get_cursor(0))
  end)

  it('opens the official address at a key, and else what the key opens elsewhere', function()
    open()
    local opened = {}
    helper.with(vim.ui, 'open', function(address)
      opened[#opened + 1] = address
    end, function()
      local place = at('A/75/697').position
      vim.api.nvim_win_set_cursor(0, { place.line + 1, place.character + 2 })
      vim.cmd('normal gx')
      vim.api.nvim_buf_set_lines(0, 26, 27, false, { 'See https://example.org/x for more.' })
      vim.api.nvim_win_set_cursor(0, { 27, 6 })
      vim.cmd('normal gx')
    end)
    assert.same({ 'https://docs.un.org/en/A/75/697', 'https://example.org/x' }, opened)
  end)
end)
