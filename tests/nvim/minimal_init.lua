-- What every spec starts from: the plugin as a package manager would load it, and nothing else.
local root = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h:h:h')
vim.opt.runtimepath:prepend(root)
vim.o.swapfile = false
vim.o.shadafile = 'NONE'
-- Modules that specs share.
package.path = root .. '/tests/nvim/?.lua;' .. package.path
-- `nvim -l` leaves these out; a started editor has them.
vim.cmd('filetype plugin indent on')
vim.cmd('syntax enable')
vim.cmd('runtime! plugin/undoc.lua')
