--- Keys of a document buffer. Standard keys keep their standard meaning; what the user has mapped stays.

local M = {}

local keys = {
  { { 'n' }, 'gO', '<Plug>(undoc-outline)', 'Outline of the document' },
  { { 'n', 'x', 'o' }, ']]', '<Plug>(undoc-next)', 'Next part of the document' },
  { { 'n', 'x', 'o' }, '[[', '<Plug>(undoc-previous)', 'Previous part of the document' },
  { { 'n', 'x', 'o' }, '[k', '<Plug>(undoc-parent)', 'What this part lies in' },
  { { 'n' }, 'gd', '<Plug>(undoc-definition)', 'To what the words under the cursor name' },
  { { 'n' }, 'gx', '<Plug>(undoc-open)', 'The official address of the symbol under the cursor' },
  { { 'n' }, 'p', '<Plug>(undoc-put)', 'Put; a paragraph after the one here' },
  { { 'n' }, 'P', '<Plug>(undoc-put-before)', 'Put; a paragraph before the one here' },
}

-- Motions with brackets: of those letters that no command of Vim has behind a bracket.
for key, name in pairs({
  e = 'finding',
  h = 'section',
  o = 'opener',
  u = 'subparagraph',
  v = 'level',
  x = 'placeholder',
}) do
  for bracket, way in pairs({ [']'] = 'next', ['['] = 'previous' }) do
    local plug = ('<Plug>(undoc-%s-%s)'):format(way, name)
    keys[#keys + 1] = { { 'n', 'x', 'o' }, bracket .. key, plug, ('To the %s %s'):format(way, name) }
  end
end

for key, name in pairs({
  a = 'annex',
  c = 'clause',
  g = 'signature',
  h = 'section',
  i = 'item',
  l = 'letter',
  o = 'opener',
  r = 'reference',
  S = 'sentence',
  u = 'subparagraph',
}) do
  keys[#keys + 1] = { { 'x', 'o' }, 'a' .. key, ('<Plug>(undoc-a-%s)'):format(name), 'Around ' .. name }
  keys[#keys + 1] = { { 'x', 'o' }, 'i' .. key, ('<Plug>(undoc-inner-%s)'):format(name), 'Inner ' .. name }
end

-- Neovim 0.11 has these by itself.
if vim.fn.has('nvim-0.11') == 0 then
  keys[#keys + 1] = { { 'n', 'x' }, 'gra', '<Cmd>lua vim.lsp.buf.code_action()<CR>', 'Code actions' }
  keys[#keys + 1] = { { 'n' }, 'grn', '<Cmd>lua vim.lsp.buf.rename()<CR>', 'Another name' }
  keys[#keys + 1] = { { 'n' }, 'grr', '<Cmd>lua vim.lsp.buf.references()<CR>', 'References' }
end

--- Whether a key is the user's. Neovim's own defaults (gO for servers' symbols, gx for addresses) are not.
local function taken(mode, key)
  local map = vim.fn.maparg(key, mode, false, true)
  if next(map) then
    local desc = map.desc or ''
    return not desc:find('^vim%.lsp%.') and not desc:find('^Opens filepath or URI')
  end
  -- Part of a longer map of theirs, or a shorter one in its way.
  return vim.fn.mapcheck(key, mode) ~= ''
end

---@param buf integer
function M.set(buf)
  if not require('undoc.config').get('maps', buf) then
    return
  end
  local undo = {}
  vim.api.nvim_buf_call(buf, function()
    for _, entry in ipairs(keys) do
      for _, mode in ipairs(entry[1]) do
        if not taken(mode, entry[2]) then
          vim.keymap.set(mode, entry[2], entry[3], { buffer = buf, desc = entry[4] })
          -- In quotation marks, or the blank before the next bar would be part of the key.
          undo[#undo + 1] = ("silent! exe '%sunmap <buffer> %s'"):format(mode, entry[2])
        end
      end
    end
  end)
  if #undo > 0 then
    local before = vim.b[buf].undo_ftplugin
    vim.b[buf].undo_ftplugin = (before and before .. ' | ' or '') .. table.concat(undo, ' | ')
  end
end

--- Keys of a document that do something else there: what the user or another plugin has mapped, before us or after.
---@param buf integer
---@return { key: string, mode: string, plug: string, by: string }[]
function M.others(buf)
  local found = {}
  vim.api.nvim_buf_call(buf, function()
    for _, entry in ipairs(keys) do
      for _, mode in ipairs(entry[1]) do
        local map = vim.fn.maparg(entry[2], mode, false, true)
        if map.rhs ~= entry[3] then
          local by = next(map) and (map.desc or map.rhs) or 'a longer or a shorter map'
          found[#found + 1] = { key = entry[2], mode = mode, plug = entry[3], by = by or 'a function' }
        end
      end
    end
  end)
  return found
end

--- <Tab> and <S-Tab> to the next and the previous placeholder, when a snippet was put into a buffer. Neovim 0.11 has
--- them by itself.
---@param buf integer
function M.snippet(buf)
  if vim.fn.has('nvim-0.11') == 1 or not require('undoc.config').get('maps', buf) then
    return
  end
  for key, step in pairs({ ['<Tab>'] = 1, ['<S-Tab>'] = -1 }) do
    for _, mode in ipairs({ 'i', 's' }) do
      if not taken(mode, key) then
        vim.keymap.set(mode, key, function()
          return vim.snippet.active({ direction = step }) and ('<Cmd>lua vim.snippet.jump(%d)<CR>'):format(step) or key
        end, { buffer = buf, expr = true, desc = (step > 0 and 'Next' or 'Previous') .. ' placeholder, or ' .. key })
      end
    end
  end
end

return M
