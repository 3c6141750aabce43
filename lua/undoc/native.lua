--- Loads the native module and opens the packs, once each, when a document first needs them.

local M = {}

--- What this Lua was written for: UND_ABI of include/undoc/undoc.h.
M.abi = 6

--- The plugin's own folder.
M.root = require('undoc.config').root

---@type undoc.Core?
local core
---@type undoc.Packs?
local packs

--- Where the module lies. $UNDOC_CORE names another build of it, one with sanitizers for example.
function M.path()
  return vim.env.UNDOC_CORE or (M.root .. '/build/core.so')
end

---@return undoc.Core? core
---@return string? message
function M.core()
  if core then
    return core
  end
  local path = M.path()
  if not vim.uv.fs_stat(path) then
    return nil, ('the native module is not built: run `make` in %s'):format(M.root)
  end
  local open, problem = package.loadlib(path, 'luaopen_undoc_core')
  if not open then
    return nil, ('%s cannot be loaded: run `make` in %s (%s)'):format(path, M.root, problem)
  end
  local module = open()
  if module.abi ~= M.abi then
    return nil,
      ('%s is of another version (%s, %s expected): run `make` in %s'):format(path, module.abi, M.abi, M.root)
  end
  core = module
  return core
end

--- Where packs are kept as they were read: `make` does so for ours, `keep` for those of the user. A file that is not of
--- the packs as they are now is not used.
---@return string[]
local function caches()
  return { M.root .. '/build/packs', vim.fn.stdpath('cache') .. '/undoc/packs' }
end

---@return undoc.Packs? packs
---@return string? message
function M.packs()
  if packs then
    return packs
  end
  local module, message = M.core()
  if not module then
    return nil, message
  end
  packs, message = module.packs(require('undoc.config').roots(), caches())
  return packs, message
end

local tried = false

--- Keeps packs that had to be read from YAML, so that the next editor need not. Where that cannot be, it says what that
--- costs and does without.
function M.cache()
  if tried or not packs or packs:cached() then
    return
  end
  tried = true
  -- What is wrong in packs is said each time, and so they are read each time.
  if packs:problems_json() ~= '[]' then
    return
  end
  local path = caches()[2]
  local folder = vim.fs.dirname(path)
  local good, problem
  if pcall(vim.fn.mkdir, folder, 'p') then
    good, problem = packs:cache(path)
  else
    problem = folder .. ': cannot be made'
  end
  if not good then
    local lost = 'what was read of your packs is not cached (%s): the first document of every editor waits for them'
    require('undoc.say').once(lost:format(problem), vim.log.levels.WARN)
  end
end

--- Forgets the packs: the next call of `packs` reads them again. Documents keep those that they were read with.
function M.forget()
  packs = nil
  tried = false
end

--- What one of the packs' views says.
---@param name string
---@return any? value
---@return string? message
function M.view(name, ...)
  local opened, message = M.packs()
  if not opened then
    return nil, message
  end
  local json
  json, message = opened[name .. '_json'](opened, ...)
  if not json then
    return nil, message
  end
  return vim.json.decode(json, { luanil = { object = true, array = true } })
end

return M
