--- `:Undoc explain`: what a line was taken for, and what decided it.

local M = {}

---@param document undoc.Document
---@param line integer from 0
---@return string[]? lines
---@return string? message
function M.lines(document, line)
  local json, message = document.doc:explain_json(line)
  if not json then
    return nil, message
  end
  local why = vim.json.decode(json, { luanil = { object = true, array = true } })
  local lines = { ('line %d: %s'):format(line + 1, why.kind) }
  for _, reason in ipairs(why.because or {}) do
    lines[#lines + 1] = '- ' .. reason
  end
  return lines
end

---@param document undoc.Document
---@param line? integer from 1; the cursor's without
function M.run(document, line)
  line = line or vim.api.nvim_win_get_cursor(0)[1]
  local lines, message = M.lines(document, line - 1)
  if not lines then
    require('undoc.say').error(message)
    return
  end
  require('undoc.float').show(lines)
end

return M
