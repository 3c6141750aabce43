--- The tutor, done as it says: each line that is to be typed is typed, and each step is ticked off.

local helper = require('helper')

describe('the tutor', function()
  local tutor = require('undoc.tutor')
  local steps, draft = tutor.read(vim.fn.readfile(tutor.path()))

  --- What a step has typed.
  local function keys_of(step)
    local keys = {}
    for _, line in ipairs(step.lines) do
      local typed = line:match('^    (.+)$')
      if typed then
        keys[#keys + 1] = (typed:gsub('CTRL%-(%w)', '<C-%1>'))
      end
    end
    return keys
  end

  after_each(helper.clean)

  it('has steps, each with keys and with what tells that it was done', function()
    assert.is_true(#steps >= 8)
    assert.is_true(#draft > 10)
    for _, step in ipairs(steps) do
      assert.is_true(#keys_of(step) > 0, step.title)
      assert.is_string(step.check, step.title)
    end
  end)

  it('is done as it says', function()
    local child = helper.child()
    child.lua('vim.o.lines, vim.o.columns = 40, 120')
    child.type(':Undoc tutor<CR>')
    child.settle()
    for number, step in ipairs(steps) do
      assert.equal(number, child.lua("return require('undoc.tutor').at()"), step.title)
      assert.is_true(table.concat(child.screen(), '\n'):find(step.title, 1, true) ~= nil, step.title)
      for _, typed in ipairs(keys_of(step)) do
        child.type(typed)
        child.settle()
      end
      local screen = table.concat(child.screen(), '\n')
      assert.equal(number + 1, child.lua("return require('undoc.tutor').at()"), step.title .. '\n' .. screen)
      assert.is_true(screen:find('✓ ' .. step.title, 1, true) ~= nil, step.title)
      assert.is_nil(child.cmd('messages'):find('E%d+:'), step.title)
    end
    assert.is_true(table.concat(child.screen(), '\n'):find('That was all.', 1, true) ~= nil)
    child.stop()
  end)

  it('can be read on and back, begun anew, and left', function()
    vim.cmd('Undoc tutor')
    assert.equal(2, vim.fn.tabpagenr('$'))
    assert.equal('undoc', vim.bo.filetype)
    assert.same(draft, vim.api.nvim_buf_get_lines(0, 0, -1, false))
    vim.cmd('wincmd p')
    vim.cmd('exe "normal \\<CR>"')
    assert.equal(2, tutor.at())
    vim.cmd('exe "normal \\<BS>"')
    vim.cmd('exe "normal \\<BS>"')
    assert.equal(1, tutor.at())
    vim.cmd('Undoc tutor next')
    assert.equal(2, tutor.at())
    vim.cmd('Undoc tutor previous')
    assert.equal(1, tutor.at())
    for _ = 0, #steps + 3 do
      vim.cmd('Undoc tutor next')
    end
    assert.equal(#steps + 1, tutor.at())
    vim.cmd('Undoc tutor')
    assert.equal(1, tutor.at())
    assert.equal(2, vim.fn.tabpagenr('$'))
    vim.cmd('tabclose')
    helper.settle()
    assert.is_nil(tutor.at())
    assert.equal(1, #helper.messages(function()
      vim.cmd('Undoc tutor next')
    end))
  end)
end)
