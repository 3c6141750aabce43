--- Looks at what the public functions are given: what is wrong is one sentence that names the function, the argument
--- and what was expected.

local M = {}

local api = vim.api

local function a(value)
  local kind = type(value)
  if kind == 'string' or kind == 'number' or kind == 'boolean' then
    local text = vim.inspect(value)
    return #text > 40 and 'a long ' .. kind or text
  end
  return kind == 'nil' and 'missing' or 'a ' .. kind
end

local function whole(value)
  return type(value) == 'number' and value == math.floor(value) and math.abs(value) < 2 ^ 31
end

--- kind = { what was expected, whether a value is it }
local kinds = {
  buffer = {
    'the number of a buffer',
    function(value)
      return value == nil or whole(value) and api.nvim_buf_is_valid(value)
    end,
  },
  window = {
    'the number of a window',
    function(value)
      return value == nil or whole(value) and api.nvim_win_is_valid(value)
    end,
  },
  line = {
    'a line number from 1',
    function(value)
      return value == nil or whole(value) and value >= 1
    end,
  },
  name = {
    'a name, a string',
    function(value)
      return type(value) == 'string'
    end,
  },
  options = {
    'a table',
    function(value)
      return value == nil or type(value) == 'table'
    end,
  },
  flag = {
    'true or false',
    function(value)
      return value == nil or type(value) == 'boolean'
    end,
  },
}

--- What is wrong with the arguments of a function; nil where nothing is.
---@param name string of the function
---@param arguments { [1]: string, [2]: string, [3]: any }[] name, kind and value of each
---@return string?
function M.problem(name, arguments)
  for _, argument in ipairs(arguments) do
    local kind = kinds[argument[2]]
    if not kind[2](argument[3]) then
      return ('%s(): {%s} is %s: %s expected'):format(name, argument[1], a(argument[3]), kind[1])
    end
  end
end

--- The same of answers to a template: strings, numbers and booleans by name, or lists of them.
---@param name string
---@param values any
---@return string?
function M.problem_in_answers(name, values)
  local problem = M.problem(name, { { 'values', 'options', values } })
  local function plain(value)
    return type(value) == 'string' or type(value) == 'number' or type(value) == 'boolean'
  end
  for key, value in pairs(not problem and values or {}) do
    local good = plain(value) or type(value) == 'table' and vim.islist(value)
    for _, one in ipairs(type(value) == 'table' and good and value or {}) do
      good = good and (type(one) == 'string' or type(one) == 'number')
    end
    if type(key) ~= 'string' then
      return ('%s(): {values} has the key %s: a name expected'):format(name, a(key))
    elseif not good then
      return ('%s(): {values}.%s is %s: a string, a number, true, false or a list of strings expected'):format(
        name,
        key,
        a(value)
      )
    end
  end
  return problem
end

return M
