--- Semantic tokens: what words within a paragraph are. The plugin's own colours say what a line is, and are drawn with
--- the text; these come when typing rests, and lie over them. Of labels and openers both say the same.

local M = {}

local position = require('undoc.lsp.position')

--- Roles of openers, as bits.
M.modifiers = { 'preambular', 'operative' }

--- Standard groups, by kind; those of openers by their modifier.
local links = {
  ['type.placeholder'] = 'Todo',
  ['type.label'] = 'UndocLabel',
  ['type.marker'] = 'SpecialChar',
  ['type.item'] = 'Tag',
  ['type.symbol'] = 'Underlined',
  ['type.date'] = 'Constant',
  ['type.reference'] = 'Tag',
  ['type.state'] = 'Type',
  ['typemod.opener.preambular'] = 'UndocPreambular',
  ['typemod.opener.operative'] = 'UndocOperative',
}

--- The groups that Neovim takes for the tokens of a file type.
---@param filetype string
function M.define(filetype)
  for name, target in pairs(links) do
    vim.api.nvim_set_hl(0, ('@lsp.%s.%s'):format(name, filetype), { link = target, default = true })
  end
end

function M.legend()
  local core = require('undoc.native').core()
  return { tokenTypes = core and core.token_kinds() or {}, tokenModifiers = M.modifiers }
end

--- The same tokens counted in what the client counts in.
local function counted(buf, data)
  local line, column, before = 0, 0, 0
  for i = 1, #data, 5 do
    if data[i] > 0 then
      column, before = 0, 0
    end
    line, column = line + data[i], column + data[i + 1]
    local from = position.of(buf, line, column).character
    data[i + 2] = position.of(buf, line, column + data[i + 2]).character - from
    data[i + 1] = from - before
    before = from
  end
  return data
end

--- Tokens of lines [first, last), from 0.
---@param document undoc.Document
---@return lsp.SemanticTokens
function M.list(document, first, last)
  local data, message = document.doc:tokens(first, last)
  if not data then
    error(message, 0)
  end
  return { data = position.counts_bytes() and data or counted(document.buf, data) }
end

--- Of a larger document a client that asks by range gets no more than what it shows.
local MOST_LINES = 2000

--- The whole document; null where it is large and Neovim asks for what is on the screen.
---@param document undoc.Document
function M.full(document)
  local count = vim.api.nvim_buf_line_count(document.buf)
  if count > MOST_LINES and vim.fn.has('nvim-0.12') == 1 then
    return vim.NIL
  end
  return M.list(document, 0, count)
end

return M
