--- `:Undoc {subcommand} …`: one table of what there is, its completion and its menu.

local M = {}

---@class undoc.Subcommand
---@field about string for the menu
---@field document? boolean needs a document
---@field here? fun(document: undoc.Document): boolean whether it comes to anything where the cursor is
---@field run fun(call: undoc.Call)
--- Words before the one that is typed; that one; all that follows the subcommand.
---@field complete? fun(words: string[], lead: string, text: string): string[]

---@class undoc.Call
---@field text string what follows the subcommand
---@field typed string the same with the blanks at its end
---@field bang boolean
---@field mods table
---@field range? { [1]: integer, [2]: integer }
---@field document undoc.Document

local function documents()
  return require('undoc.document')
end

--- The document that a command is about: in its outline, the document that it shows, for what does not need the cursor.
local function document_here()
  local buf = vim.api.nvim_get_current_buf()
  return documents().get(buf)
    or vim.bo[buf].filetype == 'undocoutline' and require('undoc.outline').document(buf)
    or nil
end

local function starting_with(lead, texts)
  return vim.tbl_filter(function(text)
    return vim.startswith(text, lead)
  end, texts)
end

local function complete_template(part)
  return function(words, lead, text)
    if #words == 0 then
      return require('undoc.template').complete(part, lead)
    end
    return require('undoc.answers').complete(words[1], (text:gsub('^%S+%s+', '')), lead)
  end
end

