--- The in-process language server: one more view of the tree, so that code actions, symbols and hover work as they do
--- everywhere. It holds no text and no state. Diagnostics come from diagnostics.lua, not from here.

local M = {}

local NAME = 'undoc'
local SYMBOL_COLUMNS = 80 -- of a symbol's name: pickers show a line

local capabilities = {
  positionEncoding = 'utf-8',
  -- The tree follows the buffer by itself: no text needs to be sent.
  textDocumentSync = { openClose = true, change = 0 },
  documentSymbolProvider = true,
  codeActionProvider = { codeActionKinds = { 'quickfix' } },
  hoverProvider = true,
}

--- Symbol kinds of the protocol that come close; what matters is that roles can be told apart.
local symbol_kinds = {
  masthead = 4, -- Package
  title = 15, -- String
  annex = 2, -- Module
  enclosure = 2,
  heading = 3, -- Namespace
  subject = 5, -- Class
  preambular = 7, -- Property
  operative = 12, -- Function
  subparagraph = 8, -- Field
  request = 24, -- Event
  signature = 14, -- Constant
  adoption = 14,
}

--- The document of a request. Never loads a buffer: a new document has no name, and all those share one address.
local function document_of(params)
  local documents = require('undoc.document')
  local uri = params.textDocument.uri
  local current = vim.api.nvim_get_current_buf()
  if documents.get(current) and vim.uri_from_bufnr(current) == uri then
    return documents.get(current)
  end
  for buf, document in pairs(documents.all()) do
    if vim.uri_from_bufnr(buf) == uri then
      return document
    end
  end
end

local function range(document, first, last)
  local text = vim.api.nvim_buf_get_lines(document.buf, last - 1, last, false)[1] or ''
  return { start = { line = first - 1, character = 0 }, ['end'] = { line = last - 1, character = #text } }
end

local handlers = {}

handlers['initialize'] = function()
  return { capabilities = capabilities, serverInfo = { name = NAME } }
end

handlers['shutdown'] = function()
  return vim.NIL
end

handlers['textDocument/documentSymbol'] = function(params)
  local document = document_of(params)
  if not document then
    return vim.NIL
  end
  local roots, chain = {}, {}
  for _, entry in ipairs(require('undoc.document').outline(document)) do
    local symbol = {
      name = require('undoc.document').entry_name(entry, SYMBOL_COLUMNS),
      detail = entry.kind,
      kind = symbol_kinds[entry.kind] or 15,
      range = range(document, entry.lines[1], entry.lines[2]),
      selectionRange = range(document, entry.lines[1], entry.lines[1]),
    }
    while #chain > 0 and chain[#chain].depth >= entry.depth do
      table.remove(chain)
    end
    local parent = chain[#chain]
    if parent then
      parent.symbol.children = parent.symbol.children or {}
      table.insert(parent.symbol.children, symbol)
    else
      table.insert(roots, symbol)
    end
    chain[#chain + 1] = { depth = entry.depth, symbol = symbol }
  end
  return roots
end

handlers['textDocument/codeAction'] = function(params)
  local document = document_of(params)
  local only = params.context and params.context.only
  if not document or only and not vim.list_contains(only, 'quickfix') and not vim.list_contains(only, '') then
    return {}
  end
  local fix = require('undoc.fix')
  local first, last = params.range.start, params.range['end']
  local column = vim.deep_equal(first, last) and first.character + 1 or nil
  local findings = fix.at(document, first.line + 1, last.line + 1, column)
  local diagnostics = require('undoc.diagnostics')
  return vim.tbl_map(function(choice)
    local found = diagnostics.convert({ choice.finding })[1]
    return {
      title = choice.title,
      kind = 'quickfix',
      diagnostics = {
        {
          range = {
            start = { line = found.lnum, character = found.col },
            ['end'] = { line = found.end_lnum, character = found.end_col },
          },
          severity = found.severity,
          message = found.message,
          source = found.source,
          code = found.code,
        },
      },
      -- A command and not an edit: an edit would name the buffer by an address that a new document does not have.
      command = { title = choice.title, command = 'undoc.fix', arguments = { document.buf, choice } },
    }
  end, fix.choices(document, findings))
end

handlers['textDocument/hover'] = function(params)
  local document = document_of(params)
  if not document then
    return vim.NIL
  end
  local lines = require('undoc.hover').at(document, params.position.line, params.position.character)
  if not lines then
    return vim.NIL
  end
  return { contents = { kind = 'plaintext', value = table.concat(lines, '\n') } }
end

local commands = {
  ['undoc.fix'] = function(command)
    local buf, choice = command.arguments[1], command.arguments[2]
    local document = require('undoc.document').get(buf)
    if document then
      require('undoc.fix').apply(document, choice)
    end
  end,
}

--- The server as vim.lsp.start takes it.
local function serve(dispatchers)
  local closing = false
  local id = 0
  local function stop()
    if not closing then
      closing = true
      dispatchers.on_exit(0, 0)
    end
  end
  return {
    request = function(method, params, callback, notify_reply)
      if closing then
        return false
      end
      id = id + 1
      local request = id
      vim.schedule(function()
        local handler = handlers[method]
        if not handler then
          callback({ code = -32601, message = 'undoc: no such method: ' .. method })
        else
          local good, result = pcall(handler, params)
          if good then
            callback(nil, result)
          else
            callback({ code = -32603, message = 'undoc: ' .. tostring(result) })
          end
        end
        if notify_reply then
          notify_reply(request)
        end
      end)
      return true, request
    end,
    notify = function(method)
      if method == 'exit' then
        stop()
      end
      return true
    end,
    is_closing = function()
      return closing
    end,
    terminate = stop,
  }
end

---@param document undoc.Document
local function attach(document)
  local buf = document.buf
  if not require('undoc.config').get('lsp', buf) or not require('undoc.vim_lsp').load() then
    return
  end
  if #vim.lsp.get_clients({ name = NAME, bufnr = buf }) > 0 then
    return
  end
  vim.lsp.start({
    name = NAME,
    cmd = serve,
    commands = commands,
  }, {
    bufnr = buf,
    reuse_client = function(client)
      return client.name == NAME
    end,
  })
end

function M.start()
  local documents = require('undoc.document')
  documents.on('update', attach)
  documents.on('detach', function(document)
    if type(package.loaded['vim.lsp']) == 'table' and vim.api.nvim_buf_is_loaded(document.buf) then
      for _, client in ipairs(vim.lsp.get_clients({ name = NAME, bufnr = document.buf })) do
        vim.lsp.buf_detach_client(document.buf, client.id)
      end
    end
  end)
end

return M
