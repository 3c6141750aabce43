--- Findings as diagnostics, in a namespace of our own.

local M = {}

local space = vim.api.nvim_create_namespace('undoc')

local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  info = vim.diagnostic.severity.INFO,
  information = vim.diagnostic.severity.INFO,
  hint = vim.diagnostic.severity.HINT,
}

--- What is shown, by buffer: setting diagnostics costs far more than comparing.
---@type table<integer, { generation: integer, list: vim.Diagnostic[] }>
local shown = {}

--- The namespace, for vim.diagnostic.config and the like.
function M.namespace()
  return space
end

---@param findings table[]
---@return vim.Diagnostic[]
function M.convert(findings)
  return vim.tbl_map(function(finding)
    return {
      lnum = finding.line - 1,
      col = finding.column - 1,
      end_lnum = finding.end_line - 1,
      end_col = finding.end_column - 1,
      severity = severities[finding.severity] or severities.warning,
      message = finding.message,
      source = 'undoc',
      code = finding.code,
    }
  end, findings)
end

---@param document undoc.Document
function M.show(document)
  local buf = document.buf
  local wanted = {}
  if require('undoc.config').get('diagnostics', buf) then
    wanted = M.convert(require('undoc.document').findings(document))
  end
  local now = shown[buf]
  if not now or now.generation ~= document.generation or not vim.deep_equal(wanted, now.list) then
    shown[buf] = { generation = document.generation, list = wanted }
    -- A copy: Neovim adds fields of its own.
    vim.diagnostic.set(space, buf, vim.deepcopy(wanted))
    vim.api.nvim_exec_autocmds('User', {
      pattern = 'UndocFindings',
      modeline = false,
      data = { buf = buf, findings = #wanted },
    })
  end
end

function M.start()
  local documents = require('undoc.document')
  documents.on('update', M.show)
  documents.on('detach', function(document)
    shown[document.buf] = nil
    if vim.api.nvim_buf_is_valid(document.buf) then
      vim.diagnostic.reset(space, document.buf)
    end
  end)
end

return M
