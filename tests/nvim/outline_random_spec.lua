--- Thousands of random keys and writes in an outline, with undo and redo among them, on the sample documents.

local helper = require('helper')

local api = vim.api

local SECONDS = 20

local function text(buf)
  return api.nvim_buf_get_lines(buf, 0, -1, false)
end

local function keys(typed)
  vim.cmd('normal ' .. vim.keycode(typed))
end

--- Moves, deletes, indents and copies some lines of an outline that is edited.
local function edit_lines()
  for _ = 1, math.random(1, 3) do
    local count = api.nvim_buf_line_count(0)
    local first = math.random(1, count)
    local last = math.min(count, first + math.random(0, 2))
    local range = first .. ',' .. last
    local what = math.random(1, 6)
    if what == 1 then
      vim.cmd(('silent %smove %d'):format(range, math.random(last, count)))
    elseif what == 2 then
      vim.cmd(('silent %smove %d'):format(range, math.random(0, first - 1)))
    elseif what == 3 then
      vim.cmd(('silent %sdelete _'):format(range))
    elseif what == 4 then
      vim.cmd(('silent %s>'):format(range))
    elseif what == 5 then
      vim.cmd(('silent %s<'):format(range))
    else
      vim.cmd(('silent %scopy %d'):format(range, math.random(0, count)))
    end
  end
end

--- One thing that a user may do in an outline; gives what it was.
local function act()
  local count = api.nvim_buf_line_count(0)
  api.nvim_win_set_cursor(0, { math.random(1, count), 0 })
  local choice = math.random(1, 12)
  if choice <= 6 then
    local key = ({ 'J', 'K', '>', '<', 'dd', '2J' })[choice]
    keys(key)
    return key
  elseif choice == 7 or choice == 8 then
    keys('u')
    return 'u'
  elseif choice == 9 then
    keys('<C-r>')
    return 'redo'
  end
  vim.cmd('Undoc outline edit')
  edit_lines()
  vim.cmd('write')
  if vim.bo.modifiable then
    vim.cmd('edit!')
    return 'refused'
  end
  return 'write'
end

describe('an outline used at random', function()
  after_each(helper.clean)

  for _, name in ipairs({ 'resolution-en', 'resolution-fr', 'resolution-ar', 'resolution-zh', 'letter-ru' }) do
    it('leaves a whole document, and the way back: ' .. name, function()
      local seed = vim.env.UNDOC_SEED and tonumber(vim.env.UNDOC_SEED) or os.time()
      math.randomseed(seed)
      local buf, document = helper.open(vim.fn.readfile(helper.root .. '/tests/data/' .. name .. '.txt'))
      local first = text(buf)
      -- What was typed into the buffer is no part of what is undone.
      api.nvim_buf_call(buf, function()
        local levels = vim.bo.undolevels
        vim.bo.undolevels = -1
        api.nvim_buf_set_lines(buf, 0, 1, false, { first[1] })
        vim.bo.undolevels = levels
      end)
      vim.cmd('Undoc outline')
      local done = {}
      local ends = vim.uv.now() + SECONDS * 1000 / 5
      helper.messages(function()
        helper.answering(function()
          return 1
        end, function()
          for turn = 1, 600 do
            local what = act()
            done[what] = (done[what] or 0) + 1
            local where = ('%s, seed %d, turn %d: %s'):format(name, seed, turn, what)
            local fresh = helper.fresh(buf)
            assert.equal(fresh:outline_json(), document.doc:outline_json(), where)
            fresh:close()
            vim.uv.update_time()
            if vim.uv.now() > ends then
              break
            end
          end
        end)
      end)
      assert.is_true((done.write or 0) > 0, vim.inspect(done))
      api.nvim_buf_call(buf, function()
        vim.cmd('silent earlier 100000')
      end)
      assert.same(first, text(buf), ('%s, seed %d'):format(name, seed))
    end)
  end
end)
