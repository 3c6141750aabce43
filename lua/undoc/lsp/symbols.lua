--- Symbols: the outline as a tree, of this document and of all that are open.

local M = {}

local position = require('undoc.lsp.position')

local COLUMNS = 80 -- of a symbol's name: pickers show a line

--- Kinds of the protocol. They say nothing of a text; what matters is that roles can be told apart, and that the
--- plugins that
--- show symbols (aerial, trouble, outline.nvim, dropbar, telescope) show these with their defaults.
local kinds = {
  masthead = 23, -- Struct
  title = 5, -- Class
  annex = 2, -- Module
  enclosure = 2,
  heading = 11, -- Interface
  subject = 11,
  preambular = 10, -- Enum
  operative = 12, -- Function
  paragraph = 12,
  subparagraph = 6, -- Method
  request = 9, -- Constructor
  signature = 23,
  adoption = 23,
}
local ANY = 23

---@param document undoc.Document
---@param entry undoc.Entry
local function symbol_of(document, entry)
  local first, last = entry.lines[1] - 1, entry.lines[2]
  return {
    name = require('undoc.document').entry_name(entry, COLUMNS),
    detail = entry.kind,
    kind = kinds[entry.kind] or ANY,
    range = position.lines(document.buf, first, last),
    selectionRange = position.lines(document.buf, first, first + 1),
  }
end

---@param document undoc.Document
---@return lsp.DocumentSymbol[]
function M.document(document)
  local roots, chain = {}, {}
  for _, entry in ipairs(require('undoc.document').outline(document)) do
    local symbol = symbol_of(document, entry)
    while #chain > 0 and chain[#chain].depth >= entry.depth do
      table.remove(chain)
    end
    local parent = chain[#chain]
    if parent then
      parent.symbol.children = parent.symbol.children or {}
      table.insert(parent.symbol.children, symbol)
    else
      table.insert(roots, symbol)
    end
    chain[#chain + 1] = { depth = entry.depth, symbol = symbol }
  end
  return roots
end

local MOST = 500 -- found in all documents: a longer list is asked for with more words

--- Entries of all open documents with every word of a query.
---@param query string
---@return lsp.WorkspaceSymbol[]
function M.workspace(query)
  local words = vim.split(vim.fn.tolower(query), '%s+', { trimempty = true })
  local found = {}
  local documents = require('undoc.document')
  local buffers = vim.tbl_keys(documents.all())
  table.sort(buffers)
  for _, buf in ipairs(buffers) do
    local document = documents.get(buf)
    for _, entry in ipairs(document and documents.outline(document) or {}) do
      local name = documents.entry_name(entry)
      local lower = vim.fn.tolower(name)
      local all = vim.iter(words):all(function(word)
        return lower:find(word, 1, true) ~= nil
      end)
      if all and #found < MOST then
        local symbol = symbol_of(document --[[@as undoc.Document]], entry)
        found[#found + 1] = {
          name = symbol.name,
          kind = symbol.kind,
          location = { uri = vim.uri_from_bufnr(buf), range = symbol.selectionRange },
        }
      end
    end
  end
  return found
end

return M
