local helper = require('helper')

local slips = {
  'The General Assembly,',
  '',
  'Recaling its resolution 74/12,',
  '',
  '1. Decide to keep the lights;',
  '',
  '2. Decide to keep the boats that the keepers of the lights have kept',
  'for years;',
  '',
  '4. Requests the keepers to stay.',
}

--- "line code severity" of every diagnostic.
local function shown(buf)
  local names = { 'error', 'warning', 'info', 'hint' }
  return vim.tbl_map(function(one)
    return ('%d %s %s'):format(one.lnum + 1, one.code, names[one.severity])
  end, vim.diagnostic.get(buf or 0, { namespace = require('undoc.diagnostics').namespace() }))
end

local function set(options)
  vim.g.undoc = options
  require('undoc.document').refresh(assert(require('undoc.document').get(0)))
end

--- A document in a folder of its own, and the path of settings two folders above it.
local function in_folder(name, settings)
  local path = helper.write(name .. '/letters/2021/draft.undoc', slips)
  local file = vim.fs.dirname(path):gsub('/letters/2021$', '/.undoc.yaml')
  if settings then
    vim.fn.writefile(settings, file)
  end
  vim.cmd('silent! only')
  vim.cmd.edit(path)
  helper.settle()
  return vim.api.nvim_get_current_buf(), file
end

