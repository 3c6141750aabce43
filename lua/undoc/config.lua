--- Options: data in vim.g.undoc, where vim.b.undoc_<option> wins. A wrong one counts as not set; :checkhealth names it.

local M = {}

local function is_boolean(value)
  return type(value) == 'boolean'
end

local function is_count(value)
  return type(value) == 'number' and value >= 0 and value == math.floor(value)
end

local function is_texts(value)
  if type(value) ~= 'table' or not vim.islist(value) then
    return false
  end
  for _, text in ipairs(value) do
    if type(text) ~= 'string' then
      return false
    end
  end
  return true
end

--- Answers of who drafts.
local function is_profile(value)
  local keys = require('undoc.profile').keys
  return type(value) == 'table'
    and vim.iter(pairs(value)):all(function(key, text)
      return vim.list_contains(keys, key) and type(text) == 'string'
    end)
end

--- Severities by the names of rules.
local function is_levels(value)
  return type(value) == 'table'
    and vim.iter(pairs(value)):all(function(name, level)
      return type(name) == 'string' and type(level) == 'string'
    end)
end

local function is_picker(value)
  return vim.list_contains(require('undoc.pick').names, value)
end

local boolean = { is_boolean, 'true or false' }
local count = { is_count, 'a whole number, 0 or more' }
local texts = { is_texts, 'a list of strings' }

--- name = { default, { check, what was expected } }
local options = {
  detect = { true, boolean },
  highlight = { true, boolean },
  diagnostics = { true, boolean },
  lsp = { true, boolean },
  maps = { true, boolean },
  conceal = { false, boolean },
  fold_brackets = { false, boolean },
  picker = { 'auto', { is_picker, 'auto, select, fzf-lua, telescope, snacks or mini.pick' } },
  renumber = { false, boolean },
  delay = { 200, count },
  ignore = { {}, texts },
  rules = { {}, { is_levels, 'a table of severities by rule' } },
  packs = { {}, texts },
  profile = { {}, { is_profile, 'a table of strings by lang, state, office, name and gender' } },
  rightleft = { true, boolean },
  outline_width = { 44, count },
}

--- Vimscript's 0 and 1 for an option that is on or off.
local function from_vimscript(name, value)
  if options[name][2] == boolean and (value == 0 or value == 1) then
    return value == 1
  end
  return value
end

local function set_by_user()
  local values = vim.g.undoc
  return type(values) == 'table' and values or {}
end

local function usable(name, value)
  value = from_vimscript(name, value)
  if value ~= nil and options[name][2][1](value) then
    return value
  end
end

--- What vim.g.undoc says; nil: nothing, or something wrong.
---@param name string
function M.of_user(name)
  return usable(name, set_by_user()[name])
end

--- What a buffer's variable says; nil as above.
---@param name string
---@param buf integer
function M.of_buffer(name, buf)
  return usable(name, vim.b[buf]['undoc_' .. name])
end

---@param name string
---@param buf? integer
function M.get(name, buf)
  local value
  if buf and vim.api.nvim_buf_is_valid(buf) then
    value = M.of_buffer(name, buf)
  end
  if value == nil then
    value = M.of_user(name)
  end
  if value == nil then
    value = options[name][1]
  end
  return value
end

local function describe(value)
  return (vim.inspect(value):gsub('%s+', ' '))
end

--- Codes that no rule has; none where the core cannot be asked.
---@param codes string[]
---@return string[]
local function unknown(codes)
  local core = require('undoc.native').core()
  local known = core and core.codes() or codes
  return vim.tbl_filter(function(code)
    return not vim.list_contains(known, code)
  end, codes)
end

--- What is wrong in a table of severities, a sentence each; none where the core cannot be asked.
---@param levels table<string, string>
---@return string[]
local function wrong_levels(levels)
  local core = require('undoc.native').core()
  local found = {}
  local names = vim.tbl_keys(levels)
  table.sort(names)
  for _, name in ipairs(core and names or {}) do
    local _, message = core.rule_check(name, levels[name])
    found[#found + 1] = message
  end
  return found
end

--- What is wrong in the options, a line each.
---@return string[]
function M.problems()
  local found = {}
  local function look(where, name, value)
    local option = options[name]
    value = from_vimscript(name, value)
    if not option[2][1](value) then
      found[#found + 1] = ('%s is %s: %s expected'):format(where, describe(value), option[2][2])
    elseif name == 'ignore' then
      for _, code in ipairs(unknown(value)) do
        found[#found + 1] = ('%s has %s: no finding has this code'):format(where, describe(code))
      end
    elseif name == 'rules' then
      for _, message in ipairs(wrong_levels(value)) do
        found[#found + 1] = ('%s: %s'):format(where, message)
      end
    end
  end
  if vim.g.undoc ~= nil and type(vim.g.undoc) ~= 'table' then
    found[#found + 1] = ('vim.g.undoc is %s: a table expected'):format(describe(vim.g.undoc))
  end
  local names = vim.tbl_keys(set_by_user())
  table.sort(names, function(a, b)
    return tostring(a) < tostring(b)
  end)
  for _, name in ipairs(names) do
    if options[name] then
      look('vim.g.undoc.' .. name, name, set_by_user()[name])
    else
      local known = vim.tbl_keys(options)
      table.sort(known)
      found[#found + 1] = ('vim.g.undoc.%s is no option: the options are %s'):format(
        tostring(name),
        table.concat(known, ', ')
      )
    end
  end
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    for name in pairs(options) do
      local value = vim.b[buf]['undoc_' .. name]
      if value ~= nil then
        look(('vim.b[%d].undoc_%s'):format(buf, name), name, value)
      end
    end
  end
  return found
end

--- The plugin's own folder. luarocks keeps Lua apart from the rest, which then lies in a folder of 'runtimepath'.
local function find_root()
  local root = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h:h')
  if not vim.uv.fs_stat(root .. '/data/language') then
    local elsewhere = vim.api.nvim_get_runtime_file('data/language/en.yaml', false)[1]
    root = elsewhere and vim.fn.fnamemodify(elsewhere, ':p:h:h:h') or root
  end
  return root
end

M.root = find_root()

--- Folders of packs. The user's come first, so that a pack of theirs hides ours of the same name.
---@return string[]
function M.roots()
  local roots = { vim.fn.stdpath('config') .. '/undoc' }
  for _, folder in ipairs(M.get('packs')) do
    roots[#roots + 1] = (require('undoc.path').home(folder):gsub('(.)/+$', '%1'))
  end
  roots[#roots + 1] = M.root .. '/data'
  return vim.tbl_filter(function(folder)
    return vim.uv.fs_stat(folder) ~= nil
  end, roots)
end

return M
