describe(':Undoc new from', function()
  local helper = require('helper')

  before_each(function()
    helper.clean()
    vim.fn.delete(vim.fn.stdpath('state') .. '/undoc', 'rf')
  end)
  after_each(function()
    pcall(vim.snippet.stop)
    helper.clean()
  end)

  local function lines(buf)
    return vim.api.nvim_buf_get_lines(buf or 0, 0, -1, false)
  end

  local path = helper.root .. '/tests/data/letter-en.txt'

  --- What is offered for each question, and the answers of a drafter who changes the items alone.
  local function answering(run)
    local offered = {}
    local asked = helper.answering(function(kind, prompt, detail)
      offered[prompt] = detail
      return prompt:find('Agenda') and '38' or kind == 'select' and 1 or detail
    end, run)
    return asked, offered
  end

  it('asks date, items and annexes, and keeps the rest of the document that is open', function()
    local old = helper.open(vim.fn.readfile(path))
    local before, tick = lines(old), vim.b[old].changedtick
    local asked, offered = answering(function()
      vim.cmd('Undoc new from')
    end)
    assert.equal(4, #asked)
    assert.equal(os.date('%Y-%m-%d'), offered['Date of the letter, like 2020-12-22: '])
    assert.equal('yes', offered['Is there an annex?'][1])
    assert.equal('en  English', offered['Original language of the annex'][1])
    assert.matches('^38,128%(a%)$', vim.tbl_values(vim.tbl_filter(function(one)
      return type(one) == 'string' and one:find('128') ~= nil
    end, offered))[1])
    local buf = vim.api.nvim_get_current_buf()
    assert.not_equal(old, buf)
    local text = table.concat(lines(buf), '\n')
    assert.equal('‹A/…/…›', lines(buf)[1])
    assert.matches('the Permanent Representative of Iceland to the United Nations', text, 1, true)
    assert.matches('under agenda item 38.\n\n(Signed) Sigrún Jónsdóttir\nAmbassador\n', text, 1, true)
    assert.matches('(b) Which reports are read by nobody;', text, 1, true)
    assert.is_nil(text:find('15 March 2021', 1, true))
    assert.is_true(vim.snippet.active())
    assert.same(before, lines(old))
    assert.equal(tick, vim.b[old].changedtick)
  end)

  it('keeps whether a man or a woman is addressed, without asking', function()
    assert(require('undoc').new('letter', {
      lang = 'fr', state = 'PE', date = '2021-03-01', addressee = 'president-security-council', addressee_gender = 'f',
      name = 'Anna Example', gender = 'f',
    }))
    pcall(vim.snippet.stop)
    helper.settle()
    local asked = answering(function()
      vim.cmd('Undoc new from')
    end)
    assert.is_true(#asked > 0)
    assert.is_false(vim.list_contains(asked, 'Gender of the addressee'))
    local text = table.concat(lines(), ' '):gsub('%s+', ' ')
    assert.matches('adressée à la Présidente du Conseil de sécurité', text, 1, true)
  end)

  it('takes the name of a file, which it completes and does not touch', function()
    local said = helper.messages(function()
      answering(function()
        vim.cmd('Undoc new from ' .. path)
      end)
    end)
    assert.same({}, said)
    assert.equal('‹A/…/…›', lines()[1])
    assert.is_true(vim.fn.bufnr(path) < 0)
    local found = vim.fn.getcompletion('Undoc new from ' .. path:sub(1, -5), 'cmdline')
    assert.same({ path }, found)
    assert.is_true(vim.list_contains(vim.fn.getcompletion('Undoc new fr', 'cmdline'), 'from'))
  end)

  it('goes back at <Esc>, with what was answered, and at the first question ends', function()
    helper.open(vim.fn.readfile(path))
    local here, turns = vim.api.nvim_get_current_buf(), {}
    helper.answering(function(_, prompt, detail)
      turns[#turns + 1] = prompt:match('^%a+')
      if #turns == 1 then
        return '2026-01-07'
      end
      return #turns == 3 and detail == '2026-01-07' and nil or nil
    end, function()
      vim.cmd('Undoc new from')
    end)
    assert.same({ 'Date', 'Agenda', 'Date' }, turns)
    assert.equal(here, vim.api.nvim_get_current_buf())
  end)

  it('says what it cannot do', function()
    local function said(command)
      return helper.messages(function()
        vim.cmd(command)
      end)[1][1]
    end
    assert.matches('takes the name of a file', said('Undoc new from'))
    assert.matches('no such file', said('Undoc new from /nowhere/letter.txt'):lower())
    assert.matches('is a folder', said('Undoc new from ' .. helper.root))
    helper.open({ 'A shopping list', '', 'Bread and butter.' })
    assert.matches('there is no template for documents like this one', said('Undoc new from'))
  end)
end)
