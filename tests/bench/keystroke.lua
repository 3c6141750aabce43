--- Inside Neovim: from a keystroke to the current tree through on_lines, beside vim.treesitter's Markdown parser on the
--- same text. Run by tests/bench/run as `nvim -l tests/bench/keystroke.lua ROOT TEXT`.

local root, text_path = unpack(_G.arg or {}, 1, 2)
vim.opt.runtimepath:prepend(root)
local now = vim.uv.hrtime

local function percentiles(times)
  table.sort(times)
  local function at(share)
    return times[math.max(1, math.ceil(share * #times))] / 1000
  end
  return at(0.5), at(0.95), at(0.99)
end

local function read(path, bytes)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  local parts, size = {}, 0
  while size < bytes do
    parts[#parts + 1], size = text, size + #text
  end
  return vim.split(table.concat(parts, '\n'):sub(1, bytes), '\n')
end

local function buffer(lines)
  local buf = vim.api.nvim_create_buf(true, false)
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  return buf
end

--- A letter put into a line and taken out again, at places all over the text: what a writer does. Times of `edit`.
local function type_everywhere(buf, count, edit)
  local times = {}
  local total = vim.api.nvim_buf_line_count(buf)
  math.randomseed(20211)
  local row = 0
  for i = 1, count do
    if i % 40 == 1 then
      row = math.random(0, total - 1)
    end
    times[i] = edit(row)
  end
  return times
end

local function insert(buf, row)
  local line = vim.api.nvim_buf_get_lines(buf, row, row + 1, false)[1]
  vim.api.nvim_buf_set_text(buf, row, #line, row, #line, { 'x' })
end

local native = assert(require('undoc.native').packs())

--- The plugin's own way, without its window dressing: on_lines into the core.
local function undoc(lines, count)
  local buf = buffer(lines)
  local doc = native:doc()
  doc:splice(0, 0, lines)
  local spent
  vim.api.nvim_buf_attach(buf, false, {
    on_lines = function(_, _, _, first, last, new_last)
      local start = now()
      doc:splice(first, last, vim.api.nvim_buf_get_lines(buf, first, new_last, false))
      spent = now() - start
    end,
  })
  local times = type_everywhere(buf, count, function(row)
    insert(buf, row)
    return spent
  end)
  vim.api.nvim_buf_delete(buf, { force = true })
  return percentiles(times)
end

local function treesitter(lines, count)
  local buf = buffer(lines)
  local parser = vim.treesitter.get_parser(buf, 'markdown')
  parser:parse(true)
  local times = type_everywhere(buf, count, function(row)
    insert(buf, row)
    local start = now()
    parser:parse(true)
    return now() - start
  end)
  vim.api.nvim_buf_delete(buf, { force = true })
  return percentiles(times)
end

local function report(name, p50, p95, p99)
  print(('%-28s %12.1f %12.1f %12.1f'):format(name, p50, p95, p99))
end

print(('In Neovim %s: keystroke to current tree (us)'):format(tostring(vim.version())))
print(('%-28s %12s %12s %12s'):format('', 'p50', 'p95', 'p99'))
for _, size in ipairs({ { '63 KB', 63e3, 20 }, { '1 MB', 1e6, 8 }, { '2 MB', 2e6, 6 } }) do
  local lines = read(text_path, size[2])
  local ours = { undoc(lines, 4000) }
  report(size[1] .. ' undoc', unpack(ours))
  local good, theirs = pcall(function()
    return { treesitter(lines, size[3]) }
  end)
  if good then
    report(size[1] .. ' tree-sitter Markdown', unpack(theirs))
    print(('%-28s %12.0f times as fast at p50 (must be >= 500)'):format('', theirs[1] / ours[1]))
  else
    print('tree-sitter Markdown is not here: ' .. tostring(theirs):match('[^\n]*'))
  end
end
