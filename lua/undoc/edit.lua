--- Changes of a buffer's text that leave alone what stands around it: marks, and the cursors of all windows.

local api = vim.api

local M = {}

--- Runs `change` and puts back the marks of the user that it lost: Neovim 0.10 drops those of a line that is changed.
---@param buf integer
---@param change fun()
function M.keeping_marks(buf, change)
  local space = api.nvim_create_namespace('undoc.marks')
  local kept = {}
  for _, entry in ipairs(vim.fn.getmarklist(buf)) do
    local name = entry.mark:match("^'(%l)$")
    local position = name and api.nvim_buf_get_mark(buf, name)
    if position and position[1] > 0 then
      local good, id = pcall(api.nvim_buf_set_extmark, buf, space, position[1] - 1, position[2], {})
      kept[name] = good and id or nil
    end
  end
  local good, problem = pcall(change)
  for name, id in pairs(kept) do
    local position = api.nvim_buf_get_extmark_by_id(buf, space, id, {})
    if api.nvim_buf_get_mark(buf, name)[1] == 0 and position[1] then
      pcall(api.nvim_buf_set_mark, buf, name, position[1] + 1, position[2], {})
    end
  end
  api.nvim_buf_clear_namespace(buf, space, 0, -1)
  if not good then
    error(problem, 0)
  end
end

--- Runs `change`; the cursor of every window stays on the text that it is on, on the same row of the window.
---@param buf integer
---@param change fun()
function M.keeping_cursors(buf, change)
  local space = api.nvim_create_namespace('undoc.cursors')
  local kept = {}
  for _, window in ipairs(vim.fn.win_findbuf(buf)) do
    local cursor = api.nvim_win_get_cursor(window)
    local top = vim.fn.getwininfo(window)[1].topline
    local id = api.nvim_buf_set_extmark(buf, space, cursor[1] - 1, cursor[2], {})
    kept[window] = { id = id, above = cursor[1] - top }
  end
  local good, problem = pcall(change)
  for window, was in pairs(kept) do
    local place = api.nvim_buf_get_extmark_by_id(buf, space, was.id, {})
    if api.nvim_win_is_valid(window) and place[1] then
      local line = math.min(place[1] + 1, api.nvim_buf_line_count(buf))
      api.nvim_win_set_cursor(window, { line, place[2] })
      api.nvim_win_call(window, function()
        vim.fn.winrestview({ topline = math.max(1, line - was.above) })
      end)
    end
  end
  api.nvim_buf_clear_namespace(buf, space, 0, -1)
  if not good then
    error(problem, 0)
  end
end

--- Moves the lines [first, last) before line `before`, all from 0, with their marks, extmarks and folds.
---@param buf integer
---@param first integer
---@param last integer
---@param before integer
function M.move(buf, first, last, before)
  api.nvim_buf_call(buf, function()
    -- A range would reach to the ends of closed folds.
    local folds = vim.wo.foldenable
    vim.wo.foldenable = false
    local good, problem = pcall(api.nvim_cmd, {
      cmd = 'move',
      range = { first + 1, last },
      args = { tostring(before) },
      mods = { silent = true, keepjumps = true },
    }, {})
    vim.wo.foldenable = folds
    if not good then
      error(problem, 0)
    end
  end)
end

return M
