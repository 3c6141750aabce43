--- Packs as a use of them would try them: a small document in each language out of the pack's own words, and every
--- template in each of its languages, without answers and with some.

local M = {}

--- Answers that can be in whatever template has a use for them.
local some_answers = {
  session = '75',
  items = '1',
  date = '2020-12-22',
  masthead_date = '2021-01-07',
  state = 'CH',
  name = 'Anna Example',
  gender = 'f',
  original = 'en',
  annex = 'yes',
  annex_original = 'en',
  organ = 'general-assembly',
  distribution = 'general',
  symbol = 'A/75/1',
  number = '1',
  title = 'Title',
  text = 'text',
}

--- Names of the packs' kinds, as sentences have them.
local names = { preambular = 'preambular paragraph', operative = 'operative paragraph' }

local function name_of(kind)
  return names[kind] or kind or 'nothing'
end

--- What is wrong with a language, a sentence each.
---@param packs undoc.Packs
---@param language table of native.view('languages')
---@return string[]
function M.language(packs, language)
  local doc, message = packs:doc()
  if not doc then
    return { message }
  end
  local lines, at = {}, {}
  for _, one in ipairs(language.sample) do
    at[#at + 1] = #lines
    lines[#lines + 1] = one.before .. one.words .. one.after
    lines[#lines + 1] = ''
  end
  local wrong = {}
  if #lines == 0 then
    doc:close()
    return { language.file .. ':1:1: no word of a document is in it; expected at least a subject and openers' }
  end
  doc:splice(0, 0, lines)
  local told = doc:language()
  if told ~= language.code then
    wrong[#wrong + 1] = ('%s:1:1: a document of its words is taken for one in %s; expected %s, by words of `detect`, '
      .. '`function_words` or openers that no other language has'):format(language.file, told or 'none', language.code)
  end
  for i, one in ipairs(language.sample) do
    local kind = doc:node(doc:at(at[i]))
    if kind ~= one.kind then
      wrong[#wrong + 1] = ('%s:%d:1: “%s” is taken for %s; expected %s'):format(
        language.file, one.line, one.words, name_of(kind), name_of(one.kind)
      )
    end
  end
  doc:close()
  return wrong
end

--- What is wrong with a template.
---@param packs undoc.Packs
---@param template undoc.Template
---@return string[]
function M.template(packs, template)
  local used = {}
  for _, key in ipairs(packs:answer_keys(template.name)) do
    used[key] = some_answers[key]
  end
  local wrong, said = {}, {}
  local function look(good, message)
    message = message and (message:gsub('(expected one of: [^,]*, [^,]*, [^,]*),.*', '%1 …'))
    if not good and not said[message] then
      said[message] = true
      wrong[#wrong + 1] = message:find('%.yaml:%d+:') and message
        or ('template %s: %s'):format(template.name, message)
    end
  end
  look(packs:questions(template.name))
  for _, language in ipairs(template.languages) do
    look(packs:draft(template.name, { lang = language }))
    -- An answer that this template refuses is left out: it is no mistake of the template.
    local answers = { lang = language }
    for _, key in ipairs(vim.fn.sort(vim.tbl_keys(used))) do
      answers[key] = used[key]
      local good, message = packs:draft(template.name, answers)
      if not good then
        answers[key] = nil
        if message:find('%.yaml:%d+:') then
          look(good, message)
        end
      end
    end
  end
  return wrong
end

--- Tries all packs.
---@return string[] problems
---@return { languages: integer, templates: integer, drafts: integer } counts what was tried
function M.all()
  local native = require('undoc.native')
  local packs = assert(native.packs())
  local problems, counts = {}, { languages = 0, templates = 0, drafts = 0 }
  for _, language in ipairs(native.view('languages') or {}) do
    counts.languages = counts.languages + 1
    vim.list_extend(problems, M.language(packs, language))
  end
  for _, template in ipairs(native.view('templates') or {}) do
    counts.templates = counts.templates + 1
    counts.drafts = counts.drafts + #template.languages
    vim.list_extend(problems, M.template(packs, template))
  end
  return problems, counts
end

return M
