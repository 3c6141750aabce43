--- Inside Neovim: what a writer asks of a document of 2 MB after each keystroke. Run by tests/bench/run as
--- `nvim -l tests/bench/asked.lua ROOT TEXT`.

local root, text_path = unpack(_G.arg or {}, 1, 2)
vim.opt.runtimepath:prepend(root)
local now = vim.uv.hrtime

local file = assert(io.open(text_path, 'rb'))
local text = file:read('*a')
file:close()
local lines = vim.split(text:rep(math.ceil(2e6 / #text), '\n'):sub(1, 2e6), '\n')

local doc = assert(require('undoc.native').packs()):doc()
doc:splice(0, 0, lines)

--- Times of `ask` in microseconds, each after a letter was typed at the end of the line that it is asked of.
local function measure(count, ask)
  local times = {}
  math.randomseed(20211)
  for i = 1, count do
    local row = math.random(0, #lines - 1)
    doc:splice(row, row + 1, { lines[row + 1] .. 'x' })
    local start = now()
    ask(row, #lines[row + 1])
    times[i] = (now() - start) / 1000
    doc:splice(row, row + 1, { lines[row + 1] })
  end
  table.sort(times)
  return times[math.ceil(count * 0.5)], times[math.ceil(count * 0.95)], times[count]
end

local asked = {
  {
    'hover',
    500,
    function(row, length)
      doc:reference_at(row, math.floor(length / 2))
    end,
  },
  {
    'insert',
    100,
    function(row)
      doc:known(row)
      doc:room_after(row, true)
    end,
  },
  {
    'outline',
    10,
    function()
      vim.json.decode(doc:outline_json())
    end,
  },
}
-- What is worked out once is there already, as it is after the first look at a document.
for _, one in ipairs(asked) do
  one[3](0, #lines[1])
end
print(('In Neovim %s: asked of 2 MB after a keystroke (us)'):format(tostring(vim.version())))
print(('%-28s %12s %12s %12s'):format('', 'p50', 'p95', 'most'))
for _, one in ipairs(asked) do
  print(('%-28s %12.1f %12.1f %12.1f'):format(one[1], measure(one[2], one[3])))
end
