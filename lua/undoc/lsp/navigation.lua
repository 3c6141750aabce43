--- What a place names, and where else it is named: paragraphs, annexes and footnotes by references and markers, agenda
--- items from the request to the masthead, document symbols in files of the folder.

local M = {}

local position = require('undoc.lsp.position')

--- What stands at a place, as far as it can be followed.
---@class undoc.Meaning
---@field node? integer of this document that is named
---@field item? undoc.Item
---@field symbol? string
---@field state? string its code
---@field found { line: integer, column: integer, end_line: integer, end_column: integer } the words

local holds = position.holds

---@param document undoc.Document
---@param line integer
---@param column integer
---@return undoc.Meaning?
function M.meaning(document, line, column)
  local doc = document.doc
  local node = doc:at(line)
  for _, marker in ipairs(node > 0 and doc:markers(node) or {}) do
    if holds(marker, line, column) and marker.footnote then
      return { node = marker.footnote, found = marker }
    end
  end
  local reference = doc:reference_at(line, column)
  if reference and reference.items then
    return { item = reference.items[1], items = reference.items, found = reference }
  elseif reference and reference.type == 'symbol' then
    return { symbol = reference.text, found = reference }
  elseif reference then
    local target = doc:target_at(line, column)
    if target and target.node then
      return { node = target.node, found = reference }
    end
    -- A resolution by its number is a document with a symbol.
    local link = require('undoc.lsp.links').at(document, line, column)
    return link and { symbol = link.symbol, found = reference } or nil
  end
  local mention = doc:mention_at(line, column)
  if mention then
    return { state = mention.code, found = mention.name }
  end
  -- The label of a clause, an annex or a footnote: itself.
  local number = node > 0 and doc:number(node)
  if number and holds(number, line, column) then
    return { node = node, found = number }
  end
end

--- References that cite an agenda item, in the order of the text.
local function citations(document, item)
  local found = {}
  for _, reference in ipairs(document.doc:references(0, vim.api.nvim_buf_line_count(document.buf)) or {}) do
    for _, cited in ipairs(reference.items or {}) do
      if cited.item == item.item then
        found[#found + 1] = reference
        break
      end
    end
  end
  return found
end

--- A file of the folder, or of one beside it, that is named after a symbol: A_75_697.txt for A/75/697.
---@param document undoc.Document
---@param symbol string
---@return string? path
function M.file_of(document, symbol)
  local name = vim.api.nvim_buf_get_name(document.buf)
  local folder = name ~= '' and vim.fs.dirname(name) or vim.uv.cwd()
  local wanted = symbol:gsub('[^%w]', ''):lower()
  local fallback
  for entry, kind in vim.fs.dir(folder --[[@as string]]) do
    local stem = entry:gsub('%.%w+$', '')
    if kind ~= 'directory' and stem:gsub('[^%w]', ''):lower() == wanted then
      local path = vim.fs.joinpath(folder, entry)
      if entry:find('%.te?xt$') or entry:find('%.md$') then
        return path
      end
      fallback = fallback or path
    end
  end
  return fallback
end

local function location(buf, found)
  return { uri = vim.uri_from_bufnr(buf), range = position.of_found(buf, found) }
end

--- The words by which a node is known: its label, else its first line.
local function name_of(document, node)
  local number = document.doc:number(node)
  if number then
    return number
  end
  local _, _, _, first = document.doc:node(node)
  local text = vim.api.nvim_buf_get_lines(document.buf, first, first + 1, false)[1] or ''
  return { line = first, column = 0, end_line = first, end_column = #text }
end

--- The place that a place names: line, column, end_line, end_column; or else a symbol that it has.
---@param document undoc.Document
---@return table? found
---@return string? symbol
function M.target(document, line, column)
  local meaning = M.meaning(document, line, column)
  if not meaning then
    return nil
  elseif meaning.symbol then
    return nil, meaning.symbol
  elseif meaning.item then
    return citations(document, meaning.item)[1]
  elseif meaning.state then
    return nil
  end
  return name_of(document, meaning.node)
end

---@param document undoc.Document
---@return lsp.Location[]
function M.definition(document, line, column)
  local found, symbol = M.target(document, line, column)
  if found then
    return { location(document.buf, found) }
  end
  local path = symbol and M.file_of(document, symbol)
  local start = { line = 0, character = 0 }
  return path and { { uri = vim.uri_from_fname(path), range = { start = start, ['end'] = start } } } or {}
end

--- All places of what a place names: with `declaration`, its own.
local function places(document, meaning, declaration)
  local doc, found = document.doc, {}
  if meaning.symbol then
    for _, reference in ipairs(doc:references(0, vim.api.nvim_buf_line_count(document.buf)) or {}) do
      local same = reference.type == 'symbol' and reference.text == meaning.symbol
      if same or position.holds(reference, meaning.found.line, meaning.found.column) then
        found[#found + 1] = reference
      end
    end
    return found
  elseif meaning.state then
    return vim.tbl_map(function(mention)
      return mention.name
    end, doc:mentions(meaning.state) or {})
  elseif meaning.item then
    found = citations(document, meaning.item)
    if not declaration then
      table.remove(found, 1)
    end
    return found
  end
  if declaration then
    found[1] = name_of(document, meaning.node)
  end
  vim.list_extend(found, doc:footnote_markers(meaning.node) or {})
  vim.list_extend(found, doc:referrers(meaning.node) or {})
  return found
end

---@param document undoc.Document
---@return lsp.Location[]
function M.references(document, line, column, declaration)
  local meaning = M.meaning(document, line, column)
  -- In the text of a clause: the references to it.
  if not meaning then
    local node = document.doc:at(line)
    meaning = node > 0 and { node = node } or nil
  end
  return meaning
      and vim.tbl_map(function(found)
        return location(document.buf, found)
      end, places(document, meaning, declaration))
    or {}
end

---@param document undoc.Document
---@return lsp.DocumentHighlight[]
function M.highlight(document, line, column)
  local meaning = M.meaning(document, line, column)
  return meaning
      and vim.tbl_map(function(found)
        return { range = position.of_found(document.buf, found), kind = 2 }
      end, places(document, meaning, true))
    or {}
end

return M
