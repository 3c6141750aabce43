local helper = require('helper')

describe('the public functions', function()
  local undoc = require('undoc')
  local wrong = { 'text', 1.5, -7, 99999, {}, true, function() end, 0 / 0, math.huge, vim.NIL, '' }

  before_each(helper.clean)
  after_each(helper.clean)

  --- What a function gives for an argument: nothing is thrown, and what is wrong is one sentence, said and given.
  local function refused(name, first, ...)
    local given = { n = select('#', ...) + 1, first, ... }
    local results
    local said = helper.messages(function()
      results = { pcall(undoc[name], unpack(given, 1, given.n)) }
    end)
    local what = name .. ' ' .. vim.inspect(given)
    assert.is_true(results[1], what .. tostring(results[2]))
    assert.is_true(not results[2] or results[2] == '' or results[2] == '0', what)
    assert.is_string(results[3], what)
    assert.matches('^undoc%.' .. name .. '%(%): {', results[3], 1, false, what)
    assert.matches(' expected$', results[3], 1, false, what)
    assert.is_nil(results[3]:find('[\n\r]'), what)
    assert.is_nil(results[3]:find('%.lua:%d'), what)
    assert.same({ 'undoc: ' .. results[3] }, vim.tbl_map(function(entry) return entry[1] end, said), what)
  end

  it('say in a sentence what they are wrongly given', function()
    helper.open()
    for _, value in ipairs(wrong) do
      for _, name in ipairs({ 'attach', 'detach', 'is_document', 'parse', 'findings', 'breadcrumb' }) do
        refused(name, value)
      end
      if value ~= 99999 then
        refused('foldexpr', value)
      end
      if type(value) ~= 'table' then
        refused('outline', value)
        refused('outline', { mods = value })
        refused('new', 'letter', value)
        refused('insert', 'annex', value)
      end
      if type(value) ~= 'boolean' then
        refused('outline', { stay = value })
      end
      if type(value) ~= 'string' then
        refused('new', value)
        refused('insert', value)
      end
    end
    refused('new', nil)
    refused('new', 'letter', { items = { {} } })
    refused('new', 'letter', { items = { a = 'b' } })
    refused('new', 'letter', { 'fr' })
    refused('insert', 'annex', { state = function() end })
    -- The document is as it was.
    assert.is_true(undoc.is_document())
    assert.equal(1, vim.fn.winnr('$'))
  end)

  it('name what they were given', function()
    local _, message
    helper.messages(function()
      _, message = undoc.attach('x')
    end)
    assert.equal('undoc.attach(): {buf} is "x": the number of a buffer expected', message)
    helper.messages(function()
      _, message = undoc.new('letter', { items = {}, date = {}, state = io.stdout })
    end)
    assert.equal(
      'undoc.new(): {values}.state is a userdata: a string, a number, true, false or a list of strings expected',
      message
    )
  end)

  it('throw nothing for modifiers that there are not', function()
    helper.open()
    local window, message = undoc.outline({ mods = { upwards = true } })
    assert.is_nil(window)
    assert.matches('the outline has no window', message, 1, true)
    assert.is_nil(message:find('[\n\r]'))
  end)

  it('say it in an editor without a traceback', function()
    local child = helper.child({ helper.letter })
    child.settle()
    child.cmd('messages clear')
    child.type(":lua require('undoc').detach('x')<CR>")
    local said = child.cmd('messages')
    assert.equal('undoc: undoc.detach(): {buf} is "x": the number of a buffer expected', said)
    child.stop()
  end)
end)
