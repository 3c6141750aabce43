-- What `make try` adds to the first screen: the cursor on the first finding, and below the document five keys to try.

local finding = require('undoc').findings()[1]
local first = 'In the document:'
if finding then
  vim.api.nvim_win_set_cursor(0, { finding.line, finding.column - 1 })
  vim.cmd('normal! zz')
  first = 'At the cursor: ' .. finding.message
end
local lines = {
  first,
  '  gra     mends it: a number and <Enter>; u takes it back',
  '  K       what is known of the words under the cursor; once more to go in',
  '  ]]      the next part, [[ the one before; gd goes to what words name',
  '  gO      the outline: <Enter> goes there, K and J move a paragraph, ? helps',
  '  :Undoc  a menu of the rest; :Undoc tutor, ten minutes; :qa! ends',
}
local window = vim.api.nvim_get_current_win()
vim.cmd(('noautocmd botright %dnew'):format(#lines))
vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
vim.bo.buftype = 'nofile'
vim.bo.bufhidden = 'wipe'
vim.bo.buflisted = false
vim.bo.modifiable = false
vim.wo.winfixheight = true
vim.wo.winfixbuf = true
vim.wo.wrap = false
vim.wo.statusline = ' Five keys to try: CTRL-W p goes back, q here closes this'
vim.fn.matchadd('Special', [[^  \zs\S\+]])
vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = 0, desc = 'Close' })
vim.api.nvim_set_current_win(window)
