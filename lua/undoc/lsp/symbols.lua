--- Symbols: the outline as a tree, of this document and of all that are open.

local M = {}

local position = require('undoc.lsp.position')

-- Of a symbol's name: what tells it apart. Paths of several names have to stand in one line.
local COLUMNS = 40

--- Kinds of the protocol. They say nothing of a text; what matters is that roles can be told apart, and that the
--- plugins that show symbols (aerial, trouble, outline.nvim, dropbar, telescope) show these with their defaults.
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
    kind = kinds[entry.kind] or ANY,
    range = position.lines(document.buf, first, last),
    selectionRange = position.lines(document.buf, first, first + 1),
  }
end

local function after(one, other)
  return one.line > other.line or one.line == other.line and one.character > other.character
end

--- A range holds those of what lies in it: by that plugins tell where the cursor is. A heading has its own lines alone.
local function widen(chain, symbol)
  local last = symbol.range['end']
  for _, link in ipairs(chain) do
    if after(last, link.symbol.range['end']) then
      link.symbol.range['end'] = last
    end
  end
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
      widen(chain, symbol)
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
