--- What is shown beside the text: the numbers of paragraphs that have none, what a reference names that is not on the
--- screen,
--- how often a paragraph is referred to.

local M = {}

local position = require('undoc.lsp.position')

--- A node in few words: "4 (b) Requests the Secretary-General …".
---@param document undoc.Document
---@param entries undoc.Entry[]
---@param node integer
---@param most integer columns
local function node_name(document, entries, node, most)
  local _, _, _, first = document.doc:node(node)
  local documents = require('undoc.document')
  local at = first and documents.entry_at(entries, first + 1)
  return at and entries[at].node == node and documents.entry_name(entries[at], most) or nil
end

local COLUMNS = 40

--- Whether a line is in one of the windows that show the buffer.
local function in_sight(buf, line)
  for _, window in ipairs(vim.fn.win_findbuf(buf)) do
    if line + 1 >= vim.fn.line('w0', window) and line + 1 <= vim.fn.line('w$', window) then
      return true
    end
  end
  return false
end

---@param document undoc.Document
---@param first integer
---@param last integer exclusive
---@return lsp.InlayHint[]
function M.inlay(document, first, last)
  local hints = {}
  local documents = require('undoc.document')
  local entries = documents.outline(document)
  for i = documents.entry_at(entries, first + 1) or 1, #entries do
    local entry = entries[i]
    if entry.lines[1] > last then
      break
    end
    local unnumbered = (entry.kind == 'preambular' or entry.kind == 'operative') and entry.number
    if unnumbered and entry.lines[1] > first and not document.doc:number(entry.node) then
      local column = document.doc:opening(entry.node) or 0
      hints[#hints + 1] = {
        position = position.of(document.buf, entry.lines[1] - 1, column),
        label = entry.number,
        paddingRight = true,
      }
    end
  end
  for _, reference in ipairs(document.doc:references(first, last) or {}) do
    local target = document.doc:target_at(reference.line, reference.column)
    if target and target.node and target.line and not in_sight(document.buf, target.line) then
      local name = node_name(document, entries, target.node, COLUMNS)
      if name then
        hints[#hints + 1] = {
          position = position.of(document.buf, reference.end_line, reference.end_column),
          label = '→ ' .. name,
          paddingLeft = true,
        }
      end
    end
  end
  return hints
end

---@param document undoc.Document
---@return lsp.CodeLens[]
function M.lenses(document)
  local lenses = {}
  for _, entry in ipairs(require('undoc.document').outline(document)) do
    local referrers = document.doc:referrers(entry.node) or {}
    if #referrers > 0 then
      local line = entry.lines[1] - 1
      lenses[#lenses + 1] = {
        range = position.lines(document.buf, line, line + 1),
        command = {
          title = #referrers == 1 and '1 reference' or ('%d references'):format(#referrers),
          command = 'undoc.references',
          arguments = { document.buf, entry.node },
        },
      }
    end
  end
  return lenses
end

return M
