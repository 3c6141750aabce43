--- Numbers that follow what is typed: when Insert mode is left, what was typed into is counted anew. Off, unless option
--- `renumber` is set.

local api = vim.api

local M = {}

--- Revisions in which Insert mode was entered, by buffer.
---@type table<integer, integer>
local entered = {}

local function entered_insert(buf)
  local document = require('undoc.config').get('renumber', buf) and require('undoc.document').get(buf)
  entered[buf] = document and document.doc:revision() or nil
end

--- The numbers are a part of what was typed: one undo takes back both.
local function left_insert(buf)
  local was = entered[buf]
  entered[buf] = nil
  local document = require('undoc.document').get(buf)
  if not was or not document or was == document.doc:revision() or vim.snippet.active() then
    return
  end
  local first, last = api.nvim_buf_get_mark(buf, '[')[1], api.nvim_buf_get_mark(buf, ']')[1]
  last = math.min(math.max(first, last), api.nvim_buf_line_count(buf))
  if first > 0 then
    local operation = { kind = 'renumber', first = first - 1, last = last }
    require('undoc.plan').run(document, { operation }, { join = true })
  end
end

---@param document undoc.Document
local function follow(document)
  local group = api.nvim_create_augroup('undoc.renumber.' .. document.buf, {})
  for event, run in pairs({ InsertEnter = entered_insert, InsertLeave = left_insert }) do
    api.nvim_create_autocmd(event, {
      group = group,
      buffer = document.buf,
      callback = function(args)
        run(args.buf)
      end,
    })
  end
end

function M.start()
  local documents = require('undoc.document')
  documents.on('attach', follow)
  documents.on('detach', function(document)
    pcall(api.nvim_del_augroup_by_name, 'undoc.renumber.' .. document.buf)
    entered[document.buf] = nil
  end)
  for _, document in pairs(documents.all()) do
    follow(document)
  end
end

return M
