--- `p` and `P` of paragraphs: what was taken as a text object of whole lines goes after, or before, the paragraph at
--- the cursor and never into it, with blank lines where its neighbours have them. Anything else is put as ever.

local api = vim.api

local M = {}

---@type { lines: string[], name: string, count: integer, after: boolean }
local waiting

local function is_blank(line)
  return line ~= nil and not line:find('%S')
end

--- The text of a register without the blank lines at both ends.
---@param lines string[]
local function trimmed(lines)
  local first, last = 1, #lines
  while first < last and is_blank(lines[first]) do
    first = first + 1
  end
  while last > first and is_blank(lines[last]) do
    last = last - 1
  end
  return vim.list_slice(lines, first, last)
end

--- The row before which a paragraph goes.
---@param doc undoc.Doc
---@param row integer of the cursor
local function place(doc, row, name, after)
  local lines = api.nvim_buf_get_lines(0, 0, -1, false)
  if is_blank(lines[row + 1]) then
    while is_blank(lines[row + 1]) do
      row = row + 1
    end
    return row, lines
  end
  local object = doc:object_at(name == 'subparagraph' and name or 'clause', row, 0)
    or doc:object_at('clause', row, 0)
  if object and object.lines and object.whole[1] <= row then
    return after and object.whole[3] or object.whole[1], lines
  end
  local _, _, _, first = doc:node(doc:at(row))
  return after and assert(doc:room_after(row, true)) or first or row, lines
end

--- Called as an operator, so that `.` does it again.
function M.put()
  local document = require('undoc.document').get()
  if not document or not waiting then
    return
  end
  local row, lines = place(document.doc, api.nvim_win_get_cursor(0)[1] - 1, waiting.name, waiting.after)
  local above, below = lines[row], lines[row + 1]
  local close = above ~= nil and below ~= nil and not is_blank(above) and not is_blank(below)
  local text = trimmed(waiting.lines)
  local new = {}
  if above ~= nil and not is_blank(above) and not close then
    new[1] = ''
  end
  local first = #new
  for i = 1, waiting.count do
    vim.list_extend(new, text)
    if i < waiting.count and not close then
      new[#new + 1] = ''
    end
  end
  if below ~= nil and not is_blank(below) and not close then
    new[#new + 1] = ''
  end
  api.nvim_buf_set_lines(0, row, row, false, new)
  api.nvim_win_set_cursor(0, { row + first + 1, 0 })
  vim.cmd.normal({ '^', bang = true })
end

--- Somebody has mapped the key since this buffer got ours, a plugin that was loaded late perhaps: then it is theirs
--- here too.
---@param plain string
---@return string? keys
local function give_way(plain)
  for _, map in ipairs(api.nvim_get_keymap('n')) do
    local ours = map.lhs == plain and vim.fn.maparg(plain, 'n', false, true)
    if ours and ours.buffer == 1 and vim.startswith(ours.rhs or '', '<Plug>(undoc-put') then
      vim.keymap.del('n', plain, { buffer = 0 })
      api.nvim_feedkeys(plain, 'm', false) -- what was typed before it, a count or a register, still waits
      return ''
    end
  end
end

--- The keys that put what the register holds.
---@param after boolean
function M.keys(after)
  local plain = after and 'p' or 'P'
  local theirs = give_way(plain)
  if theirs then
    return theirs
  end
  if vim.v.register == '=' or not vim.bo.modifiable then
    return plain
  end
  local register = vim.fn.getreginfo(vim.v.register)
  local name = register.regtype == 'V' and require('undoc.object').taken_as(register.regcontents)
  if not name or not require('undoc.document').get() then
    return plain
  end
  waiting = { lines = register.regcontents, name = name, count = vim.v.count1, after = after }
  vim.o.operatorfunc = "v:lua.require'undoc.put'.put"
  -- Without the count and the register, which were taken over.
  return '<Esc>g@_'
end

return M
