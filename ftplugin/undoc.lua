-- What a document buffer gets.
if vim.b.did_ftplugin or vim.fn.has('nvim-0.10') == 0 then
  return
end
vim.b.did_ftplugin = 1

local buf = vim.api.nvim_get_current_buf()
vim.b.undo_ftplugin = ('exe "lua require([[undoc.document]]).leave(%d)"'):format(buf)
local document = require('undoc.document').attach(buf)
if document then
  require('undoc.keys').set(buf)
  require('undoc.buffer').set(document)
end
