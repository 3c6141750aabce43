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

local function after(one, other)
  return one.line > other.line or one.line == other.line and one.character > other.character
end

--- A range holds those of what lies in it: by that plugins tell where the cursor is. A heading has its own lines alone.
local function widen(chain, symbol)
  local last = symbol.range['end']
  for _, holder in ipairs(chain) do
    if after(last, holder.range['end']) then
      holder.range['end'] = last
    end
  end
end

--- Names with letters whose columns have to be asked for, as they were made the last time: a long document has
--- thousands, and one of them is typed into.
---@type table<undoc.Document, table<string, string>>
local names_of = setmetatable({}, { __mode = 'k' })

---@param document undoc.Document
---@return lsp.DocumentSymbol[]
function M.document(document)
  local doc, beginning = document.doc, require('undoc.say').beginning
  local entry_text = require('undoc.document').entry_text
  local known, names = names_of[document] or {}, {}
  local roots, chain, depths, length = {}, {}, {}, 0
  for n = 1, math.huge do
    local depth, first, last, node, number, title = doc:entry(n, COLUMNS + 1)
    if not depth then
      break
    end
    local kind = doc:node(node)
    local text = entry_text(kind, number, title)
    local name = known[text] or beginning(text, COLUMNS)
    if text:find('[\128-\255]') then
      names[text] = name
    end
    local range = position.of_lines(document, first, last)
    local symbol = {
      name = name,
      kind = kinds[kind] or ANY,
      range = range,
      selectionRange = last <= first + 1 and { start = range.start, ['end'] = range['end'] }
        or position.of_lines(document, first, first + 1),
    }
    while length > 0 and depths[length] >= depth do
      chain[length] = nil
      length = length - 1
    end
    local parent = chain[length]
    if parent then
      local children = parent.children or {}
      parent.children = children
      children[#children + 1] = symbol
      widen(chain, symbol)
    else
      roots[#roots + 1] = symbol
    end
    length = length + 1
    chain[length], depths[length] = symbol, depth
  end
  names_of[document] = names
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
        local first = entry.lines[1] - 1
        found[#found + 1] = {
          name = documents.entry_name(entry, COLUMNS),
          kind = kinds[entry.kind] or ANY,
          location = { uri = vim.uri_from_bufnr(buf), range = position.lines(buf, first, first + 1) },
        }
      end
    end
  end
  return found
end

return M
