--- Where a part of `:Undoc insert` goes that has a place of its own in a document, wherever the cursor is.

local M = {}

local api = vim.api

local clauses = { operative = true, subparagraph = true }

--- The first line of the annex after the one at the cursor, else the end of the document; nil: there is no annex.
local function after_annex(doc, row)
  local inside = false
  for id = 1, doc:node_count() - 1 do
    local kind, _, _, first = doc:node(id)
    if kind == 'annex' and first > row and inside then
      return first
    end
    inside = inside or kind == 'annex'
  end
  return inside and api.nvim_buf_line_count(0) or nil
end

--- After the last clause before the annexes.
local function after_clauses(doc)
  local last
  for id = 1, doc:node_count() - 1 do
    local kind, _, _, first = doc:node(id)
    if kind == 'annex' then
      break
    end
    last = clauses[kind] and first or last
  end
  return last and doc:room_after(last, true) or nil
end

--- Before the first clause, where nobody speaks yet.
local function before_clauses(doc)
  for id = 1, doc:node_count() - 1 do
    local kind, _, _, first = doc:node(id)
    if kind == 'subject' then
      return nil
    elseif kind == 'preambular' or kind == 'operative' then
      return first
    end
  end
end

local places = { enclosure = after_annex, adoption = after_clauses, subject = before_clauses }

--- The row, from 0, before which a part goes; nil: where the cursor is.
---@param document undoc.Document
---@param name string of the part
---@param row integer of the cursor
---@return integer?
function M.row(document, name, row)
  local place = places[name]
  return place and place(document.doc, row) or nil
end

--- Whether headings of annexes are printed bold in the document: "no" where they are not, nil where there is none.
---@param document undoc.Document
---@return 'no'?
function M.emphasis(document)
  for id = 1, document.doc:node_count() - 1 do
    local kind, _, _, first = document.doc:node(id)
    if kind == 'annex' or kind == 'enclosure' then
      local line = api.nvim_buf_get_lines(document.buf, first, first + 1, false)[1] or ''
      return not vim.startswith(line, '*') and 'no' or nil
    end
  end
end

return M
