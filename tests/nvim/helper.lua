--- What specs share: the sample, fresh buffers, answers in the place of prompts, and a second Neovim with a screen.

local M = {}

M.root = assert(vim.env.UNDOC_ROOT, 'UNDOC_ROOT names the plugin')
M.nvim = vim.env.UNDOC_NVIM or vim.v.progpath

--- The real letter.
M.letter = vim.fn.glob(M.root .. '/tests/data/000_*.txt', true, true)[1]

local folder = vim.fn.tempname()
vim.fn.mkdir(folder, 'p')
M.folder = folder

---@param name string
---@param lines string[]
function M.write(name, lines)
  local path = folder .. '/' .. name
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  vim.fn.writefile(lines, path)
  return path
end

function M.letter_lines()
  return vim.fn.readfile(M.letter)
end

--- Opens the letter, or lines, in a buffer of their own. Gives the buffer and its document.
---@param lines? string[]
---@return integer buf
---@return undoc.Document document
function M.open(lines)
  vim.cmd('silent! tabonly | silent! only')
  if lines then
    vim.cmd.enew()
    vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
    vim.bo.filetype = 'undoc'
  else
    vim.cmd.edit(vim.fn.fnameescape(M.write('letter.txt', M.letter_lines())))
  end
  M.settle()
  return vim.api.nvim_get_current_buf(), (assert(require('undoc.document').get(0)))
end

--- Lets what is scheduled and what waits for a pause in typing happen.
function M.settle()
  local documents = require('undoc.document').all()
  vim.wait(10)
  vim.wait(2000, function()
    for _, document in pairs(documents) do
      if document.waiting then
        return false
      end
    end
    return true
  end, 5)
  vim.wait(10)
end

--- Ends every buffer.
function M.clean()
  vim.cmd('silent! tabonly! | silent! only! | silent! %bwipeout!')
  M.settle()
end

--- The row, from 0, of the first line that has a text.
---@param text string
function M.row(text)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    if line:find(text, 1, true) then
      return i - 1
    end
  end
  error('no line has ' .. text)
end

function M.cursor(text, column)
  vim.api.nvim_win_set_cursor(0, { M.row(text) + 1, column or 0 })
end

--- A document made from scratch out of what the buffer holds.
function M.fresh(buf)
  local doc = assert(require('undoc.native').packs()):doc()
  doc:splice(0, 0, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
  return doc
end

--- Puts something in the place of a field while `run` runs, whatever comes.
function M.with(table_, field, value, run)
  local before = table_[field]
  table_[field] = value
  local results = { pcall(run) }
  table_[field] = before
  if not results[1] then
    error(results[2], 0)
  end
  return unpack(results, 2)
end

--- What was said to the user while `run` ran: a list of { text, level }.
function M.messages(run)
  local said = {}
  local function hear(text, level)
    said[#said + 1] = { text, level }
  end
  M.with(vim, 'notify', hear, function()
    M.with(vim, 'notify_once', hear, run)
  end)
  return said
end

--- Answers prompts while `run` runs. `answers` are called in turn with the kind of prompt ('select' or 'input'), the
--- prompt and the items or default, and give the answer. Gives the prompts that came.
---@param answer fun(kind: string, prompt: string, detail: any): any
function M.answering(answer, run)
  local asked = {}
  local function select(items, options, done)
    local labels = vim.tbl_map(options.format_item or tostring, items)
    asked[#asked + 1] = options.prompt
    local choice = answer('select', options.prompt or '', labels)
    for i, label in ipairs(labels) do
      if choice == i or choice == label then
        return done(items[i], i)
      end
    end
    assert(choice == nil, ('no such choice: %s of %s'):format(vim.inspect(choice), vim.inspect(labels)))
    done(nil, nil)
  end
  local function input(options, done)
    asked[#asked + 1] = options.prompt
    done(answer('input', options.prompt or '', options.default))
  end
  M.with(vim.ui, 'select', select, function()
    M.with(vim.ui, 'input', input, run)
  end)
  return asked
end

--- A second Neovim, with a screen of 24 lines and 100 columns.
---@param arguments? string[]
---@param environment? table<string, string>
function M.child(arguments, environment)
  local command = { M.nvim, '--clean', '--headless', '--embed', '-n' }
  vim.list_extend(command, { '--cmd', 'set rtp^=' .. vim.fn.fnameescape(M.root) .. ' lines=24 columns=100' })
  vim.list_extend(command, arguments or {})
  local job = vim.fn.jobstart(command, { rpc = true, env = environment })
  assert(job > 0, 'no second Neovim')
  local child = {}
  function child.call(method, ...)
    return vim.rpcrequest(job, method, ...)
  end
  function child.lua(code, ...)
    return vim.rpcrequest(job, 'nvim_exec_lua', code, { ... })
  end
  function child.cmd(text)
    return vim.rpcrequest(job, 'nvim_exec2', text, { output = true }).output
  end
  --- Types, and waits until it was taken in.
  function child.type(keys)
    vim.rpcrequest(job, 'nvim_input', keys)
    child.lua('vim.wait(20)')
  end
  function child.screen()
    child.cmd('redraw')
    return child.lua([[
      local rows = {}
      for row = 1, vim.o.lines do
        local cells = {}
        for column = 1, vim.o.columns do
          cells[column] = vim.fn.screenstring(row, column)
        end
        rows[row] = (table.concat(cells):gsub('%s+$', ''))
      end
      return rows
    ]])
  end
  function child.settle()
    child.lua([[vim.wait(300)]])
  end
  function child.stop()
    pcall(vim.rpcnotify, job, 'nvim_command', 'qall!')
    if vim.fn.jobwait({ job }, 2000)[1] == -1 then
      vim.fn.jobstop(job)
    end
  end
  return child
end

return M
