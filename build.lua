--- Builds the core in this folder. lazy.nvim runs it after every install and update, as a coroutine whose yields are
--- the progress that it shows; elsewhere `make` does the same.

local root = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
-- make is another program on the BSDs, where GNU make is gmake.
local make = vim.fn.executable('gmake') == 1 and 'gmake' or 'make'
if vim.fn.executable(make) == 0 then
  error('undoc: make is not installed', 0)
end

local made = {}
local rest = ''
--- Takes what make prints, which comes in pieces: a line for each file that is made.
local function take(_, data)
  rest = rest .. (data or '')
  for line in rest:gmatch('([^\n]*)\n') do
    made[#made + 1] = vim.trim(line)
  end
  rest = rest:match('[^\n]*$')
end

local finished
local jobs = math.max(1, #(vim.uv.cpu_info() or {}))
vim.system({ make, '-C', root, '--no-print-directory', '-j' .. jobs, 'all' }, {
  text = true,
  stdout = take,
  -- An outer make's flags are not for this one.
  env = { MAKEFLAGS = '' },
}, function(result)
  finished = result
end)

local progress = coroutine.isyieldable()
local told = 0
while not finished do
  if not progress then
    vim.wait(50, function()
      return finished ~= nil
    end, 10)
  elseif told < #made then
    told = #made
    coroutine.yield(('%s (%d files)'):format(made[told], told))
  else
    coroutine.yield()
  end
end
if finished.code ~= 0 then
  error('undoc: ' .. vim.trim(finished.stderr ~= '' and finished.stderr or 'make failed'), 0)
end