--- Names of files for what is typed: one may have blanks in it, and only what comes after the last of them is
--- completed.
local function completed_file(typed, lead)
  local before = typed:sub(1, #typed - #lead)
  return vim.tbl_map(function(name)
    return name:sub(#before + 1)
  end, require('undoc.path').complete(typed))
end

local function say_no_document()
  require('undoc.say').error('this buffer is no document: `:set filetype=undoc` makes it one')
end

--- Whether anything in the text is not agreed, or is and says so.
local function is_negotiated(document)
  local open, _, broken, agreed = document.doc:negotiation()
  return open ~= nil and open + broken + agreed > 0
end

local function has_findings(document)
  return documents().finding_count(document) > 0
end

---@type table<string, undoc.Subcommand>
local subcommands = {
  agenda = {
    about = 'Agenda: an item by number or words',
    run = function(call)
      local path = call.typed:match('^import%s(.*%S.*)$')
      if path then
        require('undoc.agenda').import(require('undoc.path').named(path), call.bang)
      elseif call.text == 'import' then
        require('undoc.say').error('which file? :Undoc agenda import FILE')
      else
        require('undoc.agenda').run(document_here(), call.text)
      end
    end,
    complete = function(words, lead, text)
      if words[1] == 'import' then
        return completed_file(text:match('^%s*import%s+(.*)$') or '', lead)
      end
      return #words == 0 and require('undoc.agenda').complete(document_here(), lead) or {}
    end,
  },
  brackets = {
    about = 'Brackets: list what is not agreed',
    document = true,
    here = is_negotiated,
    run = function(call)
      require('undoc.brackets').list(call.document, call.text, call.mods)
    end,
    complete = function(words, lead)
      return require('undoc.brackets').complete(words, lead, #words == 0 and { 'parties' } or nil)
    end,
  },
  check = {
    about = 'Check: list the findings',
    run = function(call)
      if not call.document and not call.bang then
        say_no_document()
        return
      end
      require('undoc.check').run(call.document, call.bang, call.mods)
    end,
  },
  clean = {
    about = 'Clean: a copy without attributions and remarks',
    document = true,
    here = is_negotiated,
    run = function(call)
      local buf, message = require('undoc.brackets').clean(call.document, call.text, call.mods)
      if not buf then
        require('undoc.say').error(message)
      end
    end,
    complete = function(words, lead)
      return #words == 0 and starting_with(lead, { 'accept', 'drop' }) or {}
    end,
  },
  explain = {
    about = 'Explain: what the line was taken for',
    document = true,
    run = function(call)
      require('undoc.explain').run(call.document, call.range and call.range[2])
    end,
  },
  fix = {
    about = 'Fix: correct the finding at the cursor',
    document = true,
    here = has_findings,
    run = function(call)
      require('undoc.fix').run(call.document, call.range)
    end,
  },
  insert = {
    about = 'Insert: a part from a template',
    run = function(call)
      require('undoc.insert').run(call.text)
    end,
    complete = complete_template('part'),
  },
  new = {
    about = 'New: a document from a template',
    run = function(call)
      require('undoc.new').run(call.text, call.bang, call.mods, call.typed)
    end,
    complete = function(words, lead, text)
      local file = words[1] == 'from' and text:match('^%s*from%s(.*)$')
      if file then
        return completed_file(file, lead)
      end
      local found = complete_template('document')(words, lead, text)
      return #words == 0 and vim.list_extend(found, starting_with(lead, { 'from' })) or found
    end,
  },
  outline = {
    about = 'Outline: the structure in a window',
    run = function(call)
      local document = document_here()
      if not document then
        say_no_document()
        return
      end
      if call.text ~= '' and call.text ~= 'edit' then
        require('undoc.say').error(('there is no :Undoc outline %s: there is edit'):format(call.text))
        return
      end
      local window, message = require('undoc.outline').open(document, { mods = call.mods, stay = call.bang })
      if not window then
        require('undoc.say').error(message)
      elseif call.text == 'edit' then
        require('undoc.outline').edit(window)
      end
    end,
    complete = function(words, lead)
      return #words == 0 and starting_with(lead, { 'edit' }) or {}
    end,
  },
  silence = {
    about = 'Silence: leave the finding at the cursor as it is',
    document = true,
    run = function(call)
      require('undoc.silence').run(call.document, call.text, call.range)
    end,
    complete = function(words, lead)
      return #words == 0 and starting_with(lead, { 'document' }) or {}
    end,
  },
  templates = {
    about = 'Templates: what can be drafted, and what is missing',
    run = function(call)
      require('undoc.templates').run(call.text, call.mods)
    end,
    complete = function(words, lead)
      local template = require('undoc.template')
      return #words == 0 and vim.list_extend(template.complete('document', lead), template.complete('part', lead)) or {}
    end,
  },
  profile = {
    about = 'Profile: who drafts',
    run = function(call)
      require('undoc.profile').run(call.text)
    end,
    complete = function(_, lead, text)
      local keys = require('undoc.profile').keys
      return vim.tbl_filter(function(candidate)
        local key = candidate:match('^([%a_]+)=')
        return not key or vim.list_contains(keys, key)
      end, require('undoc.answers').complete('letter', text, lead))
    end,
  },
  tutor = {
    about = 'Tutor: ten minutes through a draft',
    run = function(call)
      local step = ({ ['next'] = 1, previous = -1 })[call.text]
      if step then
        require('undoc.tutor').turn(step)
      elseif call.text == '' then
        require('undoc.tutor').open()
      else
        require('undoc.say').error(('there is no :Undoc tutor %s: there are next, previous'):format(call.text))
      end
    end,
    complete = function(words, lead)
      return #words == 0 and starting_with(lead, { 'next', 'previous' }) or {}
    end,
  },
  stats = {
    about = 'Stats: words, limit, findings',
    document = true,
    run = function(call)
      local about = require('undoc.about')
      about.show(about.stats(call.document))
    end,
  },
  info = {
    about = 'Info: what was recognised of the document',
    document = true,
    run = function(call)
      local about = require('undoc.about')
      about.show(about.info(call.document))
    end,
  },
  log = {
    about = 'Log: what the plugin has said',
    run = function()
      local about = require('undoc.about')
      about.show(about.log())
    end,
  },
  translate = {
    about = 'Translate: the frame in another language beside it',
    document = true,
    run = function(call)
      require('undoc.translate').run(call.document, call.text, call.mods)
    end,
    complete = function(words, lead)
      return #words == 0 and require('undoc.translate').complete(documents().get(), lead) or {}
    end,
  },
  reload = {
    about = 'Reload: read the packs again',
    run = function()
      local good, message = documents().reload()
      if good then
        require('undoc.say').info('the packs were read again')
      else
        require('undoc.say').error(message)
      end
    end,
  },
}

--- Commands that change the document by a plan.
for name, about in pairs({
  convert = 'Convert: to another kind of clause',
  delete = 'Delete: the clause',
  demote = 'Demote: below the clause before it',
  duplicate = 'Duplicate: the clause once more',
  join = 'Join: the clause with the next',
  move = 'Move: the clause up, down, before or after another',
  number = 'Number: plain paragraphs',
  promote = 'Promote: out of the clause around it',
  renumber = 'Renumber: count anew',
  split = 'Split: the clause at the cursor',
}) do
  subcommands[name] = {
    about = about,
    document = true,
    here = function(document)
      return require('undoc.operate').works(name, document)
    end,
    run = function(call)
      require('undoc.operate').command(name, call)
    end,
    complete = function(words, lead)
      return require('undoc.operate').complete(name, words, lead)
    end,
  }
end

--- Commands about what is not agreed.
for name, about in pairs({
  accept = 'Accept: the bracket at the cursor, or all of a party',
  drop = 'Drop: the bracket at the cursor, or all of a party',
}) do
  subcommands[name] = {
    about = about,
    document = true,
    here = is_negotiated,
    run = function(call)
      require('undoc.brackets').command(name, call)
    end,
    complete = function(words, lead)
      return require('undoc.brackets').complete(words, lead)
    end,
  }
end

local function names()
  local list = vim.tbl_keys(subcommands)
  table.sort(list)
  return list
end

local function run(name, call)
  local say = require('undoc.say')
  local subcommand = subcommands[name]
  if not subcommand then
    say.error(('there is no :Undoc %s: there are %s'):format(name, table.concat(names(), ', ')))
    return
  end
  call.document = documents().get()
  if subcommand.document and not call.document then
    say_no_document()
    return
  end
  local good, problem = pcall(subcommand.run, call)
  if not good then
    -- Of what Neovim itself refuses (no room for a window, say), its sentence and not where it was said.
    say.error(tostring(problem):match('Vim[^:]*:(E%d+: [^\n]*)') or tostring(problem))
  end
end

--- Those that come to something where the cursor is: what is not in the menu may be typed all the same, and says why it
--- cannot be.
local function menu()
  local document = documents().get()
  local in_outline = not document and document_here() ~= nil
  return vim.tbl_filter(function(name)
    local subcommand = subcommands[name]
    if name == 'check' or name == 'outline' then
      return document ~= nil or in_outline and name == 'outline'
    elseif name == 'insert' and not vim.bo.modifiable then
      return false
    elseif not subcommand.document then
      return true
    end
    return document ~= nil and (not subcommand.here or subcommand.here(document))
  end, names())
end

--- What nvim_create_user_command hands over.
function M.run(options)
  if package.loaded['undoc.float'] then
    require('undoc.float').leave()
  end
  local name, typed = options.args:match('^%s*(%S+)%s?(.*)$')
  local call = {
    text = vim.trim(typed or ''),
    typed = typed or '',
    bang = options.bang,
    mods = options.smods,
    range = options.range > 0 and { options.line1, options.line2 } or nil,
  }
  if name then
    run(name, call)
    return
  end
  require('undoc.pick').choose({
    prompt = 'Undoc',
    kind = 'undoc.command',
    items = menu(),
    text = function(item)
      return subcommands[item].about
    end,
  }, function(choice)
    if choice then
      run(choice, call)
    end
  end)
end

--- Completion of the subcommand, and then what the subcommand completes.
---@param lead string
---@param line string
---@param position integer
---@return string[]
function M.complete(lead, line, position)
  local before = line:sub(1, position)
  local text = before:match('Undoc!?%s+(.*)$') or ''
  local words = vim.split(text:sub(1, #text - #lead), '%s+', { trimempty = true })
  if #words == 0 then
    return starting_with(lead, names())
  end
  local subcommand = subcommands[table.remove(words, 1)]
  return subcommand and subcommand.complete and subcommand.complete(words, lead, (text:gsub('^%S+%s', ''))) or {}
end

return M
