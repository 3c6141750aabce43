--- One line to the user.

local M = {}

---@param text string
---@param level integer
local function say(text, level)
  vim.notify('undoc: ' .. text:gsub('%s*\n%s*', ' '), level)
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

return M
