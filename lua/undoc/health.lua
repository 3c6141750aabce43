--- :checkhealth undoc

local M = {}

local modes = { n = 'Normal mode', x = 'Visual mode', o = 'Operator-pending mode' }

--- Keys of the documents that are open which are somebody else's; one line for each.
local function report_keys(health)
  local config, said = require('undoc.config'), {}
  local any = false
  for buf in pairs(require('undoc.document').all()) do
    if config.get('maps', buf) then
      any = true
      for _, one in ipairs(require('undoc.keys').others(buf)) do
        local text = ('%s in %s is somebody else\'s (%s): %s is there to be mapped'):format(
          one.key, modes[one.mode], one.by, one.plug
        )
        if not said[text] then
          said[text] = true
          health.info(text)
        end
      end
    end
  end
  if not any then
    health.info('no open document has our keys')
  elseif not next(said) then
    health.ok('all are ours in the documents that are open')
  end
end

function M.check()
  local health = vim.health
  local native = require('undoc.native')

  health.start('undoc: program')
  if vim.fn.has('nvim-0.10') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
  else
    health.error('Neovim 0.10 or newer is needed')
  end
  local core, message = native.core()
  if not core then
    health.error(message, { 'run `make` in ' .. native.root })
    return
  end
  health.ok(('undoc %s, native module %s, contract %d'):format(core.version, native.path(), core.abi))

  health.start('undoc: packs')
  health.info('folders: ' .. table.concat(require('undoc.config').roots(), ', '))
  local packs
  packs, message = native.packs()
  if not packs then
    health.error(message)
  else
    local sessions = packs:agenda_sessions() or {}
    local states = vim.tbl_filter(function(state)
      return not state.organization
    end, native.view('states') or {})
    health.info(('%d agendas, %d States, %d templates'):format(
      #sessions,
      #states,
      #(native.view('templates') or {})
    ))
    health.info('languages: ' .. (packs:cached() and 'as they were cached' or 'read from YAML'))
    -- Agendas are read when a document needs one: now, to say what is wrong in any.
    for _, session in ipairs(sessions) do
      packs:agenda(session)
    end
    local problems = native.view('problems') or {}
    -- Words that two languages claim are no mistake of either, and mislead all the same.
    vim.list_extend(problems, native.view('conflicts') or {})
    for _, problem in ipairs(problems) do
      health.warn(('%s:%d:%d: %s'):format(problem.file, problem.line, problem.column, problem.message))
    end
    local wrong, tried = require('undoc.trial').all()
    for _, problem in ipairs(wrong) do
      health.error(problem)
    end
    if #problems + #wrong == 0 then
      health.ok('nothing is wrong in them')
      local sentence = 'each of %d languages knows a small document of its own words; %d templates were tried, %d texts'
      health.ok(sentence:format(tried.languages, tried.templates, tried.drafts))
    end
  end

  health.start('undoc: options')
  local wrong = require('undoc.config').problems()
  for _, problem in ipairs(wrong) do
    health.error(problem)
  end
  if #wrong == 0 then
    health.ok('nothing is wrong in them')
  end
  local chosen = require('undoc.config').get('picker')
  local picker, there = require('undoc.pick').picker()
  if there then
    health.ok(('lists are shown by %s'):format(picker == 'select' and 'vim.ui.select' or picker))
  else
    health.warn(('vim.g.undoc.picker is %s, which cannot be loaded: vim.ui.select takes its place'):format(chosen))
  end

  health.start('undoc: keys')
  report_keys(health)

  health.start('undoc: rules')
  local settings = require('undoc.rules').in_force()
  for _, one in ipairs(settings) do
    local faults = require('undoc.rules').sentences(one)
    for _, fault in ipairs(faults) do
      health.error(fault)
    end
    if #faults == 0 then
      health.ok(('%s holds, with %d setting%s'):format(one.path, #one.rules, #one.rules == 1 and '' or 's'))
    end
  end
  if #settings == 0 then
    health.info('no .undoc.yaml holds for an open document')
  end

  health.start('undoc: documents')
  local any = false
  for buf, document in pairs(require('undoc.document').all()) do
    any = true
    local doc = document.doc
    health.info(('buffer %d: %s %s, %d lines, %d nodes'):format(
      buf,
      doc:kind(),
      doc:language() or '(language not known)',
      doc:line_count(),
      doc:node_count()
    ))
    for _, line in ipairs(require('undoc.rules').report(document)) do
      health.info('  ' .. line)
    end
  end
  if not any then
    health.info('none is open')
  end
end

return M
