--- Completion of answers on the command line: keys of the template, and the values of a key.

local M = {}

local function starting_with(lead, texts)
  return vim.tbl_filter(function(text)
    return vim.startswith(text, lead)
  end, texts)
end

--- Names of States for what is typed: `before` is what of a name stands before the word that is completed.
local function states(typed, before, language)
  local packs = require('undoc.native').packs()
  local names = {}
  for _, state in ipairs(packs and packs:states_matching(typed, language) or {}) do
    if before == '' then
      names[#names + 1] = state.name
    elseif vim.startswith(vim.fn.tolower(state.name), vim.fn.tolower(before)) then
      names[#names + 1] = state.name:sub(#before + 1)
    end
  end
  return names
end

--- The items of a session's agenda.
local function items(given)
  local packs = require('undoc.native').packs()
  local core = require('undoc.native').core()
  local agenda = require('undoc.agenda')
  local date = packs and packs:date(given.date or '')
  local session = tonumber(given.session) or core and date and core.session(date) or agenda.session(nil)
  local found = session and packs and packs:agenda_find(session, '', given.lang) or {}
  return vim.tbl_map(function(entry)
    return entry.answer
  end, found)
end

--- What may follow in `text`, the answers typed so far, in the place of `lead`, its last word.
---@param template string its name
---@param text string
---@param lead string
---@return string[]
function M.complete(template, text, lead)
  local packs = require('undoc.native').packs()
  local keys = packs and packs:answer_keys(template) or {}
  local given = require('undoc.template').values(text) or {}
  local key, value = text:match('([%a_]+)=([^=]*)$')
  local function more_keys()
    return starting_with(lead, vim.tbl_map(function(one)
      return one .. '='
    end, vim.tbl_filter(function(one)
      return not given[one]
    end, keys)))
  end
  -- A blank ends most values, but names of States have blanks in them.
  local ended = key and not lead:find('=', 1, true)
  if not key or not vim.list_contains(keys, key) or ended and key ~= 'state' then
    return more_keys()
  end
  local start = lead:find('=', 1, true) and key .. '=' or ''
  value = value:gsub('^["\']', '')
  local values
  if key == 'state' then
    values = states(value, value:sub(1, #value - (ended and #lead or #value)), given.lang)
    if ended and (#values == 0 or packs and packs:state(vim.trim(value:sub(1, #value - #lead)))) then
      vim.list_extend(values, more_keys())
    end
  elseif key == 'items' then
    -- The last of a list.
    local list, last = value:match('^(.*,%s*)([^,]*)$')
    values = vim.tbl_map(function(item)
      return (list or '') .. item
    end, starting_with(last or value, items(given)))
  elseif key == 'date' or key == 'masthead_date' then
    values = starting_with(value, { os.date('%Y-%m-%d') })
  else
    values = starting_with(value, packs and packs:answer_values(key) or {})
  end
  return vim.tbl_map(function(one)
    return start .. one
  end, values)
end

return M
