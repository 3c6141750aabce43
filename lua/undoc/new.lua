--- `:Undoc new`: a new document from a template. With answers on the command line nothing is asked; without, each
--- question comes in turn, is checked by the core as it is given, and can be skipped with <Esc> or an empty answer.

local M = {}

local templates = require('undoc.template')

--- Runs `start(done)` and waits for `done(value)`, which may come at once or later. Only inside a coroutine.
local function await(start)
  local thread = coroutine.running()
  local answered, waiting, result = false, false, nil
  start(function(value)
    if answered then
      return
    end
    answered, result = true, value
    if waiting then
      local good, problem = coroutine.resume(thread)
      if not good then
        require('undoc.say').error(tostring(problem))
      end
    end
  end)
  if not answered then
    waiting = true
    coroutine.yield()
  end
  return result
end

local function select(items, prompt, format)
  return await(function(done)
    vim.ui.select(items, { prompt = prompt, format_item = format, kind = 'undoc.new' }, done)
  end)
end

local function input(prompt, default, completion)
  local answer = await(function(done)
    vim.ui.input({ prompt = prompt .. ': ', default = default, completion = completion }, done)
  end)
  answer = answer and vim.trim(answer) or ''
  return answer ~= '' and answer or nil
end

--- A language in its own words, for menus: "fr  Français".
---@param code string
local function language_name(code)
  for _, language in ipairs(require('undoc.native').view('languages') or {}) do
    if language.code == code then
      local first = vim.fn.toupper(vim.fn.strcharpart(language.name, 0, 1))
      return ('%s  %s%s'):format(code, first, vim.fn.strcharpart(language.name, 1))
    end
  end
  return code
end

--- The values that an answer can have.
---@param key string
---@return string[]
local function values_of(key)
  local packs = require('undoc.native').packs()
  return packs and packs:answer_values(key) or {}
end

--- With the reason why the question comes again.
local function with(reason, prompt)
  return reason and ('%s - %s'):format(reason, prompt) or prompt
end

---@class undoc.Interview
---@field template undoc.Template
---@field values table<string, string>
---@field document? undoc.Document

local function states()
  return require('undoc.native').view('states') or {}
end

