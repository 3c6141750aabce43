--- Whether a buffer without a telling name holds a United Nations document.
---
--- Two steps: a look for words that no document lacks, over the first lines, in Lua; and only where one is found the
--- core's own judgment, which errs towards no.

local M = {}

local LINES = 60 -- of the first look: a masthead, a title and an opening are shorter
local BYTES = 65536 -- a line may be any length
local CORE_LINES = 200 -- what the core looks at

--- The words of detect.txt in every folder of packs.
---@type string[]?
local words

---@return string[]
local function first_words()
  if words then
    return words
  end
  words = {}
  for _, root in ipairs(require('undoc.config').roots()) do
    local file = io.open(root .. '/detect.txt')
    for line in file and file:lines() or function() end do
      if line ~= '' and line:sub(1, 1) ~= '#' and pcall(string.find, '', line) then
        words[#words + 1] = line
      end
    end
    if file then
      file:close()
    end
  end
  return words
end

--- Whether the first lines hold a word that such documents have.
---@param lines string[]
---@return boolean
function M.looks_like_one(lines)
  local text = table.concat(lines, '\n', 1, math.min(#lines, LINES)):sub(1, BYTES)
  -- A line may be broken anywhere, and a no-break space is a space.
  text = text:lower():gsub('\194\160', ' '):gsub('%s+', ' ')
  for _, word in ipairs(first_words()) do
    if text:find(word) then
      return true
    end
  end
  return false
end

--- Whether the core takes the text for a document.
---@param lines string[]
---@return boolean
function M.is_one(lines)
  if not M.looks_like_one(lines) then
    return false
  end
  local packs, message = require('undoc.native').packs()
  if not packs then
    -- The text looks like a document, so somebody waits for the plugin: say why nothing happens.
    require('undoc.say').once(message, vim.log.levels.WARN)
    return false
  end
  local doc = packs:doc()
  if not doc then
    return false
  end
  local one = doc:splice(0, 0, lines) ~= nil and doc:is_one()
  doc:close()
  return one
end

--- A file type that is set outside of reading the file is somebody's wish: it stays when the file is read again.
local function respect_the_user(buf)
  local group = vim.api.nvim_create_augroup('undoc.detect.' .. buf, {})
  local reading = false
  vim.api.nvim_create_autocmd('BufReadPre', {
    group = group,
    buffer = buf,
    callback = function()
      reading = true
    end,
  })
  vim.api.nvim_create_autocmd('BufReadPost', {
    group = group,
    buffer = buf,
    callback = function()
      reading = false
    end,
  })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    buffer = buf,
    callback = function(event)
      if not reading then
        vim.b[buf].undoc_detect = event.match == 'undoc'
      end
    end,
  })
  vim.api.nvim_create_autocmd('BufWipeout', {
    group = group,
    buffer = buf,
    callback = function()
      vim.api.nvim_del_augroup_by_id(group)
    end,
  })
end

--- Gives the buffer the file type undoc when it holds a document.
---@param buf integer
---@return boolean detected
function M.buffer(buf)
  if not require('undoc.config').get('detect', buf) then
    return false
  end
  if not M.is_one(vim.api.nvim_buf_get_lines(buf, 0, CORE_LINES, false)) then
    return false
  end
  vim.bo[buf].filetype = 'undoc'
  respect_the_user(buf)
  return true
end

return M
