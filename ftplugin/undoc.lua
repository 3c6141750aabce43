-- What a document buffer gets.
if vim.b.did_ftplugin or vim.fn.has('nvim-0.10') == 0 then
  return
end
vim.b.did_ftplugin = 1

local buf = vim.api.nvim_get_current_buf()
vim.b.undo_ftplugin = ('exe "lua require([[undoc.document]]).leave(%d)"'):format(buf)
if require('undoc.document').attach(buf) then
  require('undoc.keys').set(buf)
end
