--- Inside a Neovim that has loaded nothing of ours yet: what the plugin adds to opening the first document, packs
--- included, and what follows when the editor is idle. Run by tests/bench/run as `nvim -l tests/bench/first.lua ROOT
--- LETTER`.

local root, letter = unpack(_G.arg or {}, 1, 2)
local now = vim.uv.hrtime

-- The same file without the plugin first: reading it and the file system's cache are not ours.
vim.cmd('filetype plugin indent on')
vim.cmd('edit ' .. vim.fn.fnameescape(letter))
vim.cmd('bwipeout')

vim.opt.runtimepath:prepend(root)
vim.cmd('source ' .. vim.fn.fnameescape(root .. '/plugin/undoc.lua'))
local attached
vim.api.nvim_create_autocmd('User', {
  pattern = 'UndocAttach',
  callback = function()
    attached = now()
  end,
})
local findings
vim.api.nvim_create_autocmd('User', {
  pattern = 'UndocFindings',
  callback = function()
    findings = findings or now()
  end,
})
local start = now()
vim.cmd('edit ' .. vim.fn.fnameescape(letter))
local opened = now()
vim.wait(3000, function()
  return findings ~= nil
end, 5)
print(('First document in Neovim %s: %.1f ms to the open file with its tree (must be <= 10); findings %s'):format(
  tostring(vim.version()),
  (math.max(opened, attached or opened) - start) / 1e6,
  findings and ('after %.0f ms'):format((findings - start) / 1e6) or 'not made'
))
