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
    vim.cmd('Undoc explain')
    assert.are_not.equal(floats()[1], api.nvim_get_current_win())
    vim.cmd('Undoc explain')
    assert.equal(floats()[1], api.nvim_get_current_win())
  end)

  it('fits into any window on any screen', function()
    local child = helper.child({ helper.letter })
    child.settle()
    local wrong = child.lua([[
      local api, wrong, seen = vim.api, {}, 0
      vim.o.winminwidth, vim.o.winminheight = 0, 0
      local function look(what)
        local good, problem = pcall(vim.cmd, 'Undoc explain')
        local floats = vim.tbl_filter(function(window)
          return api.nvim_win_get_config(window).relative ~= ''
        end, api.nvim_list_wins())
        if not good or #floats ~= 1 then
          wrong[#wrong + 1] = ('%s: %d windows, %s'):format(what, #floats, tostring(problem))
          return
        end
        seen = seen + 1
        local config = api.nvim_win_get_config(floats[1])
        local border = config.border and config.border ~= 'none' and 2 or 0
        local row = type(config.row) == 'table' and config.row[false] or config.row
        if config.height < 1 or row + config.height + border > math.max(1, vim.o.lines - vim.o.cmdheight) then
          wrong[#wrong + 1] = what .. ': rows'
        end
        if config.width < 1 or config.width + border > vim.o.columns then
          wrong[#wrong + 1] = what .. ': columns'
        end
        api.nvim_win_close(floats[1], true)
      end
      for _, size in ipairs({ { 24, 80 }, { 6, 20 }, { 4, 12 }, { 3, 12 } }) do
        vim.o.lines, vim.o.columns = size[1], size[2]
        for _, split in ipairs({
          'redraw', 'split | resize 1', 'vsplit | vertical resize 1', 'botright split | resize 1', 'split | resize 0',
          'split | resize 1 | vsplit | vertical resize 1',
        }) do
          pcall(vim.cmd, split) -- there may be no room for it
          for _, line in ipairs({ 1, 35, 70 }) do
            api.nvim_win_set_cursor(0, { line, 0 })
            look(('%dx%d %s %d'):format(size[1], size[2], split, line))
          end
          vim.cmd('silent! only')
        end
      end
      return { seen, wrong }
    ]])
    child.stop()
    assert.same({ 4 * 6 * 3, {} }, wrong)
  end)

  it('leaves the line in sight that it is about', function()
    vim.o.lines, vim.o.columns = 24, 80
    helper.open()
    for _, line in ipairs({ 1, 12, 20 }) do
      api.nvim_win_set_cursor(0, { line, 0 })
      vim.cmd('redraw')
      local row = vim.fn.screenrow() - 1
      vim.cmd('Undoc explain')
      local config = api.nvim_win_get_config(floats()[1])
      local top = type(config.row) == 'table' and config.row[false] or config.row
      assert.is_true(top > row or top + config.height + 2 <= row, vim.inspect({ line, row, config }))
      api.nvim_win_close(floats()[1], true)
    end
  end)

  it('closes with the cursor, by q, and with its buffer', function()
    local child = helper.child({ helper.letter })
    child.settle()
    local function count()
      return child.lua([[
        return #vim.tbl_filter(function(window)
          return vim.api.nvim_win_get_config(window).relative ~= ''
        end, vim.api.nvim_list_wins())
      ]])
    end
    local function opened()
      child.type(':Undoc explain<CR>')
      assert.equal(1, count())
    end
    opened()
    child.type('j')
    assert.equal(0, count())
    opened()
    child.type(':Undoc explain<CR>q')
    assert.equal(0, count())
    opened()
    child.type('i')
    assert.equal(0, count())
    child.type('<Esc>')
    opened()
    child.type(':new<CR>')
    assert.equal(0, count())
    assert.equal('', child.cmd('autocmd'):match('undoc%.float%.%d+') or '')
    child.stop()
  end)

  it('keeps words whole, and is high enough for it', function()
    vim.o.columns, vim.o.lines = 100, 40
    -- One word a row, where six would fit into four rows when they were cut.
    local _, window = require('undoc.float').show({ vim.trim((('x'):rep(50) .. ' '):rep(6)) })
    assert.equal(6, api.nvim_win_text_height(window, {}).all)
    assert.equal(6, api.nvim_win_get_height(window))
  end)
end)
