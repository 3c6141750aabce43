--- `:Undoc check`: findings in a location list, or those of all documents in the quickfix list. The list follows the
--- text.

local M = {}

local TITLE = 'Findings'

---@param document undoc.Document
local function items(document)
  local list = require('undoc.diagnostics').convert(require('undoc.document').findings(document))
  for _, entry in ipairs(list) do
    entry.bufnr = document.buf
  end
  return vim.diagnostic.toqflist(list)
end

local function all_items()
  local found = {}
  local documents = require('undoc.document')
  local buffers = vim.tbl_keys(documents.all())
  table.sort(buffers)
  for _, buf in ipairs(buffers) do
    local document = documents.get(buf)
    vim.list_extend(found, document and items(document) or {})
  end
  return found
end

--- What a list was made of, which is kept with it: a buffer, or all.
local function context(buf)
  return { undoc = 'check', buf = buf }
end

local function is_ours(list)
  return list.title == TITLE and type(list.context) == 'table' and list.context.undoc == 'check'
end

local wanted = { title = 0, context = 0, idx = 0, id = 0 }

--- Brings the lists that are there up to date; the entry that is current stays so where it can.
local function refresh(buf)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    local list = vim.fn.getloclist(window, wanted)
    local document = is_ours(list) and list.context.buf == buf and require('undoc.document').get(buf)
    if document then
      vim.fn.setloclist(window, {}, 'r', { id = list.id, items = items(document), idx = list.idx })
    end
  end
  local list = vim.fn.getqflist(wanted)
  if is_ours(list) then
    vim.fn.setqflist({}, 'r', { id = list.id, items = all_items(), idx = list.idx })
  end
end

local following = false

local function follow()
  if following then
    return
  end
  following = true
  vim.api.nvim_create_autocmd('User', {
    group = vim.api.nvim_create_augroup('undoc.check', {}),
    pattern = 'UndocFindings',
    callback = function(event)
      refresh(event.data.buf)
    end,
  })
end

--- Opens the list; with nothing in it says so and closes it.
---@param document? undoc.Document
---@param all boolean of every document, in the quickfix list
---@param mods? vim.api.keyset.cmd.mods
function M.run(document, all, mods)
  follow()
  local found = all and all_items() or items(document --[[@as undoc.Document]])
  if all then
    vim.fn.setqflist({}, ' ', { title = TITLE, items = found, context = context() })
  else
    vim.fn.setloclist(0, {}, ' ', { title = TITLE, items = found, context = context(document.buf) })
  end
  if #found == 0 then
    vim.cmd(all and 'cclose' or 'lclose')
    require('undoc.say').info('no findings')
    return
  end
  vim.api.nvim_cmd({ cmd = all and 'copen' or 'lopen', mods = mods or {} }, {})
  require('undoc.buffer').left_to_right(vim.api.nvim_get_current_win())
end

return M
