-- How busted tells what it found: a line a test, and for one that failed where and why. Counts for run.lua.

return function()
  local busted = require('busted')
  local handler = require('busted.outputHandlers.base')()

  local function line(...)
    io.stdout:write('\n', ...)
  end

  local function because(entry)
    local message = entry.message
    if type(message) ~= 'string' then
      message = vim.inspect(message)
    end
    local trace = entry.trace or {}
    if trace.short_src then
      line('    ', trace.short_src, ':', tostring(trace.currentline or '?'))
    end
    line('    ', (message:gsub('\n', '\n    ')))
    if entry.isError and trace.traceback then
      line('    ', (trace.traceback:gsub('^\n', ''):gsub('\n', '\n    ')))
    end
  end

  function handler.testEnd(element, _, status)
    local name = handler.getFullName(element)
    if status == 'success' then
      line('ok      ', name)
    elseif status == 'pending' then
      local entry = handler.pendings[#handler.pendings]
      line('skip    ', name, entry and entry.message and (': ' .. tostring(entry.message)) or '')
    else
      line('FAILED  ', name)
      local entries = status == 'failure' and handler.failures or handler.errors
      because(entries[#entries])
    end
    return nil, true
  end

  -- What fails outside a test: a file that does not load, a setup or a teardown.
  function handler.outside(element)
    if element.descriptor ~= 'it' then
      line('FAILED  ', element.descriptor, ' ', tostring(element.name or ''))
      because(handler.errors[#handler.errors])
    end
    return nil, true
  end

  function handler.suiteEnd()
    _G.undoc_test_count = {
      passed = handler.successesCount,
      failed = handler.failuresCount + handler.errorsCount,
      skipped = handler.pendingsCount,
    }
    return nil, true
  end

  busted.subscribe({ 'test', 'end' }, handler.testEnd, { predicate = handler.cancelOnPending })
  busted.subscribe({ 'failure' }, handler.outside)
  busted.subscribe({ 'error' }, handler.outside)
  busted.subscribe({ 'suite', 'end' }, handler.suiteEnd)
  return handler
end
