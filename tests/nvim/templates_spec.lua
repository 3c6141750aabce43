local helper = require('helper')

describe(':Undoc templates', function()
  before_each(helper.clean)
  after_each(helper.clean)

  local function lines()
    return vim.api.nvim_buf_get_lines(0, 0, -1, false)
  end

  it('names what can be drafted, and what is missing in which language', function()
    vim.cmd('Undoc templates')
    local text = table.concat(lines(), '\n')
    assert.matches('Documents, :Undoc new\n', text, 1, true)
    assert.matches('\nletter  Letter to the Secretary-General or to the President of an organ  (ar en ', text, 1, true)
    assert.matches('\ncandidature  Candidature, as a note verbale  (en zh)\n', text, 1, true)
    local missing = '    missing in fr: a document that shows a note verbale with a candidature in French\n'
    assert.matches(missing, text, 1, true)
    assert.matches('\nstatement  Statement in a debate  (in no language)\n', text, 1, true)
    assert.matches('Parts, :Undoc insert\n', text, 1, true)
    assert.is_false(vim.bo.modifiable)
    vim.cmd('normal q')
    assert.is_nil(vim.api.nvim_buf_get_name(0):find('templates', 1, true))
  end)

  it('shows one with its sources, its answers and its text', function()
    vim.cmd('Undoc templates note-verbale')
    local text = table.concat(lines(), '\n')
    assert.matches('    fr français: A/69/748', text, 1, true)
    assert.matches('    answers: .*addressee.*items', text)
    assert.matches('The Permanent Mission of ‹State› to the United Nations presents its compliments', text, 1, true)
    vim.cmd('normal q')
    local said = helper.messages(function() vim.cmd('Undoc templates nothing') end)
    assert.matches('there is no template "nothing"', (vim.inspect(said):gsub('\\', '')), 1, true)
  end)

  it('writes from the one at the cursor', function()
    helper.open()
    vim.cmd('Undoc templates')
    vim.fn.search('^signature  ')
    vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<CR>', true, false, true), 'x', false)
    assert.matches('(*Signé*) ‹Prénom et nom›', table.concat(lines(), '\n'), 1, true)
    vim.snippet.stop()
  end)

  it('previews what a menu offers, and leaves out what is in no language', function()
    local offered, options
    helper.with(vim.o, 'lines', 60, function()
      helper.with(vim.ui, 'select', function(items, opts) offered, options = items, opts end, function()
        vim.cmd('Undoc new')
      end)
    end)
    local names = vim.tbl_map(function(item) return item.name end, offered)
    -- In the language of the document that one is in.
    helper.open()
    helper.with(vim.ui, 'select', function(items, opts) offered, options = items, opts end, function()
      vim.cmd('Undoc insert')
    end)
    local before = vim.tbl_filter(function(item) return item.name == 'annex' end, offered)[1]
    local buf = options.preview_item(before).buf
    assert.matches('Annexe', table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n'), 1, true)
    helper.with(vim.o, 'lines', 60, function()
      helper.with(vim.ui, 'select', function(items, opts) offered, options = items, opts end, function()
        vim.cmd('Undoc new')
      end)
    end)
    assert.is_true(vim.list_contains(names, 'letter-joint'))
    assert.is_false(vim.list_contains(names, 'statement'))
    for _, item in ipairs(offered) do
      assert.is_true(vim.api.nvim_buf_line_count(options.preview_item(item).buf) > 3, item.name)
      if item.name == 'candidature' then
        assert.equal('Candidature, as a note verbale (en zh)', options.format_item(item))
      end
    end
  end)
end)
