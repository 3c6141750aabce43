--- Random commands with undo and redo between them: whatever is done, undo takes it back whole.
local helper = require('helper')

local COMMANDS = tonumber(vim.env.UNDOC_RANDOM or 3000)
local FILES = {
  'resolution-en.txt', 'resolution-fr.txt', 'resolution-ar.txt', 'resolution-zh.txt', 'letter-ru.txt',
  'note-verbale-es.txt', 'declaration-en.txt',
}

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function text()
  return table.concat(lines(), '\n')
end

local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, true, true), 'mx', false)
end

local function any(list)
  return list[math.random(#list)]
end

--- A number of the outline, or one that is not there.
local function number()
  local entries = require('undoc.document').outline(assert(require('undoc.document').get(0)))
  local entry = #entries > 0 and any(entries)
  return entry and entry.number or tostring(math.random(9))
end

local plans = {
  function() return 'move up' end,
  function() return 'move down' end,
  function() return 'move down 2' end,
  function() return 'move before ' .. number() end,
  function() return 'move after ' .. number() end,
  function() return 'delete' end,
  function() return 'renumber' end,
  function() return any({ 'promote', 'demote', 'join', 'duplicate', 'split' }) end,
  function() return 'convert ' .. any({ 'preambular', 'operative', 'subparagraph' }) end,
  function() return any({ 'number', 'number none', 'move to preamble' }) end,
}

local keys = {
  'oSome words,<Esc>', 'A and more<Esc>',
  'O(a) To type;<Esc>', 'dd', 'dac', 'yacp', 'p', 'dau', 'cic1. Words;<Esc>', 'J',
  'x', ']]', '[[', ']u', '>>', '.',
}

local parts = { 'operative', 'preambular', 'subparagraph', 'sub-subparagraph', 'heading', 'footnote', 'request' }

describe('random commands', function()
  after_each(function()
    pcall(vim.snippet.stop)
    helper.clean()
  end)

  for n, name in ipairs(FILES) do
    it('are undone whole: ' .. name, function()
      math.randomseed(n)
      local first = vim.fn.readfile(helper.root .. '/tests/data/' .. name)
      local buf, document = helper.open(first)
      vim.bo.undolevels = 10 * COMMANDS
      -- From here on: what was read is no step.
      vim.cmd('let b:first = undotree().seq_cur')
      local done, changed = 0, 0
      helper.messages(function()
        while done < COMMANDS / #FILES do
          done = done + 1
          vim.cmd('let &undolevels = &undolevels')
          local count = vim.api.nvim_buf_line_count(0)
          vim.api.nvim_win_set_cursor(0, { math.random(count), 0 })
          local kind = math.random(10)
          local before, tick = text(), vim.b.changedtick
          if kind <= 6 then
            local range = math.random(4) == 1 and ('%d,%d'):format(count - count % 7, count) or ''
            local command = any(plans)()
            vim.cmd(range .. 'Undoc ' .. command)
            if vim.b.changedtick ~= tick then
              local after = text()
              vim.cmd('silent undo')
              assert.equal(before, text(), command)
              vim.cmd('silent redo')
              assert.equal(after, text(), command)
              changed = changed + 1
            end
          elseif kind <= 7 then
            vim.cmd('silent Undoc insert ' .. any(parts))
            pcall(vim.snippet.stop)
            vim.cmd.stopinsert()
            type_keys('<Esc>')
          elseif kind <= 9 then
            type_keys(any(keys))
          else
            for _ = 1, math.random(3) do
              vim.cmd('silent ' .. any({ 'undo', 'redo', 'earlier 3', 'later 2' }))
            end
          end
          if done % 100 == 0 then
            assert.same(helper.fresh(buf):parse_json('x'), document.doc:parse_json('x'))
          end
        end
      end)
      assert.is_true(changed > done / 20, ('%d of %d changed the text'):format(changed, done))
      vim.cmd('silent undo ' .. vim.b.first)
      assert.same(first, lines())
      vim.cmd('silent later 100000')
      vim.cmd('silent earlier 100000')
      vim.cmd('silent undo ' .. vim.b.first)
      assert.same(first, lines())
    end)
  end
end)
