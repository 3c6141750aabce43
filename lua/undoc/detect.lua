--- Whether a buffer without a telling name holds a United Nations document.
---
--- Two steps, both the core's: a look over the first lines for a document symbol or a word that the language packs tell
--- a document by; and only where one is found its judgment of the whole, which errs towards no.

local M = {}

local LINES = 60 -- of the first look: a masthead, a title and an opening are shorter
local CORE_LINES = 200 -- what the core looks at

--- Whether the core takes the text for a document.
---@param lines string[]
---@return boolean
function M.is_one(lines)
  if #lines == 0 or (#lines == 1 and lines[1] == '') then
    return false
  end
  local packs, message = require('undoc.native').packs()
  if not packs then
    -- Somebody has the plugin and opens a text: say why nothing happens.
    require('undoc.say').once(message, vim.log.levels.WARN)
    return false
  end
  if not packs:may_be_one(table.concat(lines, '\n', 1, math.min(#lines, LINES))) then
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

--- Buffers that were detected once, and whether their file is being read.
---@type table<integer, { reading: boolean }>
local known = {}

--- A file type that is set outside of reading the file is somebody's wish: it stays when the file is read again.
local function respect_the_user(buf)
  local group = vim.api.nvim_create_augroup('undoc.detect.' .. buf, {})
  known[buf] = { reading = false }
  for event, reading in pairs({ BufReadPre = true, BufReadPost = false }) do
    vim.api.nvim_create_autocmd(event, {
      group = group,
      buffer = buf,
      callback = function()
        known[buf].reading = reading
      end,
    })
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    buffer = buf,
    callback = function(event)
      if not known[buf].reading then
        vim.b[buf].undoc_detect = event.match == 'undoc'
      end
    end,
  })
  vim.api.nvim_create_autocmd('BufWipeout', {
    group = group,
    buffer = buf,
    callback = function()
      known[buf] = nil
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

--- A file's type is looked for: when it was read, or because of `:filetype detect`, which asks anew whatever was set.
---@param buf integer
function M.on_detection(buf)
  if known[buf] and not known[buf].reading then
    vim.b[buf].undoc_detect = nil
  end
  M.buffer(buf)
end

local DELAY = 200 -- milliseconds from a change to the look at it; further changes wait for the same look

--- Buffers that a look was promised to.
---@type table<integer, true>
local promised = {}

--- The text of a buffer that is none yet has changed: looks at it once typing has rested for a moment.
---@param buf integer
---@param vague table<string, boolean> file types that say nothing
function M.on_change(buf, vague)
  if known[buf] or promised[buf] then
    return
  end
  promised[buf] = true
  vim.defer_fn(function()
    promised[buf] = nil
    if
      vim.api.nvim_buf_is_loaded(buf)
      and not known[buf]
      and vague[vim.bo[buf].filetype]
      and vim.bo[buf].buftype == ''
    then
      M.buffer(buf)
    end
  end, DELAY)
end

return M
