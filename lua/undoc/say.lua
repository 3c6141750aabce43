--- One line to the user.

local M = {}

local function code(point)
  return ('<%02x>'):format(vim.fn.char2nr(point, true))
end

--- Text in one line, where control characters stand as text: a message may end up on a terminal as it is (in a headless
--- Neovim), and a file's name or a document has whatever somebody put there.
---@param text string
---@return string
function M.visible(text)
  -- Looked for first: nearly every text has none, and an outline has thousands of titles.
  if text:find('%c') then
    text = text:gsub('%s*\n%s*', ' '):gsub('\t', ' '):gsub('%c', function(control)
      return '^' .. string.char(bit.bxor(control:byte(), 0x40))
    end)
  end
  -- Control characters of the second set; marks that turn the direction of what follows.
  for _, pattern in ipairs({ '\194[\128-\159]', '\226\128[\170-\174]', '\226\129[\166-\169]' }) do
    if text:find(pattern) then
      text = text:gsub(pattern, code)
    end
  end
  return text
end

--- The beginning of a text in no more than so many columns, cut between words where it has any.
---@param text string
---@param most integer
---@return string
function M.beginning(text, most)
  if #text <= most then
    return text
  end
  local shown
  if not text:sub(1, most + 1):find('[^ -~]') then
    shown = text:sub(1, most - 2) -- plain: a column for each byte
  else
    -- Bytes first: a paragraph of a report has thousands, and a column few.
    local cells = vim.fn.strdisplaywidth
    if #text <= most * 8 and cells(text) <= most then
      return text
    end
    shown = vim.fn.strcharpart(text:sub(1, most * 8), 0, most - 2)
    while cells(shown) > most - 2 do
      shown = vim.fn.strcharpart(shown, 0, vim.fn.strchars(shown) - 1)
    end
  end
  local words = text:sub(#shown + 1, #shown + 1) ~= ' ' and shown:match('^(.*%S)%s+%S*$')
  return (words and #words > #shown / 2 and words or shown) .. ' …'
end

---@param text string
---@param level integer
---@param notify? fun(text: string, level: integer)
--- The last messages, for |:Undoc-log|.
local said = {}
local MOST = 200

---@return { time: integer, text: string }[]
function M.log()
  return said
end

local function say(text, level, notify)
  said[#said + 1] = { time = os.time(), text = M.visible(text) }
  if #said > MOST then
    table.remove(said, 1)
  end
  (notify or vim.notify)('undoc: ' .. M.visible(text), level)
end

function M.info(text)
  say(text, vim.log.levels.INFO)
end

function M.warn(text)
  say(text, vim.log.levels.WARN)
end

function M.error(text)
  say(text, vim.log.levels.ERROR)
end

--- The same once for as long as the editor runs, for what would otherwise come with every document or every key.
---@param text string
---@param level? integer an error without
function M.once(text, level)
  say(text, level or vim.log.levels.ERROR, vim.notify_once)
end

return M
