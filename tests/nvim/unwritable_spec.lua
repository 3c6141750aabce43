local helper = require('helper')

describe('where nothing can be written', function()
  local child

  before_each(function()
    -- A file in the place of every folder, which holds for root as well.
    local file = helper.write('no folder', {})
    local pack = helper.write('language/en.yaml', vim.fn.readfile(helper.root .. '/data/language/en.yaml'))
    local environment = { UNDOC_TEST_PACKS = vim.fs.dirname(vim.fs.dirname(pack)) }
    for _, name in ipairs({ 'CONFIG', 'DATA', 'STATE', 'CACHE' }) do
      environment['XDG_' .. name .. '_HOME'] = file
    end
    environment.HOME = file
    child = helper.child({ '--cmd', 'let g:undoc = {"packs": [$UNDOC_TEST_PACKS]}', helper.letter }, environment)
    child.settle()
  end)
  after_each(function()
    child.stop()
  end)

  --- What the plugin said; Neovim has words of its own.
  local function said()
    return vim.tbl_filter(function(line)
      return line:find('undoc', 1, true) ~= nil
    end, vim.split(child.cmd('messages'), '\n'))
  end

  it('one message says what is lost, and the rest goes on', function()
    assert.equal('undoc', child.call('nvim_eval', '&filetype'))
    assert.equal(1, child.lua('return #vim.diagnostic.get(0)'))
    child.cmd('Undoc outline')
    assert.equal(18, child.call('nvim_buf_line_count', 0))
    child.type('<C-w>p')
    child.cmd('Undoc explain')
    child.cmd('Undoc agenda 130 w')
    child.cmd('Undoc check')
    child.cmd('lclose')
    child.cmd('edit!')
    child.settle()
    child.cmd('Undoc reload')
    child.cmd('new')
    child.cmd('Undoc new letter lang=en')
    child.settle()
    -- What is still to be filled in is counted after it.
    assert.matches('^letter en ', child.call('nvim_eval', 'b:undoc_status'))
    assert.equal(1, child.lua("return #vim.lsp.get_clients({ name = 'undoc', bufnr = 0 })"))
    local messages = vim.tbl_filter(function(line)
      return not line:find('the packs were read again', 1, true)
    end, said())
    assert.equal(1, #messages, vim.inspect(messages))
    assert.matches('what was read of your packs is not cached', messages[1], 1, true)
  end)

  it('an agenda that is imported is said not to be kept', function()
    local path = helper.write('agenda.txt', {
      'A/91/251', 'Ninety-first session', 'Agenda of the ninety-first session of the General Assembly',
      '1. Opening of the session by the President of the General Assembly.',
      '2. Minute of silent prayer or meditation.', '3. Other matters.',
    })
    child.cmd('messages clear')
    child.type(':Undoc agenda import ' .. path .. '<CR>')
    assert.equal(1, #said())
    assert.matches('the agenda of session 91 is not kept and cannot be used: .*: cannot be made', said()[1])
  end)
end)