--- For completion at the prompt.
function M.complete_state(lead)
  local found = {}
  lead = vim.fn.tolower(lead)
  for _, state in ipairs(states()) do
    for _, names in pairs(state.names) do
      if names.name and vim.startswith(vim.fn.tolower(names.name), lead) then
        found[#found + 1] = names.name
      end
    end
  end
  table.sort(found)
  return found
end

local function today()
  return os.date('%Y-%m-%d') --[[@as string]]
end

--- Questions by the key that they answer. Each gives an answer, or nil when it is skipped.
---@type table<string, fun(interview: undoc.Interview, reason?: string, last?: string): string?>
local ask = {}

function ask.lang(interview, reason)
  local codes = vim.deepcopy(interview.template.languages)
  local first = templates.language(interview.template, interview.document and interview.document.doc:language())
  table.sort(codes, function(a, b)
    return a == first and b ~= first or a < b and b ~= first
  end)
  return select(codes, with(reason, 'Language'), language_name) or first
end

function ask.state(_, reason, last)
  return input(with(reason, 'State'), last, "customlist,v:lua.require'undoc.new'.complete_state_command")
end

function M.complete_state_command(lead)
  return M.complete_state(lead)
end

--- "president-general-assembly" as a menu shows it.
local function value_name(name)
  return (name:gsub('^%l', string.upper):gsub('%-', ' '))
end

function ask.addressee(_, reason)
  return select(values_of('addressee'), with(reason, 'Addressee'), value_name)
end

function ask.date(_, reason, last)
  return input(with(reason, 'Date of the letter, like 2020-12-22'), last or today())
end

--- Numbers go to the core as they are; words find titles, one item at a time.
function ask.items(interview, reason, last)
  local agenda_of = require('undoc.agenda')
  local core = require('undoc.native').core()
  local session = tonumber(interview.values.session)
    or core and core.session(interview.values.date or today())
    or agenda_of.session(nil)
  local packs = require('undoc.native').packs()
  local language = interview.values.lang
  local chosen = {}
  while true do
    local prompt = #chosen == 0 and ('Agenda items of session %s, numbers or words of the title'):format(session or '?')
      or ('%s, and (empty: no more)'):format(table.concat(chosen, ', '))
    local answer = input(with(reason, prompt), last)
    reason, last = nil, nil
    if not answer then
      break
    end
    local items, problem
    if packs then
      items, problem = packs:parse_items(answer, language)
    end
    if items then
      chosen[#chosen + 1] = answer
      break
    end
    local found, message = agenda_of.find(session, answer, language)
    if not found then
      reason = message
    elseif #found == 0 then
      reason = problem or ('no title of session %s has the words "%s"'):format(session or '?', answer)
    else
      local entry = #found == 1 and found[1]
        or await(function(done)
          agenda_of.choose(found, 'Agenda item', done)
        end)
      if entry then
        chosen[#chosen + 1] = entry.answer
      end
    end
  end
  if #chosen == 0 then
    return nil
  end
  -- Without a date nothing else tells the core which agenda was looked at.
  if not interview.values.date and session then
    interview.values.session = tostring(session)
  end
  return table.concat(chosen, ',')
end

function ask.annex(_, reason)
  return select({ 'yes', 'no' }, with(reason, 'Is there an annex?'))
end

function ask.annex_original(interview, reason)
  if (interview.values.annex or 'no') == 'no' then
    return nil
  end
  return select(values_of('annex_original'), with(reason, 'Original language of the annex'), language_name)
end

--- Any other answer: one of its values where it has some, else words.
---@param key string
---@return fun(interview: undoc.Interview, reason?: string, last?: string): string?
local function ask_for(key)
  return ask[key]
    or function(_, reason, last)
      local values = values_of(key)
      local prompt = with(reason, value_name((key:gsub('_', ' '))))
      if #values > 0 then
        return select(values, prompt, value_name)
      end
      return input(prompt, last)
    end
end

--- The questions of a template: the core says which.
---@param interview undoc.Interview
---@return { key: string, preset?: string }[]
local function questions_of(interview)
  local packs, message = require('undoc.native').packs()
  local questions
  if packs then
    questions, message = packs:questions(interview.template.name, interview.values.lang)
  end
  if not questions then
    require('undoc.say').error(message)
  end
  return questions or {}
end

--- Every question of a template in turn. Only inside a coroutine.
---@param interview undoc.Interview
local function interview_all(interview)
  local questions = questions_of(interview)
  local asks_language = vim.iter(questions):any(function(question)
    return question.key == 'lang'
  end)
  if not asks_language then
    interview.values.lang = interview.values.lang or templates.language(interview.template, nil)
  end
  for _, question in ipairs(questions) do
    local key = question.key
    if not interview.values[key] then
      local reason, answer = nil, question.preset
      repeat
        answer = ask_for(key)(interview, reason, answer)
        if answer then
          local good, message = templates.draft(
            interview.template,
            vim.tbl_extend('force', interview.values, { [key] = answer })
          )
          reason = not good and message or nil
        end
      until not answer or not reason
      interview.values[key] = answer
    end
  end
end

--- Leaves a window that is not for documents (the outline, help, a file tree), so that the new one does not take it.
local function leave_special_window()
  local function is_normal(window)
    local config = vim.api.nvim_win_get_config(window)
    return config.relative == '' and vim.bo[vim.api.nvim_win_get_buf(window)].buftype == ''
  end
  if is_normal(0) then
    return
  end
  local windows = { vim.fn.win_getid(vim.fn.winnr('#')) }
  vim.list_extend(windows, vim.api.nvim_tabpage_list_wins(0))
  for _, window in ipairs(windows) do
    if window ~= 0 and is_normal(window) then
      vim.api.nvim_set_current_win(window)
      return
    end
  end
  vim.cmd('botright new')
end

--- Opens a buffer with the text of a snippet.
---@param snippet string
---@param mods? vim.api.keyset.cmd.mods
---@return integer buf
local function open(snippet, mods)
  mods = mods or {}
  leave_special_window()
  local split = mods.vertical or mods.horizontal or (mods.split or '') ~= '' or (mods.tab or -1) >= 0
  vim.api.nvim_cmd({ cmd = split and 'new' or 'enew', mods = mods }, {})
  local buf = vim.api.nvim_get_current_buf()
  vim.bo[buf].filetype = 'undoc'
  templates.expand(snippet)
  return buf
end

--- A new document without a question.
---@param name string of a template
---@param values? table<string, any>
---@param mods? vim.api.keyset.cmd.mods
---@return integer? buf
---@return string? message
function M.create(name, values, mods)
  local template, message = templates.find('document', name)
  if not template then
    return nil, message
  end
  local texts = templates.texts(values or {})
  texts.lang = texts.lang or templates.language(template, nil)
  local snippet
  snippet, message = templates.draft(template, texts)
  if not snippet then
    return nil, message
  end
  return open(snippet, mods)
end

--- A new document with questions for what is not answered.
---@param name string
---@param values table<string, string>
---@param mods? vim.api.keyset.cmd.mods
function M.interview(name, values, mods)
  local say = require('undoc.say')
  local template, message = templates.find('document', name)
  if not template then
    say.error(message)
    return
  end
  local thread = coroutine.create(function()
    local interview = { template = template, values = values, document = require('undoc.document').get() }
    interview_all(interview)
    local buf
    buf, message = M.create(name, interview.values, mods)
    if not buf then
      say.error(message)
    end
  end)
  local good, problem = coroutine.resume(thread)
  if not good then
    say.error(tostring(problem))
  end
end

--- `:Undoc new [template [key=value …]]`; with `!` what is not answered is asked.
---@param text string
---@param bang boolean
---@param mods? vim.api.keyset.cmd.mods
function M.run(text, bang, mods)
  local say = require('undoc.say')
  local name, rest = text:match('^%s*(%S+)%s*(.-)%s*$')
  if not name then
    local list, message = templates.list('document')
    if #list == 0 then
      say.error(message or 'there are no templates')
      return
    end
    vim.ui.select(list, {
      prompt = 'New document',
      format_item = function(template)
        return template.title
      end,
    }, function(template)
      if template then
        M.interview(template.name, {}, mods)
      end
    end)
    return
  end
  local values, message = templates.values(rest)
  if not values then
    say.error(message)
  elseif rest == '' or bang then
    M.interview(name, values, mods)
  else
    local buf
    buf, message = M.create(name, values, mods)
    if not buf then
      say.error(message)
    end
  end
end

return M
