--- Document symbols and resolutions as addresses: where the official document is to be read.

local M = {}

local position = require('undoc.lsp.position')

--- The official address of a document; the languages of the United Nations alone have one.
---@param symbol string A/75/697
---@param language? string
---@return string
function M.address(symbol, language)
  local official = { ar = true, en = true, es = true, fr = true, ru = true, zh = true }
  -- Parentheses stand as they are; everything else that is no plain letter is coded.
  local path = symbol:gsub('[^%w/%.%-%(%)]', function(byte)
    return ('%%%02X'):format(byte:byte())
  end)
  return ('https://docs.un.org/%s/%s'):format(official[language] and language or 'en', path)
end

--- The symbol under which a resolution was published; nil where its number does not say whose it is: those of the
--- Human Rights
--- Council and of the Assembly are written in the same way.
---@param document undoc.Document
---@param target undoc.Target
---@param text string of the reference
---@return string?
local function symbol_of(document, target, text)
  if target.kind == 'symbol' then
    return target.name
  elseif target.kind ~= 'resolution' or not target.name then
    return nil
  end
  local number, year = target.name:match('^(%d+)%s*%((%d+)%)$')
  if number then
    return ('S/RES/%s(%s)'):format(number, year)
  end
  local organ = (document.doc:session() or {}).organ
  if organ == 'human-rights-council' or text:find('Human Rights', 1, true) then
    return nil
  end
  local regular = target.name:match('^%d+/%d+') or target.name:match('^E?S%-%d+/%d+')
  if regular and not (target.year and target.session == nil) then
    return 'A/RES/' .. (target.name:gsub('%s+', ''))
  end
end

---@class undoc.Link
---@field target undoc.Target
---@field symbol string
---@field address string

--- Links in lines [first, last), from 0.
---@param document undoc.Document
---@return undoc.Link[]
function M.list(document, first, last)
  local found = {}
  local language = document.doc:language()
  for _, reference in ipairs(document.doc:references(first, last) or {}) do
    for _, target in ipairs(reference.targets or {}) do
      local symbol = symbol_of(document, target, reference.text)
      if symbol then
        found[#found + 1] = { target = target, symbol = symbol, address = M.address(symbol, language) }
      end
    end
  end
  return found
end

--- The link at a place.
---@param document undoc.Document
---@return undoc.Link?
function M.at(document, line, column)
  for _, link in ipairs(M.list(document, line, line + 1)) do
    if position.holds(link.target, line, column) then
      return link
    end
  end
end

---@param document undoc.Document
---@return lsp.DocumentLink[]
function M.document(document)
  return vim.tbl_map(function(link)
    return {
      range = position.of_found(document.buf, link.target),
      target = link.address,
      tooltip = link.symbol,
    }
  end, M.list(document, 0, vim.api.nvim_buf_line_count(document.buf)))
end

return M
