--- Names of files as people type them: nothing in them is expanded or run, but `~/` at the start is the home.

local M = {}

--- A name with `~/` at its start made the home.
---@param name string
---@return string
function M.home(name)
  local rest = name:match('^~(/.*)$') or name:match('^~$') and ''
  local home = rest and vim.uv.os_homedir()
  return home and home .. rest or name
end

--- What a typed name stands for: the file of that very name; where there is none, that without the blanks at its end,
--- and without the backslashes that commands like |:edit| need before blanks.
---@param typed string
---@return string
function M.named(typed)
  local trimmed = vim.trim(typed)
  for _, name in ipairs({ typed, trimmed, (trimmed:gsub('\\(.)', '%1')) }) do
    name = M.home(name)
    if vim.uv.fs_stat(name) then
      return name
    end
  end
  return M.home(trimmed)
end

--- Names that a name may go on to be, in the form in which it was begun; folders end in a slash.
---@param typed string
---@return string[]
function M.complete(typed)
  local folder, base = typed:match('^(.*/)(.*)$')
  if not folder then
    folder, base = '', typed
  end
  local found = {}
  local entries = vim.uv.fs_scandir(folder == '' and '.' or M.home(folder))
  while entries do
    local name = vim.uv.fs_scandir_next(entries)
    if not name then
      break
    end
    -- A line break would end the command; a name that begins with a dot is meant to be out of the way.
    if vim.startswith(name, base) and not name:find('[\r\n]') and (name:sub(1, 1) ~= '.' or base ~= '') then
      -- A link to a folder is one.
      local stat = vim.uv.fs_stat(M.home(folder) .. name)
      found[#found + 1] = folder .. name .. (stat and stat.type == 'directory' and '/' or '')
    end
  end
  table.sort(found)
  return found
end

return M
