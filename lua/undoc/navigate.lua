--- Going to what the words under the cursor name, in the document itself: works in a buffer without a name as well.

local M = {}

local function here()
  local document = require('undoc.document').get()
  local cursor = vim.api.nvim_win_get_cursor(0)
  return document, cursor[1] - 1, cursor[2]
end

--- Goes there, and <C-o> and <C-t> come back.
local function go(line, column)
  local from = { vim.api.nvim_get_current_buf(), vim.fn.line('.'), vim.fn.col('.'), 0 }
  vim.cmd("normal! m'")
  vim.fn.settagstack(vim.fn.win_getid(), { items = { { tagname = 'undoc', from = from } } }, 't')
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
  vim.cmd('normal! zv')
end

--- To what the reference, the marker or the symbol under the cursor names.
function M.definition()
  local say = require('undoc.say')
  local document, line, column = here()
  if not document then
    say.error('this buffer is no document: `:set filetype=undoc` makes it one')
    return
  end
  local navigation = require('undoc.lsp.navigation')
  local target, symbol = navigation.target(document, line, column)
  if target then
    go(target.line, target.column)
  elseif symbol then
    local path = navigation.file_of(document, symbol)
    if path then
      vim.cmd("normal! m'")
      vim.api.nvim_cmd({ cmd = 'edit', args = { path }, magic = { file = false, bar = false } }, {})
    else
      say.info(('%s: no file of that name is in the folder; gx opens its official address'):format(symbol))
    end
  else
    say.info('nothing under the cursor names another place of this document')
  end
end

--- For 'includeexpr': the file of the symbol under the cursor, by whatever name `gf` took from it.
---@param name string
---@return string
function M.file(name)
  local document, line, column = here()
  local reference = document and document.doc:reference_at(line, column)
  local symbol = reference and reference.type == 'symbol' and reference.text or name
  return document and require('undoc.lsp.navigation').file_of(document, symbol) or name
end

--- The references to a node, in the location list.
---@param document undoc.Document
---@param node integer
function M.list_references(document, node)
  local referrers = document.doc:referrers(node) or {}
  local items = vim.tbl_map(function(found)
    return {
      bufnr = document.buf,
      lnum = found.line + 1,
      col = found.column + 1,
      end_lnum = found.end_line + 1,
      end_col = found.end_column + 1,
      text = vim.trim(vim.api.nvim_buf_get_lines(document.buf, found.line, found.line + 1, false)[1] or ''),
    }
  end, referrers)
  if #items == 0 then
    require('undoc.say').info('nothing refers to this paragraph')
    return
  end
  vim.fn.setloclist(0, {}, ' ', { title = 'References', items = items })
  vim.cmd.lopen()
end

--- The references to the paragraph under the cursor.
function M.references()
  local document, line = here()
  if document then
    M.list_references(document, document.doc:at(line))
  end
end

--- Opens the official address of the symbol or resolution under the cursor; without one, what gx opens elsewhere.
function M.open()
  local document, line, column = here()
  local link = document and require('undoc.lsp.links').at(document, line, column)
  if link then
    local _, problem = vim.ui.open(link.address)
    if problem then
      require('undoc.say').error(problem)
    end
    return
  end
  -- What gx is elsewhere: Neovim's own or the user's.
  for _, map in ipairs(vim.api.nvim_get_keymap('n')) do
    if map.lhs == 'gx' and map.callback then
      map.callback()
    elseif map.lhs == 'gx' then
      vim.api.nvim_feedkeys(vim.keycode(map.rhs), map.noremap == 1 and 'n' or 'm', false)
    end
  end
end

return M
