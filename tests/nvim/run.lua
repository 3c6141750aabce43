-- Runs one spec file under busted inside `nvim -l`, and ends with the line `N passed, N failed`.
--
--   nvim --clean -u tests/nvim/minimal_init.lua -l tests/nvim/run.lua SPEC
--
-- busted comes from beside the Neovim where that brought its own (its modules in C fit that Neovim's C library), else
-- from the system.

local here = vim.fs.dirname(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p'))
local spec = arg[1]

local function add(root)
  package.path = ('%s/share/lua/5.1/?.lua;%s/share/lua/5.1/?/init.lua;%s'):format(root, root, package.path)
  for _, folder in ipairs(vim.fn.glob(root .. '/lib/*/lua/5.1', true, true)) do
    package.cpath = ('%s/?.so;%s'):format(folder, package.cpath)
  end
  package.cpath = ('%s/lib/lua/5.1/?.so;%s'):format(root, package.cpath)
end

-- <root>/share/nvim/runtime: where that Neovim is installed.
local own = vim.fn.fnamemodify(vim.env.VIMRUNTIME, ':p:h:h:h:h')
for _, root in ipairs({ '/usr', '/usr/local', own }) do
  add(root)
end

local found, runner = pcall(require, 'busted.runner')
if not found then
  io.stderr:write('busted cannot be loaded: install lua-busted (Debian) or the rock busted for Lua 5.1.\n')
  io.stderr:write(tostring(runner), '\n')
  os.exit(2)
end

-- The runner reads its arguments from `arg`. When a test fails it throws, provided a Lua file called it (else it ends
-- the process); report.lua has counted by then.
_G.arg = { [0] = 'busted', '--output=' .. here .. '/report.lua', '--pattern=_spec', spec }
local ran, problem = pcall(function()
  runner({ standalone = false })
  return true
end)
local count = _G.undoc_test_count
if not count then
  io.stderr:write('busted did not come to an end: ', tostring(problem), '\n')
  os.exit(2)
end
if not ran and problem and count.failed == 0 then
  io.stderr:write(tostring(problem), '\n')
  os.exit(2)
end
io.stdout:write(('\n%d passed, %d failed, %d skipped\n'):format(count.passed, count.failed, count.skipped))
io.stdout:flush()
-- As an editor ends: os.exit() would leave its temporary files.
vim.cmd.cquit({ count = count.failed == 0 and 0 or 1 })
