describe('the small window', function()
  local helper = require('helper')
  local api = vim.api

  before_each(helper.clean)
  after_each(helper.clean)

  local function floats()
    return vim.tbl_filter(function(window)
      return api.nvim_win_get_config(window).relative ~= ''
    end, api.nvim_list_wins())
  end

  local function shown()
    assert.equal(1, #floats())
    return table.concat(api.nvim_buf_get_lines(api.nvim_win_get_buf(floats()[1]), 0, -1, false), '\n')
  end

  it('shows what was asked for last', function()
    helper.open()
    local window = api.nvim_get_current_win()
    vim.cmd('Undoc agenda 130 w')
    assert.matches('130 (w)', shown(), 1, true)
    vim.cmd('Undoc agenda 128 b')
    assert.matches('128 (b)', shown(), 1, true)
    assert.is_nil(shown():find('130 (w)', 1, true))
    vim.cmd('Undoc explain')
    assert.matches('line 1', shown(), 1, true)
    assert.equal(window, api.nvim_get_current_win())
  end)

  it('is entered when the same is asked for twice', function()
    helper.open()
    vim.cmd('Undoc agenda 130 w')
    assert.are_not.equal(floats()[1], api.nvim_get_current_win())
    vim.cmd('Undoc agenda 130 w')
    assert.equal(floats()[1], api.nvim_get_current_win())
  end)

  it('keeps words whole, and is high enough for it', function()
    vim.o.columns, vim.o.lines = 100, 40
    -- One word a row, where six would fit into four rows when they were cut.
    local _, window = require('undoc.float').show({ vim.trim((('x'):rep(50) .. ' '):rep(6)) })
    assert.equal(6, api.nvim_win_text_height(window, {}).all)
    assert.equal(6, api.nvim_win_get_height(window))
  end)
end)
