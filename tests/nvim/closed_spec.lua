local helper = require('helper')

describe('a document that is closed', function()
  before_each(helper.clean)
  after_each(helper.clean)

  --- Timers that run; Neovim 0.10 may not be asked, for not all that it has are its Lua's.
  local function count_timers()
    local count = 0
    if vim.fn.has('nvim-0.11') == 0 then
      return 0
    end
    vim.uv.walk(function(handle)
      count = count + (handle:get_type() == 'timer' and not handle:is_closing() and 1 or 0)
    end)
    return count
  end

  local function left()
    -- Those that wait for Neovim to be idle, which it never is in a test, are matchparen's.
    local autocommands = #vim.tbl_filter(function(one)
      return one.event ~= 'SafeState'
    end, vim.api.nvim_get_autocmds({}))
    local client = vim.lsp.get_clients({ name = 'undoc' })[1]
    return {
      documents = vim.tbl_count(require('undoc.document').all()),
      autocommands = autocommands,
      namespaces = vim.tbl_count(vim.api.nvim_get_namespaces()),
      clients = #vim.lsp.get_clients(),
      buffers = client and vim.tbl_count(client.attached_buffers) or 0,
      timers = count_timers(),
    }
  end

  --- Opens documents with a name, waits until all that stands on one has seen them, changes and closes them.
  local function open_and_close(times)
    local path = helper.write('closed.undoc', helper.letter_lines())
    for _ = 1, times do
      vim.cmd.edit(vim.fn.fnameescape(path))
      vim.wait(500, function() return #vim.lsp.get_clients({ name = 'undoc', bufnr = 0 }) > 0 end, 1)
      vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'x' })
      vim.cmd('bwipeout!')
    end
    helper.settle()
    vim.wait(300)
  end

  it('leaves nothing', function()
    open_and_close(2) -- what stays for the next one is there now
    collectgarbage()
    local before = left()
    open_and_close(30)
    collectgarbage()
    assert.same(before, left())
    assert.equal(0, before.documents)
    assert.equal(0, before.buffers)
  end)
end)
