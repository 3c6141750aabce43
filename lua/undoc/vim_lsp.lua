--- Loads Neovim's part for language servers, which snippets need too. By itself it throws where the folder of its log
--- cannot be made, and then for as long as the editor runs: a home that cannot be written should cost the log alone.

local M = {}

---@type boolean?
local loaded

--- Loads the log's module while a folder that cannot be made is no error.
local function load_log()
  local mkdir = vim.fn.mkdir
  -- luacheck: push ignore 122 (what is set is put back)
  vim.fn.mkdir = function(...)
    local good, made = pcall(mkdir, ...)
    return good and made or 0
  end
  pcall(require, 'vim.lsp.log')
  vim.fn.mkdir = mkdir
  -- luacheck: pop
end

--- What `require` keeps of modules that threw: a mark of LuaJIT's, no table.
local function forget_failures()
  for name, module in pairs(package.loaded) do
    if type(module) ~= 'table' and (vim.startswith(name, 'vim.lsp') or name == 'vim.snippet') then
      package.loaded[name] = nil
    end
  end
end

---@return boolean
function M.load()
  if loaded == nil then
    local problem
    loaded = pcall(require, 'vim.lsp')
    if not loaded then
      forget_failures()
      load_log()
      loaded, problem = pcall(require, 'vim.lsp')
    end
    if not loaded then
      local lost = "Neovim's part for language servers does not load, so there is no hover, code action or symbol (%s)"
      require('undoc.say').once(lost:format(tostring(problem):match('^[^\n]*')), vim.log.levels.WARN)
    end
  end
  return loaded
end

return M
