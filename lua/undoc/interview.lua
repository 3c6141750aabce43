--- The questions of a template, in turn. Each answer is checked by the core as it is given and asked for again, with
--- the reason, where it cannot be. An empty answer leaves a place open; <Esc> goes back to the question before, and at
--- the first one ends. What was answered stands there again when a question comes a second time.

local M = {}

local templates = require('undoc.template')

---@class undoc.Interview
---@field template undoc.Template
---@field values table<string, string> answers that are given: they are not asked
---@field offered table<string, string> answers to propose
---@field document? undoc.Document
---@field keys? string[] what is asked, in this order, in the place of the template's questions
---@field more? string[] what is asked after them

--- What a question gives for <Esc>.
local BACK = {}

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

--- A choice of `items`; `first` stands on top of them, `open` is what leaves the place open.
local function select(items, prompt, format, first, open)
  local list = vim.deepcopy(items)
  for i, item in ipairs(list) do
    if item == first then
      table.insert(list, 1, table.remove(list, i))
    end
  end
  if open then
    list[#list + 1] = open
  end
  local choice = await(function(done)
    vim.ui.select(list, {
      prompt = prompt,
      format_item = function(item)
        return item == open and open or format and format(item) or item
      end,
      kind = 'undoc.new',
    }, done)
  end)
  if choice == nil then
    return BACK
  elseif choice ~= open then
    return choice
  end
end

local function input(prompt, default, completion)
  local answer = await(function(done)
    vim.ui.input({ prompt = prompt .. ': ', default = default, completion = completion }, done)
  end)
  if answer == nil then
    return BACK
  end
  answer = vim.trim(answer)
  return answer ~= '' and answer or nil
end

--- What leaves a place open in a list of choices.
M.open = '(leave it open)'

local function packs()
  return require('undoc.native').packs()
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
  local opened = packs()
  return opened and opened:answer_values(key) or {}
end

--- With the reason why the question comes again.
local function with(reason, prompt)
  return reason and ('%s - %s'):format(reason, prompt) or prompt
end

local function today()
  return os.date('%Y-%m-%d') --[[@as string]]
end

--- Questions by the key that they answer. Each gives an answer, nil for a place that is left open, or BACK.
---@type table<string, fun(interview: undoc.Interview, reason?: string, last?: string): any>
local ask = {}

function ask.lang(interview, reason, last)
  local codes = vim.deepcopy(interview.template.languages)
  table.sort(codes)
  local first = last or templates.language(interview.template, interview.document and interview.document.doc:language())
  return select(codes, with(reason, 'Language'), language_name, first)
end

--- For completion at the prompt: names in the language of the letter that is being asked for.
local state_language

function M.complete_state(lead)
  local opened = packs()
  return vim.tbl_map(function(state)
    return state.name
  end, opened and opened:states_matching(lead, state_language) or {})
end

function ask.state(interview, reason, last)
  state_language = interview.values.lang
  return input(with(reason, 'State'), last, "customlist,v:lua.require'undoc.interview'.complete_state")
end

--- Templates that write the official name of an answer's value.
local written_by = { addressee = 'addressee', organ = 'organ-of', office = 'office' }

--- A value as a menu shows it: by its official name where a template writes it, "President of the General Assembly".
---@param key string
---@param value string
local function value_name(key, value)
  local opened = packs()
  local text = written_by[key] and opened and opened:draft(written_by[key], { lang = 'en', [key] = value }, true)
  if text and not text:find('‹', 1, true) and vim.trim(text) ~= '' then
    return (vim.trim(text):gsub('^the ', ''))
  end
  return (value:gsub('^%l', string.upper):gsub('[-_]', ' '))
end

local genders = { f = 'f  a woman signs', m = 'm  a man signs' }

function ask.gender(_, reason, last)
  return select(values_of('gender'), with(reason, 'Gender of who signs'), function(value)
    return genders[value] or value
  end, last, M.open)
end

--- What a letter says to a man and to a woman who holds the post, where they are words of the letter's language.
function ask.addressee_gender(interview, reason, last)
  local opened, said = packs(), interview.values
  return select(values_of('addressee_gender'), with(reason, 'Gender of the addressee'), function(value)
    local text = said.addressee
      and opened
      and opened:draft('addressee', { lang = said.lang, addressee = said.addressee, addressee_gender = value }, true)
    return ('%s  %s'):format(value, text and vim.trim(text) or value == 'f' and 'a woman' or 'a man')
  end, last, M.open)
end

function ask.date(_, reason, last)
  local answer = input(with(reason, 'Date of the letter, like 2020-12-22'), last or today())
  if answer and answer ~= BACK and answer:lower() == 'today' then
    return today()
  end
  return answer
end

--- Numbers go to the core as they are; words find titles, one item at a time.
function ask.items(interview, reason, last)
  local agenda_of = require('undoc.agenda')
  local core = require('undoc.native').core()
  local opened = packs()
  local date = interview.values.date and opened and opened:date(interview.values.date)
  local session = tonumber(interview.values.session)
    or core and core.session(date or today())
    or agenda_of.session(nil)
  local language = interview.values.lang
  local chosen = {}
  while true do
    local prompt = #chosen == 0 and ('Agenda items of session %s, numbers or words of the title'):format(session or '?')
      or ('%s, and (empty: no more)'):format(table.concat(chosen, ', '))
    local answer = input(with(reason, prompt), last)
    reason, last = nil, nil
    if answer == BACK and #chosen == 0 then
      return BACK
    elseif answer == BACK then
      table.remove(chosen)
    elseif not answer then
      break
    else
      local items, problem
      if opened then
        items, problem = opened:parse_items(answer, language)
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
            agenda_of.choose(session, found, 'Agenda item', done)
          end)
        if entry then
          chosen[#chosen + 1] = entry.answer
        end
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

--- A list of choices with the last answer in it, which may be one that is typed otherwise.
local function with_last(values, last)
  if last and not vim.list_contains(values, last) then
    table.insert(values, 1, last)
  end
  return values
end

function ask.annex(_, reason, last)
  local counts = with_last({ 'yes', 'no', '2', '3', '4', '5' }, last)
  return select(counts, with(reason, 'Is there an annex?'), function(value)
    return tonumber(value) and value .. ' annexes' or value
  end, last)
end

--- Of several annexes one after the other; one that is left open leaves all of them open.
function ask.annex_original(interview, reason, last)
  local count = tonumber(interview.values.annex) or 1
  local before = vim.split(last or '', ',')
  local chosen = {}
  while #chosen < count do
    local n = #chosen + 1
    local which = count > 1 and ('annex %d of %d'):format(n, count) or 'the annex'
    local prompt = with(reason, 'Original language of ' .. which)
    local offered = before[n] ~= '' and before[n] or chosen[n - 1]
    local answer = select(values_of('annex_original'), prompt, language_name, offered, M.open)
    if answer == nil then
      return nil
    elseif answer ~= BACK then
      chosen[n] = answer
    elseif n == 1 then
      return BACK
    else
      table.remove(chosen)
    end
    reason = nil
  end
  return table.concat(chosen, ',')
end

--- The values that can stand with the answers that are given: no Permanent Observer for a Member State. All, where none
--- can, so that the reason is said.
---@param interview undoc.Interview
---@param key string
---@return string[]
local function values_that_agree(interview, key)
  local values = values_of(key)
  local agreeing = vim.tbl_filter(function(value)
    local answers = vim.tbl_extend('force', { lang = 'en' }, interview.values, { [key] = value })
    return templates.draft(interview.template, answers) ~= nil
  end, values)
  return #agreeing > 0 and agreeing or values
end

--- Any other answer: one of its values where it has some, else words.
---@param key string
local function ask_for(key)
  return ask[key]
    or function(interview, reason, last)
      local values = values_that_agree(interview, key)
      local prompt = with(reason, value_name('', key))
      if #values > 0 then
        return select(values, prompt, function(value)
          return value_name(key, value)
        end, last, M.open)
      end
      return input(prompt, last)
    end
end

--- Whether the letter would not be another one for a man and for a woman who is addressed: in English, or where nobody
--- is named yet.
---@param interview undoc.Interview
---@return boolean
local function addressed_alike(interview)
  local function text(gender)
    local answers = vim.tbl_extend('force', { lang = 'en' }, interview.values, { addressee_gender = gender })
    return (templates.draft(interview.template, answers))
  end
  return text('m') == text('f')
end

--- Whether a question has nothing to decide after the answers that are given.
---@param interview undoc.Interview
---@param key string
---@return boolean
local function is_idle(interview, key)
  local values = interview.values
  if key == 'annex_original' then
    return (values.annex or 'no') == 'no'
  elseif key == 'items' then
    return values.addressee == 'president-security-council' or values.organ == 'security-council'
  end
  return key == 'addressee_gender' and addressed_alike(interview)
end

--- The questions of a template: the core says which.
---@param interview undoc.Interview
---@return { key: string, preset?: string }[]? questions
---@return string? message
local function questions_of(interview)
  if interview.keys then
    return vim.tbl_map(function(key)
      return { key = key }
    end, interview.keys)
  end
  local opened, message = packs()
  local questions
  if opened then
    questions, message = opened:questions(interview.template.name, interview.values.lang)
  end
  for _, key in ipairs(questions and interview.more or {}) do
    local asked = vim.iter(questions):any(function(question)
      return question.key == key
    end)
    if not asked then
      questions[#questions + 1] = { key = key }
    end
  end
  return questions, message
end

--- One question until its answer can be.
local function ask_until_right(interview, question, last)
  local key, reason = question.key, nil
  local answer = last or question.preset
  while true do
    answer = ask_for(key)(interview, reason, answer)
    if answer == nil or answer == BACK then
      return answer
    end
    local values = vim.tbl_extend('force', { lang = 'en' }, interview.values, { [key] = answer })
    local good, message = templates.draft(interview.template, values)
    if good then
      return answer
    end
    reason = message
  end
end

--- Asks all that is not answered. Only inside a coroutine.
---@param interview undoc.Interview its `values` are filled in
---@return boolean good false: it was ended
---@return string? message what went wrong, where something did
function M.run(interview)
  local values = interview.values
  local asked, open = {}, {} -- keys, in order; keys whose places were left open
  local last = vim.deepcopy(interview.offered)
  while true do
    -- Anew each time: the questions depend on the language, which is one of them.
    local questions, message = questions_of(interview)
    if not questions then
      return false, message
    end
    local question = vim.iter(questions):find(function(one)
      return not values[one.key] and not open[one.key] and not is_idle(interview, one.key)
    end)
    if not question then
      break
    end
    local key = question.key
    local answer = ask_until_right(interview, question, last[key])
    if answer == BACK then
      local before = table.remove(asked)
      if not before then
        return false
      end
      last[before] = values[before] or last[before]
      values[before], open[before] = nil, nil
    else
      -- Another addressee is another person.
      if key == 'addressee' and answer ~= last.addressee then
        last.addressee_gender = nil
      end
      asked[#asked + 1] = key
      values[key], open[key] = answer, answer == nil or nil
    end
  end
  values.lang = values.lang or templates.language(interview.template, nil)
  return true
end

--- Runs something in which questions are asked; what fails is said.
---@param run fun()
function M.start(run)
  local good, problem = coroutine.resume(coroutine.create(run))
  if not good then
    require('undoc.say').error(tostring(problem))
  end
end

return M
