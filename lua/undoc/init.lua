--- The public Lua interface. Nothing else needs to be called: there is no setup().

---
--- A wrong argument is said in one sentence, once, and given back after nil or false: nothing is thrown, so that no
--- traceback of ours stands in the way of what a configuration does next.

local M = {}

local arguments = require('undoc.arguments')

---@param problem string?
---@return string? problem
local function tell(problem)
  if problem then
    require('undoc.say').once(problem)
  end
  return problem
end

---@param name string
---@param ... { [1]: string, [2]: string, [3]: any }
---@return string? problem
local function wrong(name, ...)
  return tell(arguments.problem('undoc.' .. name, { ... }))
end

local function need(buf)
  local document = require('undoc.document').get(buf)
  if not document then
    error('undoc: the buffer is no document', 0)
  end
  return document
end

--- Makes a buffer a document, whatever its file type.
---@param buf? integer
---@return boolean good
---@return string? message
function M.attach(buf)
  local problem = wrong('attach', { 'buf', 'buffer', buf })
  if problem then
    return false, problem
  end
  local document, message = require('undoc.document').attach(buf)
  return document ~= nil, message
end

---@param buf? integer
---@return boolean good
---@return string? message
function M.detach(buf)
  local problem = wrong('detach', { 'buf', 'buffer', buf })
  if problem then
    return false, problem
  end
  require('undoc.document').detach(buf)
  return true
end

---@param buf? integer
---@return boolean
---@return string? message
function M.is_document(buf)
  local problem = wrong('is_document', { 'buf', 'buffer', buf })
  if problem then
    return false, problem
  end
  return require('undoc.document').get(buf) ~= nil
end

--- The tree, as `undoc parse --json` prints it.
---@param buf? integer
---@return table?
---@return string? message
function M.parse(buf)
  local problem = wrong('parse', { 'buf', 'buffer', buf })
  if problem then
    return nil, problem
  end
  return vim.deepcopy(require('undoc.document').parse(need(buf)))
end

--- The findings, as `undoc check --json` prints them.
---@param buf? integer
---@return table[]?
---@return string? message
function M.findings(buf)
  local problem = wrong('findings', { 'buf', 'buffer', buf })
  if problem then
    return nil, problem
  end
  return vim.deepcopy(require('undoc.document').findings(need(buf)))
end

--- Opens the outline.
---@param options? undoc.OutlineOptions
---@return integer? window
---@return string? message
function M.outline(options)
  local problem = wrong('outline', { 'options', 'options', options })
    or options
      and wrong('outline', { 'options.mods', 'options', options.mods }, { 'options.stay', 'flag', options.stay })
  if problem then
    return nil, problem
  end
  return require('undoc.outline').open(need(0), options)
end

--- A new document from a template, without a question.
---@param template string
---@param values? table<string, any> the answers of `:Undoc new`; a list and a boolean are understood
---@return integer? buf
---@return string? message
function M.new(template, values)
  local problem = wrong('new', { 'template', 'name', template })
    or tell(arguments.problem_in_answers('undoc.new', values))
  if problem then
    return nil, problem
  end
  return require('undoc.new').create(template, values)
end

--- Inserts a part from a template at the cursor.
---@param template string
---@param values? table<string, any>
---@return boolean good
---@return string? message
function M.insert(template, values)
  local problem = wrong('insert', { 'template', 'name', template })
    or tell(arguments.problem_in_answers('undoc.insert', values))
  if problem then
    return false, problem
  end
  return require('undoc.insert').part(template, values)
end

--- Where the cursor of a window stands: for a status line or a window bar.
---@param window? integer
---@param width? integer columns that there are
---@return string
---@return string? message
function M.breadcrumb(window, width)
  local problem = wrong('breadcrumb', { 'window', 'window', window }, { 'width', 'line', width })
  if problem then
    return '', problem
  end
  return require('undoc.status').breadcrumb(window, width)
end

--- For the option 'foldtext' of a window with a document: what the fold has in it.
---@return string
function M.foldtext()
  local document = require('undoc.document').get()
  if not document then
    return vim.fn.foldtext()
  end
  return require('undoc.status').foldtext(document, vim.v.foldstart, vim.v.foldend)
end

--- For the option 'foldexpr' of a window with a document: parts and clauses fold.
---@param line? integer
---@return string
---@return string? message
function M.foldexpr(line)
  local problem = wrong('foldexpr', { 'line', 'line', line })
  if problem then
    return '0', problem
  end
  line = line or vim.v.lnum
  local document = require('undoc.document').get()
  if not document then
    return '0'
  end
  local doc = document.doc
  local id = doc:at(line - 1)
  local _, depth, _, first = doc:node(id)
  if id == 0 then
    return '='
  end
  return first == line - 1 and '>' .. depth or tostring(depth)
end

return M
