--- What is kept between editors: small tables, as JSON in a file for each name. Where it cannot be written it says so
--- once and everything works as if nothing had been kept.

local M = {}

local function path(name)
  return vim.fs.joinpath(vim.fn.stdpath('state') --[[@as string]], 'undoc', name .. '.json')
end

--- What was kept under a name; an empty table where nothing was, or where the file cannot be read as what it was.
---@param name string
---@return table
function M.read(name)
  local file = io.open(path(name), 'r')
  if not file then
    return {}
  end
  local text = file:read('*a')
  file:close()
  local good, value = pcall(vim.json.decode, text or '', { luanil = { object = true, array = true } })
  return good and type(value) == 'table' and value or {}
end

--- Keeps a table in the place of what was kept. Written beside and renamed, so that no reader finds half of it.
---@param name string
---@param value table
function M.write(name, value)
  local file = path(name)
  local text = vim.json.encode(next(value) == nil and vim.empty_dict() or value)
  local good = pcall(vim.fn.mkdir, vim.fs.dirname(file), 'p')
  local problem
  if good then
    local new = ('%s.%d'):format(file, vim.uv.os_getpid())
    local out
    out, problem = io.open(new, 'w')
    if out then
      out:write(text, '\n')
      out:close()
      good, problem = vim.uv.fs_rename(new, file)
    end
  end
  if not good or problem then
    local lost = 'your answers are not kept for the next time (%s cannot be written)'
    require('undoc.say').once(lost:format(file), vim.log.levels.WARN)
  end
end

return M
