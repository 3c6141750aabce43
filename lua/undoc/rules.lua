--- How severe the findings of each rule are: what the user says, what `.undoc.yaml` says for the folder of a document,
--- and what the buffer says, in this order; the last that speaks of a rule holds. The core knows what comes of it.

local M = {}

local RANK = { user = 0, folder = 1, buffer = 2 }

---@class undoc.Settings what a `.undoc.yaml` says
---@field path string
---@field stamp string of the file: another one, and it is read again
---@field rules { [1]: string, [2]: string }[]
---@field problems { file: string, line: integer, column: integer, message: string }[]

--- As they were read last, by path.
---@type table<string, undoc.Settings>
local known = {}

local function stamp_of(path)
  local stat = vim.uv.fs_stat(path)
  return stat and ('%d %d %d %d'):format(stat.mtime.sec, stat.mtime.nsec, stat.size, stat.ino) or ''
end

---@param settings undoc.Settings
local function sentences(settings)
  return vim.tbl_map(function(problem)
    local place = problem.line > 0 and ('%d:%d:'):format(problem.line, problem.column) or ''
    return ('%s:%s %s'):format(problem.file, place, problem.message)
  end, settings.problems)
end

---@param path string
---@return undoc.Settings?
local function read(path)
  local stamp = stamp_of(path)
  local settings = known[path]
  if settings and settings.stamp == stamp then
    return settings
  end
  local core = require('undoc.native').core()
  settings = core and core.settings(path) --[[@as undoc.Settings?]]
  if settings then
    settings.path, settings.stamp = path, stamp
    known[path] = settings
    local faults = sentences(settings)
    local more = #faults > 1 and (' (and %d more: :checkhealth undoc)'):format(#faults - 1) or ''
    if faults[1] then
      require('undoc.say').warn(faults[1] .. more)
    end
  end
  return settings
end

--- The folder that a buffer's document lies in; a new one lies in the current folder.
---@param buf integer
local function folder_of(buf)
  local name = vim.api.nvim_buf_get_name(buf)
  if name == '' or name:find('^%a[%w+.-]*://') then
    return vim.uv.cwd()
  end
  local folder = vim.fs.dirname(name)
  return vim.uv.fs_realpath(folder) or folder
end

local known_home

--- The user's home without links, as folders are named.
local function home()
  if known_home == nil then
    local path = vim.uv.os_homedir()
    known_home = path and (vim.uv.fs_realpath(path) or path) or false
  end
  return known_home or nil
end

--- Looks whether other settings hold for a document than before, because a file has come, gone or changed.
---@param document undoc.Document
---@return boolean changed
function M.look(document)
  local core = require('undoc.native').core()
  local folder = folder_of(document.buf)
  local path = core and folder and folder:sub(1, 1) == '/' and core.settings_path(folder, home())
  local settings = path and read(path) or false
  local changed = settings ~= document.settings
  document.settings = settings
  return changed
end

