local helper = require('helper')

--- What the command line says of a text.
local function command_line(what, path)
  local text = vim.fn.system({ helper.root .. '/build/undoc', what, '--json', path })
  return vim.json.decode(text)
end

describe('findings', function()
  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
  end)

  it('are diagnostics with a source, a code and the very words', function()
    local buf = helper.open()
    local found = vim.diagnostic.get(buf)
    assert.equal(1, #found)
    assert.equal('undoc', found[1].source)
    assert.equal('clause/opener', found[1].code)
    assert.equal(require('undoc.diagnostics').namespace(), found[1].namespace)
    local words = vim.api.nvim_buf_get_text(buf, found[1].lnum, found[1].col, found[1].end_lnum, found[1].end_col, {})
    assert.same({ 'Célébrent' }, words)
  end)

  it('are those of the command line', function()
    local copies = {
      { 'Points 128 a) et b) et', 'Points 128 a) et c) et' },
      { '130 w) de', '130 ww) de' },
      { 'Soixante-quinzième session', 'Soixante-seizième session' },
      { 'Réaffirment', 'Réafirment' },
    }
    for i, copy in ipairs(copies) do
      local lines = vim.tbl_map(function(line)
        return (line:gsub(vim.pesc(copy[1]), copy[2]))
      end, helper.letter_lines())
      assert.not_same(helper.letter_lines(), lines)
      local path = helper.write(('copy%d.txt'):format(i), lines)
      vim.cmd.edit(path)
      helper.settle()
      local document = assert(require('undoc.document').get(0))
      local wanted = command_line('check', path)
      assert.same(wanted.findings, require('undoc').findings())
      assert.is_true(#wanted.findings > 1)
      assert.equal(#wanted.findings, #vim.diagnostic.get(0))
      local tree = vim.json.decode(document.doc:parse_json(path))
      assert.is_true(vim.deep_equal(command_line('parse', path), tree), path)
    end
  end)

  it('are renewed a while after a change, and set only when they differ', function()
    local buf = helper.open()
    local sets = 0
    local set = vim.diagnostic.set
    helper.with(vim.diagnostic, 'set', function(...)
      sets = sets + 1
      return set(...)
    end, function()
      -- In words that no rule looks at.
      vim.cmd('28s/commune/comune/')
      helper.settle()
      assert.equal(0, sets)
      vim.cmd('%s/Soulignant/Souligant/')
      vim.cmd('%s/Réaffirment/Réafirment/')
      assert.equal(1, #vim.diagnostic.get(buf))
      helper.settle()
      assert.equal(1, sets)
    end)
    assert.equal(3, #vim.diagnostic.get(buf))
  end)

  it('come back when the file is read again', function()
    local buf = helper.open()
    vim.cmd('edit!')
    helper.settle()
    assert.equal(1, #vim.diagnostic.get(buf))
    local marks = vim.api.nvim_buf_get_extmarks(buf, -1, 0, -1, { details = true })
    assert.is_true(#vim.tbl_filter(function(mark) return mark[2] == 53 end, marks) > 0)
  end)

  it('are silenced by code, and by option', function()
    vim.g.undoc = { ignore = { 'clause/opener' } }
    local buf = helper.open()
    assert.same({}, vim.diagnostic.get(buf))
    assert.same({}, require('undoc').findings())
    vim.g.undoc = nil
    vim.cmd('28s/commune/comune/')
    helper.settle()
    assert.equal(1, #vim.diagnostic.get(buf))
    vim.g.undoc = { diagnostics = false }
    vim.cmd('28s/comune/commune/')
    helper.settle()
    assert.same({}, vim.diagnostic.get(buf))
    assert.equal(1, #require('undoc').findings())
  end)

  it('fill the location list with :Undoc check', function()
    helper.open()
    vim.cmd('Undoc check')
    local list = vim.fn.getloclist(0)
    assert.equal(1, #list)
    assert.equal(54, list[1].lnum)
    assert.equal('qf', vim.bo.filetype)
    vim.cmd('lclose')
    vim.cmd('%s/Célébrent/Célèbrent/')
    local said = helper.messages(function()
      vim.cmd('Undoc check')
    end)
    assert.same({ { 'undoc: no findings', vim.log.levels.INFO } }, said)
    assert.same({}, vim.fn.getloclist(0))
  end)
end)

describe(':Undoc fix', function()
  before_each(helper.clean)
  after_each(helper.clean)

  local function line_of(text)
    return vim.api.nvim_buf_get_lines(0, helper.row(text), helper.row(text) + 1, false)[1]
  end

  it('corrects the finding at the cursor, in one undo step', function()
    local buf = helper.open()
    local before = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
    helper.cursor('Célébrent', 3)
    vim.cmd('Undoc fix')
    assert.matches('^Célèbrent le soixante', line_of('Célèbrent'))
    helper.settle()
    assert.same({}, vim.diagnostic.get(buf))
    vim.cmd('undo')
    assert.same(before, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
    assert.is_false(vim.bo.modified)
  end)

  it('works from anywhere in the line, and right after a change', function()
    helper.open()
    helper.cursor('Célébrent', 60)
    vim.cmd('normal! ggO')
    helper.cursor('Célébrent', 60)
    vim.cmd('Undoc fix')
    assert.matches('^Célèbrent le soixante', line_of('Célèbrent'))
  end)

  it('corrects a range in one undo step, marks and cursor stay', function()
    local buf = helper.open()
    vim.cmd('%s/Soulignant/Souligant/')
    vim.cmd('%s/Réaffirment/Réafirment/')
    local before = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
    -- As between two commands that somebody types.
    vim.cmd('let &undolevels = &undolevels')
    local undo = vim.fn.undotree().seq_cur
    vim.api.nvim_win_set_cursor(0, { 60, 4 })
    vim.api.nvim_buf_set_mark(buf, 'm', 54, 20, {})
    local said = helper.messages(function()
      vim.cmd('%Undoc fix')
    end)
    assert.matches('3 of 3 findings fixed', said[1][1])
    assert.same({}, require('undoc').findings())
    assert.same({ 60, 4 }, vim.api.nvim_win_get_cursor(0))
    assert.same({ 54, 20 }, vim.api.nvim_buf_get_mark(buf, 'm'))
    assert.equal(undo + 1, vim.fn.undotree().seq_cur)
    vim.cmd('undo')
    assert.same(before, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
    assert.equal(2, #vim.tbl_filter(function(line) return line:find('Souligant') or line:find('Célébrent') end, before))
  end)

  it('says when there is nothing to do', function()
    helper.open()
    local said = helper.messages(function()
      vim.cmd('1Undoc fix')
      vim.api.nvim_win_set_cursor(0, { 1, 0 })
      vim.cmd('Undoc fix')
    end)
    assert.same({
      { 'undoc: nothing to fix in these lines', vim.log.levels.INFO },
      { 'undoc: nothing to fix in this line', vim.log.levels.INFO },
    }, said)
  end)

  it('lets one choose among several, and does nothing when one does not', function()
    local buf, document = helper.open()
    local fix = require('undoc.fix')
    local edit = { line = 54, column = 1, end_line = 54, end_column = 3, text = 'X' }
    local finding = {
      line = 54, column = 1, end_line = 54, end_column = 3, code = 'a/b', message = 'm', severity = 'warning',
      fixes = { { title = 'first', edits = { edit } }, { title = 'second', edits = { { line = 54, column = 2,
        end_line = 54, end_column = 4, text = 'two\nlines' } } } },
    }
    helper.with(require('undoc.document'), 'findings', function() return { finding } end, function()
      local before = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
      vim.api.nvim_win_set_cursor(0, { 54, 0 })
      local asked = helper.answering(function() return nil end, function() vim.cmd('Undoc fix') end)
      assert.same({ 'Fix' }, asked)
      assert.same(before, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
      helper.answering(function(_, _, labels)
        assert.same({ 'first', 'second' }, labels)
        return 'second'
      end, function() vim.cmd('Undoc fix') end)
      assert.equal('Ctwo', vim.api.nvim_buf_get_lines(buf, 53, 54, false)[1])
      assert.equal(71, document.doc:line_count())
      local stale = fix.choices(document, { finding })[1]
      vim.cmd('normal! ggx')
      vim.cmd('normal! Gx')
      local now = vim.api.nvim_buf_get_lines(buf, 0, -1, false)
      local said = helper.messages(function() fix.apply(document, stale) end)
      assert.equal('undoc: the text has changed since: nothing was done', said[1][1])
      assert.same(now, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
    end)
  end)

  it('never makes two fixes of the same words', function()
    local buf, document = helper.open({ 'abcdef' })
    local function finding(first, last, text)
      return {
        line = 1, column = first, end_line = 1, end_column = last, code = 'a/b', message = 'm', severity = 'error',
        fixes = {
          { title = text, edits = { { line = 1, column = first, end_line = 1, end_column = last, text = text } } },
        },
      }
    end
    local findings = {
      finding(1, 4, 'X'), finding(2, 3, 'Y'), finding(4, 6, 'Z'), finding(4, 4, 'W'), finding(7, 7, '!'),
    }
    helper.with(require('undoc.document'), 'findings', function() return findings end, function()
      require('undoc.fix').run(document, { 1, 1 })
    end)
    assert.same({ 'XZf!' }, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
  end)

  it('keeps within the text whatever a fix says', function()
    local buf = helper.open({ 'abc', 'def' })
    require('undoc.fix').edit(buf, {
      { line = 1, column = 2, end_line = 1, end_column = 99, text = 'X' },
      { line = 99, column = 1, end_line = 99, end_column = 1, text = '!' },
    })
    assert.same({ 'aX', 'def!' }, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
  end)

  it('stand still while text is typed: they are set anew where they have changed, and move with their words', function()
    helper.open()
    helper.settle()
    local changes = 0
    local id = vim.api.nvim_create_autocmd('DiagnosticChanged', { callback = function() changes = changes + 1 end })
    helper.cursor('Célébrent')
    vim.cmd('normal! 2k')
    for _ = 1, 30 do
      vim.cmd('normal! aé')
      assert.equal(1, #vim.diagnostic.get(0))
    end
    helper.settle()
    assert.equal(0, changes)
    vim.cmd('normal! Oand more')
    local row = helper.row('Célébrent')
    local marks = {}
    for name, space in pairs(vim.api.nvim_get_namespaces()) do
      if name:find('diagnostic') or name:find('^undoc/') then
        for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, space, 0, -1, {})) do marks[#marks + 1] = mark[2] end
      end
    end
    assert.is_true(#marks > 0)
    for _, at in ipairs(marks) do assert.equal(row, at) end
    assert.equal(0, changes)
    helper.settle()
    assert.equal(1, changes)
    vim.api.nvim_del_autocmd(id)
  end)
end)
