--- Inside Neovim: each method of the server, asked of a document of 1 MB after a keystroke, from the request to its
--- answer. Run by tests/bench/run as `nvim -l tests/bench/methods.lua ROOT TEXT`.

local root, text_path, only = unpack(_G.arg or {}, 1, 3)
vim.opt.runtimepath:prepend(root)
vim.cmd('filetype plugin indent on')
vim.cmd('source ' .. vim.fn.fnameescape(root .. '/plugin/undoc.lua'))
local now = vim.uv.hrtime

local COUNT = 200 -- times that each is asked
local BUDGET = 3e9 -- nanoseconds for one method

local file = assert(io.open(text_path, 'rb'))
local text = file:read('*a')
file:close()
local lines = vim.split(text:rep(math.ceil(1e6 / #text), '\n'):sub(1, 1e6), '\n')

vim.cmd('enew')
local buf = vim.api.nvim_get_current_buf()
vim.api.nvim_buf_set_name(buf, vim.fn.tempname() .. '.txt')
vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
vim.bo[buf].filetype = 'undoc'
local client
assert(vim.wait(20000, function()
  client = vim.lsp.get_clients({ name = 'undoc', bufnr = buf })[1]
  return client and client.initialized
end, 5))

local uri = vim.uri_from_bufnr(buf)
local document = { uri = uri }

--- One request; milliseconds to its answer.
local function ask(method, params)
  local start, done, problem = now(), nil, nil
  local function answered(failed)
    done, problem = now(), failed
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, answered, buf)
  else
    client.request(method, params, answered, buf)
  end
  assert(vim.wait(60000, function()
    return done ~= nil
  end, 1))
  assert(not problem or method:find('rename'), problem and problem.message)
  return (done - start) / 1e6
end

local function place(row, column)
  return { textDocument = document, position = { line = row, character = column } }
end

local function range(first, last)
  return {
    start = { line = first, character = 0 },
    ['end'] = { line = last, character = 0 },
  }
end

local SCREEN = 50 -- lines

--- Methods and their params for a line.
local methods = {
  {
    'hover',
    function(row, length)
      return place(row, math.floor(length / 2))
    end,
  },
  {
    'completion',
    function(row, length)
      return place(row, length)
    end,
    10,
  },
  {
    'definition',
    function(row, length)
      return place(row, math.floor(length / 2))
    end,
  },
  {
    'references',
    function(row, length)
      return vim.tbl_extend(
        'error',
        place(row, math.floor(length / 2)),
        { context = { includeDeclaration = true } }
      )
    end,
  },
  {
    'documentHighlight',
    function(row, length)
      return place(row, math.floor(length / 2))
    end,
  },
  {
    'prepareRename',
    function(row)
      return place(row, 0)
    end,
  },
  {
    'onTypeFormatting',
    function(row, length)
      return vim.tbl_extend('error', place(row, length), { ch = '\n', options = { tabSize = 8, insertSpaces = true } })
    end,
  },
  {
    'selectionRange',
    function(row, length)
      return { textDocument = document, positions = { { line = row, character = math.floor(length / 2) } } }
    end,
  },
  {
    'codeAction',
    function(row)
      return { textDocument = document, range = range(row, row), context = { diagnostics = {} } }
    end,
  },
  {
    'inlayHint',
    function(row)
      return { textDocument = document, range = range(row, math.min(row + SCREEN, #lines - 1)) }
    end,
  },
  {
    'rangeFormatting',
    function(row)
      return {
        textDocument = document,
        range = range(row, row),
        options = { tabSize = 8, insertSpaces = true },
      }
    end,
  },
  {
    'formatting',
    function()
      return { textDocument = document, options = { tabSize = 8, insertSpaces = true } }
    end,
  },
}
for _, whole in ipairs({ 'documentSymbol', 'foldingRange', 'documentLink', 'codeLens' }) do
  methods[#methods + 1] = {
    whole,
    function()
      return { textDocument = document }
    end,
  }
end

--- A letter is put at the end of a line; the tree follows before anything is asked.
local function type_into(row, length, words)
  vim.api.nvim_buf_set_text(buf, row, length, row, length, { words })
end

local function percentiles(times)
  table.sort(times)
  local function at(share)
    return times[math.max(1, math.ceil(share * #times))]
  end
  return at(0.5), at(0.99), times[#times]
end

print(('In Neovim %s: methods asked of 1 MB after a keystroke (ms; p99 must be <= 5, of completion <= 10)'):format(
  tostring(vim.version())
))
print(('%-28s %12s %12s %12s'):format('', 'p50', 'p99', 'most'))
for _, one in ipairs(methods) do
  local name, params = one[1], one[2]
  if not only or only == name then
    local method = 'textDocument/' .. name
    ask(method, params(0, #lines[1])) -- what is worked out once is there, as after the first look
    math.randomseed(20211)
    local times, began = {}, now()
    for i = 1, COUNT do
      if now() - began > BUDGET then
        break
      end
      local row = math.random(0, #lines - 1)
      type_into(row, #lines[row + 1], 'x')
      times[i] = ask(method, params(row, #lines[row + 1]))
      vim.api.nvim_buf_set_text(buf, row, #lines[row + 1], row, #lines[row + 1] + 1, { '' })
    end
    local p50, p99, most = percentiles(times)
    local bound = one[3] or 5
    print(('%-28s %12.2f %12.2f %12.2f%s'):format(name, p50, p99, most, p99 > bound and '  *' or ''))
  end
end
vim.bo[buf].modified = false
