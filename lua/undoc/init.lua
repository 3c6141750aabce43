--- The public Lua interface. Nothing else needs to be called: there is no setup().

local M = {}

local function need(buf)
  local document = require('undoc.document').get(buf)
  if not document then
    error('undoc: the buffer is no document', 3)
  end
  return document
end

--- Makes a buffer a document, whatever its file type.
---@param buf? integer
---@return boolean good
---@return string? message
function M.attach(buf)
  local document, message = require('undoc.document').attach(buf)
  return document ~= nil, message
end

---@param buf? integer
function M.detach(buf)
  require('undoc.document').detach(buf)
end

---@param buf? integer
---@return boolean
function M.is_document(buf)
  return require('undoc.document').get(buf) ~= nil
end

--- The tree, as `undoc parse --json` prints it.
---@param buf? integer
---@return table
function M.parse(buf)
  return vim.deepcopy(require('undoc.document').parse(need(buf)))
end

--- The findings, as `undoc check --json` prints them.
---@param buf? integer
---@return table[]
function M.findings(buf)
  return vim.deepcopy(require('undoc.document').findings(need(buf)))
end

--- Opens the outline.
---@param options? undoc.OutlineOptions
---@return integer window
function M.outline(options)
  return require('undoc.outline').open(need(0), options)
end

--- A new document from a template, without a question.
---@param template string
---@param values? table<string, any> the answers of `:Undoc new`; a list and a boolean are understood
---@return integer? buf
---@return string? message
function M.new(template, values)
  return require('undoc.new').create(template, values)
end

--- Inserts a part from a template at the cursor.
---@param template string
---@param values? table<string, any>
---@return boolean good
---@return string? message
function M.insert(template, values)
  return require('undoc.insert').part(template, values)
end

--- Where the cursor of a window stands: for a status line or a window bar.
---@param window? integer
---@return string
function M.breadcrumb(window)
  return require('undoc.status').breadcrumb(window)
end

--- For the option 'foldexpr' of a window with a document: parts and clauses fold.
---@param line? integer
---@return string
function M.foldexpr(line)
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
