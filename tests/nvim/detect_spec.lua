local helper = require('helper')

describe('detection', function()
  local letter = helper.letter_lines()

  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
  end)

  local function filetype(name, lines)
    vim.cmd.edit(vim.fn.fnameescape(helper.write(name, lines)))
    return vim.bo.filetype
  end

  local resolution = {
    'United Nations', '', 'General Assembly', '', 'Seventy-fifth session', 'Agenda item 14', '',
    'Resolution adopted by the General Assembly on 21 July 2021', '', 'The General Assembly,', '',
    'Recalling its earlier resolutions,', '', '1. Decides to remain seized of the matter.',
  }

  it('knows documents by content, whatever the name', function()
    for i, name in ipairs({ 'a.txt', 'a.md', 'letter', 'LETTRE.TXT', 'a.b.zzz' }) do
      assert.equal('undoc', filetype(i .. '/' .. name, letter), name)
      assert.is_not_nil(require('undoc.document').get(0))
      assert.equal('undoc', filetype(i .. 'r/' .. name, resolution), name)
    end
  end)

  it('knows the letter without its masthead, hard-wrapped, and without emphasis', function()
    local body = vim.list_slice(letter, 24)
    assert.equal('undoc', filetype('body.txt', body))
    local plain = vim.tbl_map(function(line)
      return (line:gsub('%*', ''))
    end, letter)
    assert.equal('undoc', filetype('plain.txt', plain))
    local path = helper.write('wrapped.txt', letter)
    vim.fn.system({ 'sh', '-c', 'fold -s -w 72 "$1" > "$1.w" && mv "$1.w" "$1"', 'sh', path })
    vim.cmd.edit(path)
    assert.equal('undoc', vim.bo.filetype)
  end)

  it('takes no file that is not one', function()
    local others = {
      ['notes.txt'] = { 'Milk, eggs, bread.', '', 'Call the plumber.' },
      ['readme.md'] = { '# A program', '', 'It reads files, and writes files.', '', '- one', '- two' },
      ['about-un.md'] = {
        '# The United Nations', '', 'The United Nations was founded in 1945. Its General Assembly meets in New York,',
        'and the Security Council has fifteen members. I went there last summer; the tour of the General Assembly',
        'hall was the best part.',
      },
      ['mail.txt'] = { 'Dear all,', '', 'please read A/75/251 before Monday.', '', 'Best,', 'Anna' },
      ['empty.txt'] = {},
      ['blank'] = { '', '', '' },
      ['paths.txt'] = { 'a/res/1', 's/2020/1', 'e/x/3' },
    }
    for name, lines in pairs(others) do
      assert.not_equal('undoc', filetype(name, lines), name)
      assert.is_nil(require('undoc.document').get(0))
    end
  end)

  it('leaves files of other types alone', function()
    assert.equal('lua', filetype('letter.lua', letter))
    assert.equal('html', filetype('letter.html', letter))
  end)

  it('always takes the ending .undoc and :set filetype=undoc', function()
    assert.equal('undoc', filetype('empty.undoc', {}))
    assert.is_not_nil(require('undoc.document').get(0))
    assert.equal('undoc', filetype('mail.undoc', { 'From: a', 'To: b', 'Subject: c' }))
    assert.equal('undoc', filetype('shell.undoc', { '#!/bin/sh', '# vim-like' }))
    vim.cmd.edit(helper.folder .. '/new-file.undoc')
    assert.equal('undoc', vim.bo.filetype)
    vim.cmd.enew()
    vim.cmd('set filetype=undoc')
    assert.is_not_nil(require('undoc.document').get(0))
  end)

  it('is switched off by an option, the ending is not', function()
    vim.g.undoc = { detect = false }
    assert.equal('text', filetype('off.txt', letter))
    assert.equal('undoc', filetype('off.undoc', letter))
  end)

  it('leaves a file type that the user has set', function()
    assert.equal('undoc', filetype('mine.txt', letter))
    vim.cmd('set filetype=text')
    helper.settle()
    assert.is_nil(require('undoc.document').get(0))
    vim.cmd('edit!')
    assert.equal('text', vim.bo.filetype)
    vim.cmd('set filetype=undoc')
    vim.cmd('edit!')
    assert.equal('undoc', vim.bo.filetype)
  end)

  it('leaves a file type that a modeline sets', function()
    local lines = vim.deepcopy(letter)
    table.insert(lines, '')
    table.insert(lines, 'vim: filetype=text')
    vim.o.modeline = true
    assert.equal('text', filetype('modeline.txt', lines))
    helper.settle()
    assert.is_nil(require('undoc.document').get(0))
  end)

  it('stays on when the file is read again', function()
    assert.equal('undoc', filetype('again.txt', letter))
    vim.cmd('edit!')
    helper.settle()
    assert.equal('undoc', vim.bo.filetype)
    assert.is_not_nil(require('undoc.document').get(0))
  end)

  local function becomes(expected)
    vim.wait(2000, function()
      return vim.bo.filetype == expected
    end, 10)
    assert.equal(expected, vim.bo.filetype)
  end

  it('knows what is put or typed into a new buffer, named or not', function()
    for _, open in ipairs({ 'enew', 'edit ' .. helper.folder .. '/new.txt', 'edit ' .. helper.folder .. '/new.md' }) do
      vim.cmd(open)
      vim.fn.setreg('a', resolution, 'l')
      vim.cmd.normal({ '"aP', bang = true })
      vim.api.nvim_exec_autocmds('TextChanged', { buffer = 0 })
      becomes('undoc')
      assert.is_not_nil(require('undoc.document').get(0))
      vim.cmd('bwipeout!')
    end
    vim.cmd.enew()
    vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.list_slice(resolution, 1, 12))
    vim.api.nvim_exec_autocmds('TextChangedI', { buffer = 0 })
    vim.wait(400)
    local before = vim.bo.filetype
    vim.api.nvim_buf_set_lines(0, 0, -1, false, resolution)
    vim.api.nvim_exec_autocmds('TextChangedI', { buffer = 0 })
    becomes('undoc')
    assert.is_true(before == '' or before == 'undoc')
    vim.cmd('bwipeout!')
  end)

  it('knows a document when it is written', function()
    vim.cmd.edit(helper.folder .. '/written.txt')
    vim.cmd('noautocmd call setline(1, ' .. vim.fn.string(resolution) .. ')')
    assert.equal('text', vim.bo.filetype)
    vim.cmd('silent write')
    becomes('undoc')
    vim.cmd('bwipeout!')
  end)

  it('leaves other texts that are typed, and file types that are set', function()
    vim.cmd.edit(helper.folder .. '/notes.txt')
    vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'Milk, eggs, bread.', '', 'Call the General Assembly.' })
    vim.api.nvim_exec_autocmds('TextChanged', { buffer = 0 })
    vim.wait(400)
    assert.equal('text', vim.bo.filetype)
    vim.cmd('bwipeout!')
    vim.cmd.edit(helper.folder .. '/code.lua')
    vim.api.nvim_buf_set_lines(0, 0, -1, false, resolution)
    vim.api.nvim_exec_autocmds('TextChanged', { buffer = 0 })
    vim.wait(400)
    assert.equal('lua', vim.bo.filetype)
    vim.cmd('bwipeout!')
    -- What was a document and is one no more because somebody said so stays as he said.
    assert.equal('undoc', filetype('said.txt', letter))
    vim.cmd('set filetype=text')
    vim.api.nvim_exec_autocmds('TextChanged', { buffer = 0 })
    vim.wait(400)
    assert.equal('text', vim.bo.filetype)
  end)

  it('stays on over :filetype detect', function()
    assert.equal('undoc', filetype('asked.txt', letter))
    vim.cmd('filetype detect')
    assert.equal('undoc', vim.bo.filetype)
    assert.is_not_nil(require('undoc.document').get(0))
    vim.cmd('edit!')
    assert.equal('undoc', vim.bo.filetype)
    assert.equal('text', filetype('shopping.txt', { 'Milk, eggs, bread.' }))
    vim.cmd('filetype detect')
    assert.equal('text', vim.bo.filetype)
  end)

  it('knows letters and notes verbales as missions type them, and drafts of Model United Nations', function()
    local texts = {
      {
        'New York, 8 December 2025', '', 'Excellency,', '', 'I have the honour to write about the trees of Chad.', '',
        'Please accept, Excellency, the assurances of my highest consideration.', '', 'Ana Example', 'Ambassador',
        'Permanent Representative', '', 'The Secretary-General', 'United Nations',
      },
      {
        'The Permanent Mission of Chad to the United Nations presents its compliments to the Secretariat of the',
        'United Nations and has the honour to write about trees.', '',
        'The Permanent Mission avails itself of this opportunity to renew the assurances of its',
        'highest consideration.',
      },
      {
        'Committee: General Assembly', 'Sponsors: Chad, Peru', '', 'The General Assembly,', '',
        'Alarmed by the drought,', '', 'A. REQUESTS States to plant trees;', '', 'B. DECIDES to wait.',
      },
      {
        '%RES 1.0', '', '== Header ==', '', 'THE GENERAL ASSEMBLY,', '', '== Preamble ==', '', '- Recalling trees,', '',
        '== Operative ==', '', '[CLAUSE]', 'Decides to wait.',
      },
    }
    for i, lines in ipairs(texts) do
      assert.equal('undoc', filetype('hand' .. i .. '.txt', lines), lines[1])
    end
  end)

  it('looks at the beginning of a huge file only', function()
    local lines = vim.fn['repeat']({ ('x'):rep(200) }, 20000)
    vim.list_extend(lines, letter)
    assert.equal('text', filetype('huge.txt', lines))
    local packs = require('undoc.native').packs()
    assert.is_true(packs:may_be_one('of the United Nations'))
    assert.is_false(packs:may_be_one(('y'):rep(1e6) .. ' United Nations'))
  end)
end)

describe('start-up', function()
  local function report(code, arguments)
    local child = helper.child(arguments)
    local result = child.lua(code)
    child.stop()
    return result
  end
  local loaded = [[
    local found = {}
    for name in pairs(package.loaded) do
      if name:find('^undoc') then found[#found + 1] = name end
    end
    table.sort(found)
    return found
  ]]

  it('loads no module, and defines the command', function()
    assert.same({}, report(loaded))
    assert.equal(2, report([[return vim.fn.exists(':Undoc')]]))
  end)

  it('loads nothing but the core and what asks it for a text file, and nothing for others', function()
    local text = helper.write('shopping.txt', { 'Milk, eggs, bread.' })
    local code = helper.write('shopping.lua', { 'return 1' })
    assert.same({}, report(loaded, { code }))
    assert.same({ 'undoc.config', 'undoc.detect', 'undoc.native' }, report(loaded, { text }))
  end)

  it('loads once', function()
    local count = #vim.api.nvim_get_autocmds({ group = 'undoc' })
    vim.cmd('runtime! plugin/undoc.lua')
    assert.equal(count, #vim.api.nvim_get_autocmds({ group = 'undoc' }))
  end)
end)
