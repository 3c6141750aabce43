local helper = require('helper')

local informal = vim.fn.readfile(helper.root .. '/tests/data/informal/rev-01.txt')

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

--- Each command in an undo step of its own, as when it is typed.
local function command(text)
  vim.cmd('let &undolevels = &undolevels')
  vim.cmd(text)
end

local function type_keys(keys)
  vim.cmd('let &undolevels = &undolevels')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, true, true), 'mx', false)
end

--- Puts the cursor on the first byte of a text.
local function on(text)
  for row, line in ipairs(lines()) do
    local column = line:find(text, 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { row, column - 1 })
      return
    end
  end
  error('no line has ' .. text)
end

local function line_of(text)
  return lines()[helper.row(text) + 1]
end

local function quickfix()
  return vim.tbl_map(function(item)
    return ('%d:%d %s'):format(item.lnum, item.col, item.text)
  end, vim.fn.getqflist())
end

describe('text that is not agreed', function()
  before_each(function()
    helper.clean()
    helper.open(informal)
  end)
  after_each(helper.clean)

  it('is counted in the status', function()
    assert.equal('draft en 22 not agreed', vim.b.undoc_status)
    on('shall')
    vim.api.nvim_buf_set_lines(0, 7, -1, false, {})
    helper.settle()
    assert.is_nil(vim.b.undoc_status:find('not agreed', 1, true))
  end)

  it('is listed by clause', function()
    command('Undoc brackets')
    local list = quickfix()
    assert.equal(22, #list)
    assert.equal('9:5 PP2: [Reaffirming / Recalling]', list[1])
    assert.equal('11:64 PP3: [in particular in cities,]  EU, Japan: delete', list[5])
    assert.equal('31:69 OP4 bis: (US, UK: delete; Cuba: retain)', list[22])
    assert.equal('quickfix', vim.bo.buftype)
    vim.cmd.cfirst()
    assert.same({ 9, 4 }, vim.api.nvim_win_get_cursor(0))
  end)

  it('is listed by party, and of one party', function()
    command('Undoc brackets parties')
    local list = quickfix()
    assert.equal('21:95 CANZ: OP2 (CANZ: reserve)', list[1])
    assert.equal('11:64 EU: PP3 [in particular in cities,]  EU, Japan: delete', list[3])
    assert.equal('27:5 EU: OP3 (b) [To share good practices;]  EU', list[4])
    assert.equal('9:5 –: PP2 [Reaffirming / Recalling]', list[12])
    vim.cmd.cclose()
    command('Undoc brackets EU')
    assert.same({
      '11:64 PP3: [in particular in cities,]  EU, Japan: delete',
      '27:5 OP3 (b): [To share good practices;]  EU',
    }, quickfix())
    vim.cmd.cclose()
    assert.same(
      { { 'undoc: Peru is in no bracket', vim.log.levels.INFO } },
      helper.messages(function()
        command('Undoc brackets Peru')
      end)
    )
    assert.same({ 'EU' }, vim.fn.getcompletion('Undoc brackets E', 'cmdline'))
    assert.same({ 'G77 and China' }, vim.fn.getcompletion('Undoc accept G', 'cmdline'))
    assert.same({ 'A' }, vim.fn.getcompletion('Undoc drop State ', 'cmdline'))
  end)

  it('says when nothing is left', function()
    helper.open({ 'The General Assembly,', '', '1. Decides to meet.' })
    assert.same(
      { { 'undoc: nothing is left to be agreed', vim.log.levels.INFO } },
      helper.messages(function()
        command('Undoc brackets')
      end)
    )
    assert.same(
      { { 'undoc: there is no bracket at the cursor', vim.log.levels.ERROR } },
      helper.messages(function()
        command('Undoc accept')
      end)
    )
  end)

  it('is accepted and dropped at the cursor, in one undo step', function()
    on('Recalling] the')
    command('Undoc accept')
    assert.equal('PP2 Recalling the importance of dark skies for [all] peoples,', line_of('PP2'))
    on('all] peoples')
    command('Undoc drop')
    assert.equal('PP2 Recalling the importance of dark skies for peoples,', line_of('PP2'))
    on('Requests the Sec')
    command('Undoc accept')
    assert.equal('OP1 Requests the Secretary-General to convene a meeting on night skies [by 2027];', line_of('OP1'))
    command('undo')
    command('undo')
    command('undo')
    assert.same(informal, lines())
  end)

  it('is settled again by .', function()
    on('deep')
    command('Undoc drop')
    on(', including')
    type_keys('.')
    assert.equal('PP3 Noting with concern the growth', line_of('PP3 Noting'):sub(1, 34))
    assert.equal(
      'PP4 [Welcoming the report of the Secretary-General on lamps and lanterns,]',
      line_of('PP4')
    )
    on('all] peoples')
    type_keys('<Plug>(undoc-accept)')
    assert.equal('PP2 [Reaffirming / Recalling] the importance of dark skies for all peoples,', line_of('PP2'))
  end)

  it('is settled in a range, alternatives aside', function()
    local said = helper.messages(function()
      command('7,15Undoc accept')
    end)
    assert.equal(vim.log.levels.WARN, said[1][2])
    assert.equal('PP2 [Reaffirming / Recalling] the importance of dark skies for all peoples,', line_of('PP2'))
    assert.equal(
      'PP3 Noting with deep concern the growth of artificial light, in particular in cities,',
      line_of('PP3 Noting')
    )
    assert.equal(
      'PP4 Welcoming the report of the Secretary-General, including its annex, on lamps and lanterns,',
      line_of('PP4')
    )
    assert.equal(informal[21], line_of('OP2'))
    command('undo')
    assert.same(informal, lines())
    on('OP2')
    type_keys('V<Plug>(undoc-drop)')
    assert.equal('OP2 Calls upon Member States to dim lamps;', line_of('OP2'))
  end)

  it('is settled by party', function()
    command('Undoc drop US')
    assert.equal(
      'OP2 Calls upon Member States [, as appropriate,] to dim lamps [and/or lanterns]; (CANZ: reserve)',
      line_of('OP2')
    )
    assert.truthy(line_of('OP4 bis'):find('(UK: delete; Cuba: retain)', 1, true))
    command('undo')
    assert.same(informal, lines())
    command('Undoc accept European Union')
    assert.equal('PP3 Noting with [deep] concern the growth of artificial light,', line_of('PP3 Noting'))
    assert.equal('(b) To share good practices;', line_of('(b)'))
    assert.same(
      { { 'undoc: EU is in no bracket of these lines', vim.log.levels.ERROR } },
      helper.messages(function()
        command('1,5Undoc drop EU')
      end)
    )
  end)

  it('deletes paragraphs whole, and counts those after them anew', function()
    helper.open({
      'The General Assembly,', '',
      'Recalling its resolution 75/1,', '',
      '1. Decides to act;', '',
      '[2. Invites States:', '',
      '(a) To come;]', '',
      '3. Calls upon States to sing, as in paragraph 1 above;', '',
      '4. Recalls paragraph 3 above.',
    })
    on('Invites')
    vim.api.nvim_buf_set_mark(0, 'q', 13, 3, {})
    command('Undoc drop')
    assert.same({
      '1. Decides to act;', '',
      '2. Calls upon States to sing, as in paragraph 1 above;', '',
      '3. Recalls paragraph 2 above.',
    }, vim.list_slice(lines(), 5))
    assert.same({ 9, 3 }, vim.api.nvim_buf_get_mark(0, 'q'))
    command('undo')
    assert.equal(13, #lines())
  end)

  it('is shown before it is settled, with !', function()
    on('all] peoples')
    local asked = helper.answering(function()
      return 2
    end, function()
      command('Undoc! drop')
    end)
    assert.same({ 'This would change the text' }, asked)
    assert.same(informal, lines())
    helper.answering(function()
      return 1
    end, function()
      command('Undoc! drop')
    end)
    assert.equal('PP2 [Reaffirming / Recalling] the importance of dark skies for peoples,', line_of('PP2'))
  end)

  it('leaves a clean copy', function()
    local said = helper.messages(function()
      command('Undoc clean')
    end)
    assert.truthy(said[1][1]:find('brackets are left', 1, true))
    assert.equal('undoc', vim.bo.filetype)
    assert.equal(
      'PP1 Recalling its resolution 74/12 of 3 December 2019 on the observation of the heavens,',
      line_of('PP1')
    )
    assert.equal(
      'OP2 Calls upon Member States [, as appropriate,] to dim [street] lamps [and/or lanterns];',
      line_of('OP2')
    )
    vim.cmd('bwipeout!')
    assert.same(informal, lines())
    command('Undoc clean accept')
    assert.equal('OP2 Calls upon Member States, as appropriate, to dim street lamps and/or lanterns;', line_of('OP2'))
    vim.cmd('bwipeout!')
    said = helper.messages(function()
      command('Undoc clean drop')
    end)
    assert.same({ { 'undoc: the clean copy has no brackets', vim.log.levels.INFO } }, said)
    assert.equal('OP2 Calls upon Member States to dim lamps;', line_of('OP2'))
    vim.cmd('bwipeout!')
    said = helper.messages(function()
      command('Undoc clean up')
    end)
    assert.equal(vim.log.levels.ERROR, said[1][2])
  end)

  it('refuses what is broken', function()
    helper.open({ 'The General Assembly,', '', '1. Decides [to act;', '', '2. Asks [all].' })
    on('to act')
    local said = helper.messages(function()
      command('Undoc accept')
    end)
    assert.equal(vim.log.levels.WARN, said[1][2])
    assert.equal('1. Decides [to act;', line_of('1. '))
  end)
end)

describe('brackets on the screen', function()
  local child

  before_each(function()
    child = helper.child({ helper.write('informal.undoc', informal) })
    child.cmd('set termguicolors signcolumn=no columns=120')
    child.cmd('highlight UndocBracket guifg=#000001 | highlight UndocInner guifg=#000002')
    child.cmd('highlight UndocParty guifg=#000003 | highlight UndocRemark guifg=#000004')
    child.cmd('highlight UndocAgreed guifg=#000005 | highlight UndocBroken guifg=#000006')
    child.cmd('highlight Normal guifg=#ffffff guibg=#000000')
    child.settle()
  end)
  after_each(function()
    child.stop()
  end)

  --- The colour number at a place of the text.
  local function colour(text, offset)
    return child.lua([[
      local text, offset = ...
      local row = vim.fn.search('\\V' .. text, 'cw')
      vim.cmd('normal! zt')
      vim.cmd('redraw')
      local place = vim.fn.screenpos(0, row, vim.fn.col('.') + offset)
      local cell = vim.api.nvim__inspect_cell(1, place.row - 1, place.col - 1)
      return (cell[2] or {}).foreground or -1
    ]], text, offset or 0)
  end

  it('are coloured by depth, with parties and remarks', function()
    assert.equal(1, colour('[Welcoming'))
    assert.equal(2, colour('[, including'))
    assert.equal(1, colour('[Reaffirming / ', 13))
    assert.equal(1, colour('part.]', 5))
    assert.equal(3, colour('State A:'))
    assert.equal(4, colour('(EU, Japan'))
    assert.equal(3, colour('(EU, Japan', 1))
    assert.equal(5, colour('(agreed ad'))
    child.cmd('%s/take part.\\]/take part./')
    assert.equal(6, colour('[OP3'))
  end)

  it('are folded by an option, and come back', function()
    local function shown(row)
      return child.lua([[
        local row = ...
        vim.api.nvim_win_set_cursor(0, { 1, 0 })
        vim.cmd('redraw')
        return vim.fn.foldclosedend(row)
      ]], row)
    end
    assert.equal(-1, shown(23))
    child.cmd("let b:undoc_fold_brackets = v:true")
    child.cmd('doautocmd BufWinEnter')
    assert.equal(29, shown(23))
    assert.equal(-1, shown(21))
    assert.equal(2, child.lua('return vim.wo.conceallevel'))
    local row = child.lua([[
      vim.cmd('redraw')
      local text = {}
      for column = 0, 60 do
        text[#text + 1] = vim.api.nvim__inspect_cell(1, 8, column)[1]
      end
      return table.concat(text)
    ]])
    assert.equal('PP2 […] the importance of dark skies for […] peoples,', vim.trim(row))
    child.cmd("let b:undoc_fold_brackets = v:false")
    child.cmd('doautocmd BufWinEnter')
    assert.equal(-1, shown(23))
    assert.equal(0, child.lua('return vim.wo.conceallevel'))
  end)
end)