--- What a table says, as the core takes it, in a steady order.
local function add(list, levels, rank)
  local names = vim.tbl_keys(levels)
  table.sort(names)
  for _, name in ipairs(names) do
    list[#list + 1] = { name, levels[name], rank }
  end
end

local function add_ignored(list, codes, rank)
  for _, code in ipairs(codes) do
    list[#list + 1] = { code, 'off', rank }
  end
end

--- All that is said about rules for a document, as the core takes it: rule, level, rank.
---@param document undoc.Document
---@return { [1]: string, [2]: string, [3]: integer }[]
function M.wanted(document)
  local config = require('undoc.config')
  local buf = document.buf
  if document.settings == nil then
    M.look(document)
  end
  local list = {}
  add(list, config.of_user('rules') or {}, RANK.user)
  for _, rule in ipairs(document.settings and document.settings.rules or {}) do
    list[#list + 1] = { rule[1], rule[2], RANK.folder }
  end
  if vim.api.nvim_buf_is_valid(buf) then
    local ignored = config.of_buffer('ignore', buf)
    -- The buffer's list stands in the place of the other one.
    add_ignored(list, ignored or config.of_user('ignore') or {}, ignored and RANK.buffer or RANK.user)
    add(list, config.of_buffer('rules', buf) or {}, RANK.buffer)
  end
  return list
end

--- For how many rules a name stands that stands for this one: 0 one, 1 an area, 2 all; nil: it does not.
local function breadth(name, code)
  return name == code and 0 or name == code:match('^[^/]*/') .. '*' and 1 or name == '*' and 2 or nil
end

local SOURCES = { [RANK.user] = 'vim.g.undoc', [RANK.folder] = '.undoc.yaml', [RANK.buffer] = 'the buffer' }

--- Who says how severe a rule is, as the core has it: the highest rank, and of one rank the name that stands for
--- fewest rules.
---@param list { [1]: string, [2]: string, [3]: integer }[]
---@param code string
local function source(list, code)
  local by, narrowest
  for _, one in ipairs(list) do
    local wide = breadth(one[1], code)
    if wide and (not by or one[3] > by or one[3] == by and wide <= narrowest) then
      by, narrowest = one[3], wide
    end
  end
  return SOURCES[by]
end

--- What holds for a document and is not what rules have by themselves, for :checkhealth: a line each.
---@param document undoc.Document
---@return string[]
function M.report(document)
  local core = assert(require('undoc.native').core())
  require('undoc.document').finding_count(document) -- the core is told of them
  local holds = document.doc:rule_severities() or {}
  local lines = {}
  for _, rule in ipairs(core.rules()) do
    if holds[rule[1]] ~= rule[2] then
      local by = source(M.wanted(document), rule[1])
      lines[#lines + 1] = ('%s is %s by %s, by itself %s'):format(rule[1], holds[rule[1]], by or 'itself', rule[2])
    end
  end
  return lines
end

--- The settings that hold for open documents, in the order of their paths.
---@return undoc.Settings[]
function M.in_force()
  local list = {}
  for _, document in pairs(require('undoc.document').all()) do
    M.look(document)
    if document.settings and not vim.list_contains(list, document.settings) then
      list[#list + 1] = document.settings
    end
  end
  table.sort(list, function(a, b)
    return a.path < b.path
  end)
  return list
end

M.sentences = sentences

local space = vim.api.nvim_create_namespace('undoc.settings')

--- What is wrong in a file of settings, where it is open.
---@param buf integer
local function show_problems(buf)
  local path = vim.uv.fs_realpath(vim.api.nvim_buf_get_name(buf))
  local settings = path and read(path)
  local shown = {}
  for _, problem in ipairs(settings and settings.problems or {}) do
    local row = math.min(math.max(problem.line, 1), vim.api.nvim_buf_line_count(buf)) - 1
    local line = vim.api.nvim_buf_get_lines(buf, row, row + 1, false)[1] or ''
    shown[#shown + 1] = {
      lnum = row,
      col = math.min(math.max(problem.column, 1) - 1, #line),
      severity = vim.diagnostic.severity.ERROR,
      message = problem.message,
      source = 'undoc',
    }
  end
  vim.diagnostic.set(space, buf, shown)
end

--- Documents for which other settings hold than before are shown anew.
local function look_at_all()
  for _, document in pairs(require('undoc.document').all()) do
    if M.look(document) then
      require('undoc.document').refresh(document)
    end
  end
end

function M.start()
  local group = vim.api.nvim_create_augroup('undoc.rules', {})
  vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufWritePost' }, {
    group = group,
    pattern = '.undoc.yaml',
    callback = function(event)
      show_problems(event.buf)
      look_at_all()
    end,
  })
  vim.api.nvim_create_autocmd({ 'FocusGained', 'DirChanged', 'BufFilePost' }, {
    group = group,
    callback = look_at_all,
  })
end

return M
