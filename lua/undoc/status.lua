--- For status lines: b:undoc_status, and where the cursor stands.

local M = {}

local STEP_COLUMNS = 40 -- of each entry in the breadcrumb

---@param document undoc.Document
function M.text(document)
  local doc = document.doc
  local parts = { doc:kind() }
  parts[#parts + 1] = doc:language()
  local count = require('undoc.document').finding_count(document)
  if count > 0 then
    parts[#parts + 1] = ('%d finding%s'):format(count, count == 1 and '' or 's')
  end
  local blanks = #doc:placeholders()
  if blanks > 0 then
    parts[#parts + 1] = ('%d to fill in'):format(blanks)
  end
  local open = doc:negotiation()
  if open and open > 0 then
    parts[#parts + 1] = ('%d not agreed'):format(open)
  end
  return table.concat(parts, ' ')
end

--- The entries of the outline that hold the cursor, outermost first.
---@param window? integer
---@return undoc.Entry[]
function M.path(window)
  window = window or vim.api.nvim_get_current_win()
  local documents = require('undoc.document')
  local document = documents.get(vim.api.nvim_win_get_buf(window))
  if not document then
    return {}
  end
  local entries = documents.last_outline(document)
  local at = documents.entry_at(entries, vim.api.nvim_win_get_cursor(window)[1])
  local path = {}
  local depth = math.huge
  for i = at or 0, 1, -1 do
    if entries[i].depth < depth then
      depth = entries[i].depth
      table.insert(path, 1, entries[i])
    end
  end
  return path
end

---@param window? integer
---@return string
function M.breadcrumb(window)
  return table.concat(
    vim.tbl_map(function(entry)
      return require('undoc.document').entry_name(entry, STEP_COLUMNS)
    end, M.path(window)),
    ' › '
  )
end

function M.start()
  local documents = require('undoc.document')
  documents.on('update', function(document)
    document.views.outline = nil -- the breadcrumb's next look is at the text as it is now
    local text = M.text(document)
    if vim.b[document.buf].undoc_status ~= text then
      vim.b[document.buf].undoc_status = text
      vim.cmd.redrawstatus({ bang = true })
    end
  end)
  documents.on('detach', function(document)
    if vim.api.nvim_buf_is_valid(document.buf) then
      vim.b[document.buf].undoc_status = nil
    end
  end)
end

return M