describe('rules', function()
  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
  end)

  it('have the severity that the user says, everywhere', function()
    local buf, document = helper.open(slips)
    local all = {
      '3 clause/opener warning', '5 clause/opener warning', '7 clause/opener warning', '10 number/sequence warning',
    }
    assert.same(all, shown())
    set({ rules = { ['clause/opener'] = 'hint', ['number/*'] = 'off' } })
    local wanted = { '3 clause/opener hint', '5 clause/opener hint', '7 clause/opener hint' }
    assert.same(wanted, shown())
    -- Lists, outline, status, folds, statistics and fixes count the same.
    vim.cmd('Undoc check')
    local list = vim.fn.getloclist(0)
    assert.same({ 3, 'N' }, { #list, list[1].type })
    vim.cmd('lclose')
    local counted = 0
    for _, entry in ipairs(require('undoc.document').outline(document)) do
      counted = counted + entry.findings
    end
    assert.equal(3, counted)
    assert.matches('3 findings', vim.b[buf].undoc_status, 1, true)
    assert.matches('3 findings', require('undoc.status').foldtext(document, 1, 10), 1, true)
    assert.is_true(vim.list_contains(require('undoc.about').stats(document), '3 hints'))
    assert.equal('hint', require('undoc').findings()[1].severity)
    local said = helper.messages(function()
      vim.cmd('%Undoc fix')
    end)
    assert.equal('undoc: 3 of 3 findings fixed', said[1][1])
  end)

  it('are off by option ignore, which is the same', function()
    local _, document = helper.open(slips)
    set({ ignore = { 'number/sequence' }, rules = { ['clause/*'] = 'info' } })
    assert.same({ '3 clause/opener info', '5 clause/opener info', '7 clause/opener info' }, shown())
    -- One line for each rule of the area, however many there are.
    local report = require('undoc.rules').report(document)
    local area = vim.tbl_filter(function(code) return vim.startswith(code, 'clause/') end,
      require('undoc.native').core().codes())
    assert.equal(#area + 1, #report)
    for i = 1, #area do
      assert.matches('^clause/%l+ is information by vim.g.undoc, by itself ', report[i])
    end
    assert.equal('number/sequence is off by vim.g.undoc, by itself warning', report[#report])
    -- A buffer's list stands in the place of the other one.
    vim.b.undoc_ignore = { 'clause/opener' }
    set(vim.g.undoc)
    assert.same({ '10 number/sequence warning' }, shown())
    vim.b.undoc_ignore = nil
    vim.b.undoc_rules = { ['*'] = 'off', ['clause/opener'] = 'error' }
    set(vim.g.undoc)
    assert.same({ '3 clause/opener error', '5 clause/opener error', '7 clause/opener error' }, shown())
    local said = require('undoc.rules').report(document)
    assert.is_true(vim.list_contains(said, 'clause/opener is error by the buffer, by itself warning'))
    vim.b.undoc_rules = { ['*'] = 'default' }
    set(vim.g.undoc)
    assert.equal(4, #shown())
    assert.equal('3 clause/opener warning', shown()[1])
  end)

  it('that nobody knows are named by :checkhealth, and the others hold', function()
    local config = require('undoc.config')
    helper.open(slips)
    set({ rules = { ['clause/openr'] = 'off', ['clause/opener'] = 'loud', ['number/sequence'] = 'off' } })
    assert.same({
      'vim.g.undoc.rules: “loud” is no severity; expected error, warning, info, hint, off or default',
      'vim.g.undoc.rules: no rule is called “clause/openr”; did you mean clause/opener?',
    }, config.problems())
    assert.same({ '3 clause/opener warning', '5 clause/opener warning', '7 clause/opener warning' }, shown())
    set({ rules = { 'clause/opener' } })
    assert.matches('a table of severities by rule expected', config.problems()[1], 1, true)
    assert.equal(4, #shown())
  end)
end)

describe('.undoc.yaml', function()
  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
  end)

  it('holds for the documents below its folder, before what the user says', function()
    vim.g.undoc = { rules = { ['clause/opener'] = 'off', ['number/sequence'] = 'info' } }
    local buf = in_folder('one', { 'rules:', '  clause/opener: error' })
    assert.same({
      '3 clause/opener error', '5 clause/opener error', '7 clause/opener error', '10 number/sequence info',
    }, shown())
    -- The command line says the same, the user's options aside.
    local path = vim.api.nvim_buf_get_name(buf)
    vim.g.undoc = nil
    require('undoc.document').refresh(assert(require('undoc.document').get(buf)))
    local text = vim.fn.system({ helper.root .. '/build/undoc', 'check', '--json', path })
    assert.same(vim.json.decode(text).findings, require('undoc').findings())
    -- A buffer has the last word.
    vim.b.undoc_rules = { ['clause/opener'] = 'hint' }
    require('undoc.document').refresh(assert(require('undoc.document').get(buf)))
    assert.equal('3 clause/opener hint', shown()[1])
  end)

  it('is seen when it is written, comes or goes', function()
    local buf, file = in_folder('two')
    assert.equal(4, #shown(buf))
    vim.cmd('split ' .. vim.fn.fnameescape(file))
    vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'rules:', '  "*": off' })
    vim.cmd('silent write')
    assert.same({}, shown(buf))
    vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'rules:', '  "*": off', '  number/*: hint' })
    vim.cmd('silent write')
    assert.same({ '10 number/sequence hint' }, shown(buf))
    -- Written by somebody else.
    vim.fn.writefile({ 'rules:', '  number/sequence: error', '  clause/*: off' }, file)
    vim.cmd('doautocmd FocusGained')
    assert.same({ '10 number/sequence error' }, shown(buf))
    vim.fn.delete(file)
    vim.api.nvim_buf_set_lines(buf, 0, 1, false, { 'The General Assembly,' })
    helper.settle()
    assert.equal(4, #shown(buf))
    assert.equal('10 number/sequence warning', shown(buf)[4])
  end)

  it('says what is wrong in it, and the rest holds', function()
    local buf, file
    local said = helper.messages(function()
      buf, file = in_folder('three', { 'rules:', '  clause/openr: off', '  number/*: off' })
    end)
    local fault = file .. ':2:3: no rule is called “clause/openr”; did you mean clause/opener?'
    assert.equal('undoc: ' .. fault, said[1][1])
    assert.equal(1, #said)
    assert.equal(3, #shown(buf))
    -- In the file, where it is open.
    vim.cmd('split ' .. vim.fn.fnameescape(file))
    local found = vim.diagnostic.get(0)
    assert.equal(1, #found)
    assert.same({ 1, 2, vim.diagnostic.severity.ERROR }, { found[1].lnum, found[1].col, found[1].severity })
    -- By :checkhealth, with what holds.
    local lines = {}
    local function put(line)
      lines[#lines + 1] = line
    end
    helper.with(vim, 'health', { start = put, ok = put, info = put, warn = put, error = put }, function()
      require('undoc.health').check()
    end)
    assert.is_true(vim.list_contains(lines, fault))
    assert.is_true(vim.list_contains(lines, '  number/sequence is off by .undoc.yaml, by itself warning'))
    vim.cmd('silent! bwipeout!')
  end)
end)

describe('the command line', function()
  --- Output, what is said beside it, and the exit status.
  local function undoc(...)
    local result = vim.system({ helper.root .. '/build/undoc', 'check', ... }, { text = true }):wait()
    return vim.trim(result.stdout), vim.trim(result.stderr), result.code
  end

  it('tells by its exit status what was found', function()
    local path = helper.write('status/draft.txt', slips)
    local file = helper.write('status/.undoc.yaml', { 'rules:', '  "*": hint' })
    local function status(...)
      return (select(3, undoc(...)))
    end
    assert.equal(0, status(path))
    assert.equal(1, status('--severity', 'hint', path))
    assert.equal(1, status('--severity=hint', path))
    assert.equal(0, status('--severity', 'info', path))
    assert.equal('', (undoc('--severity', 'warning', path)))
    vim.fn.writefile({ 'rules:', '  clause/*: off', '  number/*: error' }, file)
    assert.equal(1, status(path))
    assert.equal(path .. ':10:1: error: “4.” follows “2.”: “3.” is missing [number/sequence]', (undoc(path)))
    assert.equal(1, #vim.json.decode((undoc('--json', '--severity', 'error', path))).findings)
    assert.equal(0, status('--severity', 'error', helper.write('other/draft.txt', slips)))
    -- Something wrong in the settings is no good end, and is said once for all files of the folder.
    vim.fn.writefile({ 'rules:', '  clause/*: of' }, file)
    local output, said, code = undoc(path, path)
    assert.equal(2, code)
    local fault = ':2:13: “of” is no severity; expected error, warning, info, hint, off or default'
    assert.equal('undoc: ' .. file .. fault, said)
    assert.equal(8, #vim.split(output, '\n'))
    local misuse = {
      { '--severity', 'loud', path },
      { '--severity' },
      { '--rules', '--json' },
      { '--rules', path, path },
    }
    for _, wrong in ipairs(misuse) do
      assert.equal(2, status(unpack(wrong)))
    end
  end)

  it('lists the rules, and what holds for a file', function()
    local path = helper.write('listed/draft.txt', slips)
    local settings = { 'rules:', '  number/*: off', '  clause/opener: error', '  letter/unsigned: hint' }
    helper.write('listed/.undoc.yaml', settings)
    local rules = vim.split((undoc('--rules')), '\n')
    assert.equal(#vim.split((undoc('--codes')), '\n'), #rules)
    assert.is_true(vim.list_contains(rules, 'clause/opener            warning'))
    local holds = vim.split((undoc('--rules', path)), '\n')
    assert.equal(#rules, #holds)
    assert.is_true(vim.list_contains(holds, 'clause/opener            error (by itself warning)'))
    assert.is_true(vim.list_contains(holds, 'number/sequence          off (by itself warning)'))
    assert.is_true(vim.list_contains(holds, 'letter/unsigned          hint'))
  end)

  it('counts in the outline what is in force', function()
    local path = helper.write('outlined/draft.txt', slips)
    helper.write('outlined/.undoc.yaml', { 'rules:', '  clause/opener: off' })
    local text = vim.fn.system({ helper.root .. '/build/undoc', 'outline', path })
    assert.equal(1, select(2, text:gsub('%(1 finding%)', '')))
  end)
end)

describe(':Undoc silence', function()
  before_each(helper.clean)
  after_each(helper.clean)

  local function line(number)
    return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
  end

  --- What comes next can be undone alone.
  local function new_undo_step()
    vim.bo.undolevels = vim.bo.undolevels
  end

  it('silences the finding at the cursor, in one undo step', function()
    local buf = helper.open(slips)
    helper.cursor('1. Decide', 3)
    vim.cmd('Undoc silence')
    assert.equal('1. Decide to keep the lights; <!-- undoc: off clause/opener -->', line(5))
    helper.settle()
    assert.same({ '3 clause/opener warning', '7 clause/opener warning', '10 number/sequence warning' }, shown())
    -- Above a paragraph that is wrapped.
    new_undo_step()
    helper.cursor('2. Decide', 3)
    vim.cmd('Undoc silence')
    assert.equal('<!-- undoc: off clause/opener -->', line(7))
    helper.settle()
    assert.same({ '3 clause/opener warning', '11 number/sequence warning' }, shown())
    vim.cmd('silent undo')
    assert.same(slips[7], line(7))
    -- What was silenced comes back, and the comment is found to be of no use where nothing is wrong.
    vim.cmd('5s/Decide /Decides /')
    helper.settle()
    assert.is_true(vim.list_contains(shown(buf), '5 comment/unused hint'))
    vim.cmd('5Undoc fix')
    assert.equal('1. Decides to keep the lights;', line(5))
  end)

  it('silences a range, and a rule in the whole document', function()
    helper.open(slips)
    new_undo_step()
    local said = helper.messages(function()
      vim.cmd('1,8Undoc silence')
    end)
    assert.equal('undoc: 3 findings silenced', said[1][1])
    assert.same({ '11 number/sequence warning' }, (function()
      helper.settle()
      return shown()
    end)())
    vim.cmd('silent undo')
    assert.same(slips, vim.api.nvim_buf_get_lines(0, 0, -1, false))
    helper.cursor('Recaling')
    vim.cmd('Undoc silence document')
    assert.equal('<!-- undoc: off-file clause/opener -->', line(1))
    helper.settle()
    assert.same({ '11 number/sequence warning' }, shown())
    helper.cursor('4. Requests')
    vim.cmd('Undoc silence document')
    assert.equal('<!-- undoc: off-file clause/opener number/sequence -->', line(1))
    said = helper.messages(function()
      vim.cmd('Undoc silence')
    end)
    assert.equal('undoc: no finding in this line', said[1][1])
  end)

  it('is a code action, after what mends', function()
    local buf = helper.open(slips)
    local function actions(text)
      helper.cursor(text, 3)
      local params = vim.lsp.util.make_range_params(0, 'utf-8')
      params.context = { diagnostics = {}, only = { 'quickfix' } }
      local replies = vim.lsp.buf_request_sync(buf, 'textDocument/codeAction', params, 2000)
      return vim.tbl_values(assert(replies))[1].result
    end
    local list = actions('1. Decide')
    local titles = vim.tbl_map(function(action)
      assert.equal('quickfix', action.kind)
      return action.title
    end, list)
    assert.same({
      'Write “Decides”',
      'Fix all 3 of clause/opener',
      'Leave it as it is here: silence clause/opener',
      'Leave it as it is in the whole document: silence clause/opener',
    }, titles)
    local client = vim.lsp.get_clients({ name = 'undoc', bufnr = buf })[1]
    client.commands[list[3].command.command](list[3].command, { bufnr = buf })
    assert.equal('1. Decide to keep the lights; <!-- undoc: off clause/opener -->', line(5))
    -- A finding without a fix has them too.
    helper.settle()
    vim.cmd('7s/the boats/the boats of paragraph 9 above/')
    helper.settle()
    helper.cursor('paragraph 9', 30)
    titles = vim.tbl_map(function(action)
      return action.title
    end, actions('2. Decide'))
    assert.is_true(vim.list_contains(titles, 'Leave it as it is here: silence clause/opener'))
  end)

  it('is told by :Undoc explain and the hover', function()
    local _, document = helper.open(slips)
    local lines = table.concat(require('undoc.explain').lines(document, 4), '\n')
    assert.matches('warning clause/opener: “Decide”', lines, 1, true)
    assert.matches('<!-- undoc: off clause/opener -->', lines, 1, true)
    local hover = table.concat(require('undoc.hover').at(document, 4, 4), '\n')
    assert.matches('- leave it as it is: :Undoc silence', hover, 1, true)
  end)

  it('writes what goes with its paragraph, by operators and by plans', function()
    local buf, document = helper.open({
      'The General Assembly,',
      '',
      '1. Decides to go;',
      '',
      '<!-- undoc: off clause/opener -->',
      '2. Decide to keep the boats that the keepers of the lights have kept',
      'for years;',
      '',
      '<!-- undoc: off clause/* -->',
      '3. Decide to stay.',
    })
    assert.same({}, shown())
    local function lines()
      return vim.api.nvim_buf_get_lines(buf, 0, -1, false)
    end
    -- The comment above a clause goes, that of the next one stays.
    new_undo_step()
    helper.cursor('2. Decide')
    vim.cmd.normal('dac')
    local left = { '1. Decides to go;', '', '<!-- undoc: off clause/* -->', '3. Decide to stay.' }
    assert.same(left, vim.list_slice(lines(), 3))
    vim.cmd('silent undo')
    new_undo_step()
    -- From the comment itself, and up before the first.
    vim.api.nvim_win_set_cursor(0, { 9, 0 })
    vim.cmd('Undoc move up 2')
    assert.same({
      '<!-- undoc: off clause/* -->',
      '1. Decide to stay;',
      '',
      '2. Decides to go;',
      '',
      '<!-- undoc: off clause/opener -->',
      '3. Decide to keep the boats that the keepers of the lights have kept',
      'for years.',
    }, vim.list_slice(lines(), 3))
    helper.settle()
    assert.same({}, require('undoc.document').findings(document))
    vim.cmd('silent undo')
    vim.api.nvim_win_set_cursor(0, { 6, 0 })
    vim.cmd('Undoc delete')
    assert.is_false(vim.list_contains(lines(), '<!-- undoc: off clause/opener -->'))
    assert.is_true(vim.list_contains(lines(), '<!-- undoc: off clause/* -->'))
  end)

  it('keeps its comment apart when the paragraph below is wrapped anew', function()
    helper.open({
      'The General Assembly,',
      '',
      '<!-- undoc: off clause/opener -->',
      'Recaling its resolution 74/12 on the boats that the keepers have kept,',
    })
    vim.bo.textwidth = 40
    vim.bo.formatexpr = ''
    vim.api.nvim_win_set_cursor(0, { 3, 0 })
    vim.cmd.normal({ 'gqap', bang = true })
    assert.equal('<!-- undoc: off clause/opener -->', line(3))
    assert.equal('Recaling its resolution 74/12 on the', line(4))
    helper.settle()
    assert.same({}, shown())
  end)

  it('leaves no trace in a clean copy, and is coloured as a comment', function()
    helper.open(slips)
    vim.cmd('1,8Undoc silence')
    helper.cursor('4. Requests')
    vim.cmd('Undoc silence document')
    helper.settle()
    assert.same({}, shown())
    vim.cmd('Undoc clean')
    assert.same(slips, vim.api.nvim_buf_get_lines(0, 0, -1, false))
    vim.cmd('silent! bwipeout!')
    local child = helper.child({ helper.write('silent.undoc', { slips[1], '', '1. Decide; <!-- undoc: off -->' }) })
    child.settle()
    local screen = child.screen()
    assert.matches('<!-- undoc: off -->', screen[3], 1, true)
    local column = assert(screen[3]:find('<!--', 1, true))
    local words = screen[3]:find('Decide', 1, true) + 6
    local look = 'return vim.fn.screenattr(3, ...)'
    assert.not_equal(child.lua(look, words), child.lua(look, column))
    child.stop()
  end)
end)
