local helper = require('helper')

describe('build.lua', function()
  local build = assert(loadfile(helper.root .. '/build.lua'))

  --- Runs it as lazy.nvim does. Returns what pcall would, and the texts that it yielded.
  local function run(chunk)
    local thread = coroutine.create(chunk)
    local said = {}
    local good, message
    local ended = vim.wait(120000, function()
      good, message = coroutine.resume(thread)
      if good and message then
        said[#said + 1] = message
      end
      return coroutine.status(thread) == 'dead'
    end, 5)
    assert.is_true(ended)
    return good, message, said
  end

  it('builds, also what is built already', function()
    local good, message = run(build)
    assert.is_true(good, message)
    assert.is_truthy(vim.uv.fs_stat(helper.root .. '/build/core.so'))
  end)

  it('shows what is made and says why it cannot go on', function()
    local folder = vim.fn.fnamemodify(helper.write('build.lua', vim.fn.readfile(helper.root .. '/build.lua')), ':h')
    helper.write('Makefile', { 'all:', "\t@echo '  build/one.o'", "\t@echo 'no such thing' >&2; sleep 0.2; exit 1" })
    local good, message, said = run(assert(loadfile(folder .. '/build.lua')))
    assert.is_false(good)
    assert.matches('^undoc: no such thing', message)
    assert.same({ 'build/one.o (1 files)' }, said)
  end)

  it('works without a coroutine', function()
    local good, message
    vim.schedule(function()
      good, message = pcall(build)
    end)
    assert.is_true(vim.wait(120000, function()
      return good ~= nil
    end))
    assert.is_true(good, message)
  end)
end)
