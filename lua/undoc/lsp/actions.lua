--- Code actions: what mends the findings here, and all of the same kind.

local M = {}

local position = require('undoc.lsp.position')

--- A command and not an edit: an edit would name the buffer by an address that a new document does not have.
local function action(document, choice, kind, diagnostics)
  return {
    title = choice.title,
    kind = kind,
    diagnostics = diagnostics,
    command = { title = choice.title, command = 'undoc.fix', arguments = { document.buf, choice } },
  }
end

--- The finding that an action is about.
local function diagnostics_of(document, finding)
  local found = require('undoc.diagnostics').convert({ finding })[1]
  return {
    {
      range = position.range(document.buf, found.lnum, found.col, found.end_lnum, found.end_col),
      severity = found.severity,
      message = found.message,
      source = found.source,
      code = found.code,
    },
  }
end

---@param wanted? string[]
---@param kind string
local function asked_for(wanted, kind)
  return not wanted
    or vim.iter(wanted):any(function(one)
      return one == '' or one == kind or vim.startswith(kind, one .. '.')
    end)
end

--- The findings of one code that have a fix.
local function of_kind(document, code)
  return vim.tbl_filter(function(finding)
    return finding.code == code and #(finding.fixes or {}) > 0
  end, require('undoc.document').findings(document))
end

---@param document undoc.Document
---@param params lsp.CodeActionParams
---@return lsp.CodeAction[]
function M.list(document, params)
  local only = params.context and params.context.only
  local actions, fixes = {}, {}
  local first, first_column = position.place(document.buf, params.range.start)
  if asked_for(only, 'refactor') and params.range.start.line == params.range['end'].line then
    actions = require('undoc.lsp.editing').actions(document, first, first_column)
  end
  if not asked_for(only, 'quickfix') then
    return actions
  end
  local fix = require('undoc.fix')
  local last, last_column = position.place(document.buf, params.range['end'])
  local point = first == last and first_column == last_column
  local findings = fix.at(document, first + 1, last + 1, point and first_column + 1 or nil)
  local seen = {}
  for _, choice in ipairs(fix.choices(document, findings)) do
    fixes[#fixes + 1] = action(document, choice, 'quickfix', diagnostics_of(document, choice.finding))
    local code = choice.finding.code
    local all = not seen[code] and of_kind(document, code) or {}
    seen[code] = true
    if #all > 1 then
      local edits, count = fix.first_fixes(all)
      local title = ('Fix all %d of %s'):format(count, code)
      fixes[#fixes + 1] = action(document, {
        title = title,
        revision = choice.revision,
        fix = { title = title, edits = edits },
      }, 'quickfix')
    end
  end
  local column = point and first_column + 1 or nil
  local here, whole = require('undoc.silence').choices(document, first + 1, last + 1, column)
  for _, choice in ipairs(vim.list_extend(here, whole)) do
    fixes[#fixes + 1] = action(document, choice, 'quickfix', diagnostics_of(document, choice.finding))
  end
  -- What mends comes before what changes.
  return vim.list_extend(fixes, actions)
end

return M
