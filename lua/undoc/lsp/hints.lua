--- What is shown beside the text: the numbers of paragraphs that have none, what a reference names that is not on the
--- screen,
--- how often a paragraph is referred to.

local M = {}

local position = require('undoc.lsp.position')

--- A node in few words: "4 (b) Requests the Secretary-General …".
---@param document undoc.Document
---@param node integer
---@param most integer columns
local function node_name(document, node, most)
  local kind, _, _, first = document.doc:node(node)
  local at = first and document.doc:entry_at(first)
  if not at then
    return nil
  end
  local _, _, _, there, number, title = document.doc:entry(at, most + 1)
  local entry = { kind = kind, number = number, title = title }
  return there == node and require('undoc.document').entry_name(entry, most) or nil
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
  local doc = document.doc
  for i = doc:entry_at(first) or 1, math.huge do
    local depth, begins, _, node, number = doc:entry(i)
    if not depth or begins >= last then
      break
    end
    local kind = doc:node(node)
    if number and (kind == 'preambular' or kind == 'operative') and begins >= first and not doc:number(node) then
      hints[#hints + 1] = {
        position = position.of(document.buf, begins, doc:opening(node) or 0),
        label = number,
        paddingRight = true,
      }
    end
  end
  for _, reference in ipairs(document.doc:references(first, last) or {}) do
    local target = document.doc:target_at(reference.line, reference.column)
    if target and target.node and target.line and not in_sight(document.buf, target.line) then
      local name = node_name(document, target.node, COLUMNS)
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
  local doc = document.doc
  local referred = doc:referred() or {}
  for i = 1, #referred, 2 do
    local node, count = referred[i], referred[i + 1]
    local _, _, _, line = doc:node(node)
    local at = doc:entry_at(line)
    -- What is no entry of the outline has no lens: a footnote, a title that its annex shows.
    if at and select(4, doc:entry(at)) == node then
      lenses[#lenses + 1] = {
        range = position.lines(document.buf, line, line + 1),
        command = {
          title = count == 1 and '1 reference' or ('%d references'):format(count),
          command = 'undoc.references',
          arguments = { document.buf, node },
        },
      }
    end
  end
  return lenses
end

return M
