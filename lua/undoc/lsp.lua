--- The in-process language server: one more view of the tree, so that what works in every language works here. It
--- holds no text and no state. Diagnostics come from diagnostics.lua, not from here.

local M = {}

local NAME = 'undoc'

local position = require('undoc.lsp.position')

local capabilities = {
  -- The tree follows the buffer by itself: no text needs to be sent.
  textDocumentSync = { openClose = true, change = 0 },
  documentSymbolProvider = true,
  workspaceSymbolProvider = true,
  foldingRangeProvider = true,
  selectionRangeProvider = true,
  definitionProvider = true,
  referencesProvider = true,
  documentHighlightProvider = true,
  documentLinkProvider = vim.empty_dict(),
  hoverProvider = true,
  completionProvider = { triggerCharacters = { '/' } },
  inlayHintProvider = true,
  codeLensProvider = vim.empty_dict(),
  codeActionProvider = { codeActionKinds = { 'quickfix', 'refactor' } },
  semanticTokensProvider = { full = true, range = true },
  renameProvider = { prepareProvider = true },
  documentFormattingProvider = true,
  documentRangeFormattingProvider = true,
  documentOnTypeFormattingProvider = { firstTriggerCharacter = '\n' },
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

--- Methods that ask about a document: `answer(document, params)`; null where the buffer is none.
---@type table<string, fun(document: undoc.Document, params: table): any>
local of_document = {}

--- Methods of a place: `answer(document, line, column, params)`.
local of_place = {}

function of_document.documentSymbol(document)
  return require('undoc.lsp.symbols').document(document)
end

function of_document.foldingRange(document)
  return require('undoc.lsp.ranges').folding(document)
end

function of_document.selectionRange(document, params)
  return vim.tbl_map(function(place)
    return require('undoc.lsp.ranges').selection(document, position.place(document.buf, place))
  end, params.positions)
end

function of_document.documentLink(document)
  return require('undoc.lsp.links').document(document)
end

function of_document.inlayHint(document, params)
  local last = math.min(params.range['end'].line + 1, vim.api.nvim_buf_line_count(document.buf))
  return require('undoc.lsp.hints').inlay(document, params.range.start.line, last)
end

function of_document.codeLens(document)
  return require('undoc.lsp.hints').lenses(document)
end

function of_document.codeAction(document, params)
  return require('undoc.lsp.actions').list(document, params)
end

of_document['semanticTokens/full'] = function(document)
  return require('undoc.lsp.tokens').full(document)
end

of_document['semanticTokens/range'] = function(document, params)
  local last = math.min(params.range['end'].line + 1, vim.api.nvim_buf_line_count(document.buf))
  return require('undoc.lsp.tokens').list(document, params.range.start.line, last)
end

function of_document.formatting(document)
  return require('undoc.lsp.editing').format(document, 0, document.doc:line_count())
end

function of_document.rangeFormatting(document, params)
  local last = math.min(params.range['end'].line + 1, document.doc:line_count())
  return require('undoc.lsp.editing').format(document, params.range.start.line, last)
end

function of_place.onTypeFormatting(document, line, column)
  return require('undoc.lsp.editing').after_break(document, line, column)
end

function of_place.prepareRename(document, line, column)
  return require('undoc.lsp.editing').prepare_rename(document, line, column) or vim.NIL
end

function of_place.rename(document, line, column, params)
  local edits, message = require('undoc.lsp.editing').rename(document, line, column, params.newName)
  if not edits then
    error(message, 0)
  end
  -- An edit names the buffer by an address, which a new document has not: then it is made here.
  if vim.api.nvim_buf_get_name(document.buf) == '' then
    vim.lsp.util.apply_text_edits(edits, document.buf, position.encoding())
    return { changes = vim.empty_dict() }
  end
  -- Of the text as it is now: Neovim makes no edit of an older one.
  local version = vim.lsp.util.buf_versions[document.buf]
  local text_document = { uri = params.textDocument.uri, version = version or vim.NIL }
  return { documentChanges = { { textDocument = text_document, edits = edits } } }
end

--- A location names its buffer by an address, and that of a new document would open another one.
local function named(document)
  return vim.api.nvim_buf_get_name(document.buf) ~= ''
end

function of_place.definition(document, line, column)
  return named(document) and require('undoc.lsp.navigation').definition(document, line, column) or {}
end

function of_place.references(document, line, column, params)
  local declaration = params.context and params.context.includeDeclaration
  return named(document) and require('undoc.lsp.navigation').references(document, line, column, declaration) or {}
end

function of_place.documentHighlight(document, line, column)
  return require('undoc.lsp.navigation').highlight(document, line, column)
end

function of_place.completion(document, line, column)
  return require('undoc.lsp.completion').list(document, line, column)
end

function of_place.hover(document, line, column)
  local lines = require('undoc.hover').at(document, line, column)
  return lines and { contents = { kind = 'plaintext', value = table.concat(lines, '\n') } } or vim.NIL
end

local handlers = {}

for name, answer in pairs(of_document) do
  handlers['textDocument/' .. name] = function(params)
    local document = document_of(params)
    if not document then
      return vim.NIL
    end
    return answer(document, params)
  end
end

for name, answer in pairs(of_place) do
  handlers['textDocument/' .. name] = function(params)
    local document = document_of(params)
    if not document then
      return vim.NIL
    end
    local line, column = position.place(document.buf, params.position)
    return answer(document, line, column, params)
  end
end

handlers['initialize'] = function(params)
  local general = params.capabilities and params.capabilities.general or {}
  local agreed = vim.deepcopy(capabilities)
  agreed.positionEncoding = position.agree(general.positionEncodings)
  agreed.semanticTokensProvider.legend = require('undoc.lsp.tokens').legend()
  return { capabilities = agreed, serverInfo = { name = NAME } }
end

handlers['shutdown'] = function()
  return vim.NIL
end

handlers['workspace/symbol'] = function(params)
  return require('undoc.lsp.symbols').workspace(params.query)
end

local commands = {
  ['undoc.fix'] = function(command)
    local buf, choice = command.arguments[1], command.arguments[2]
    local document = require('undoc.document').get(buf)
    if document then
      require('undoc.fix').apply(document, choice)
    end
  end,
  ['undoc.plan'] = function(command)
    local document = require('undoc.document').get(command.arguments[1])
    if document then
      require('undoc.lsp.editing').act(document, command.arguments[2], command.arguments[3])
    end
  end,
  ['undoc.references'] = function(command)
    local document = require('undoc.document').get(command.arguments[1])
    if document then
      require('undoc.navigate').list_references(document, command.arguments[2])
    end
  end,
}

--- The server as vim.lsp.start takes it.
local function serve(dispatchers)
  local closing = false
  local id = 0
  local encoding ---@type string?
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
          callback({ code = -32601, message = 'undoc: no such method: ' .. method }, nil, request)
        else
          if encoding then
            position.use(encoding)
          end
          local good, result = pcall(handler, params)
          if good and method == 'initialize' then
            encoding = result.capabilities.positionEncoding
          end
          if good then
            -- Null of another process comes as nil to who asks; ours would come as it is. And Neovim 0.12 tells by the
            -- number which of its requests is answered.
            if result == vim.NIL then
              result = nil
            end
            callback(nil, result, request)
          else
            callback({ code = -32603, message = 'undoc: ' .. tostring(result) }, nil, request)
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

--- Says that the text has changed, without the text: what Neovim shows of answers (hints, lenses, tokens, folds) is
--- asked for again when it hears that the server was told.
---@type table<integer, integer> revisions, by buffer
local told = {}

local function tell_change(document, client)
  local buf, revision = document.buf, document.doc:revision()
  if told[buf] == revision then
    return
  end
  told[buf] = revision
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(buf), version = vim.lsp.util.buf_versions[buf] },
    contentChanges = {},
  }
  if vim.fn.has('nvim-0.11') == 1 then
    client:notify('textDocument/didChange', params, buf)
  else
    client.notify('textDocument/didChange', params)
  end
end

---@param document undoc.Document
local function attach(document)
  local buf = document.buf
  if not require('undoc.config').get('lsp', buf) or not require('undoc.vim_lsp').load() then
    return
  end
  local client = vim.lsp.get_clients({ name = NAME, bufnr = buf })[1]
  if client then
    tell_change(document, client)
    return
  end
  told[buf] = document.doc:revision()
  require('undoc.lsp.tokens').define(vim.bo[buf].filetype)
  -- What this Neovim offers by itself stands: 0.10 counts in utf-16, as its other servers and the plugins for it do.
  vim.lsp.start({
    name = NAME,
    cmd = serve,
    commands = commands,
  }, {
    bufnr = buf,
    reuse_client = function(one)
      return one.name == NAME
    end,
  })
end

function M.start()
  local documents = require('undoc.document')
  documents.on('update', attach)
  documents.on('detach', function(document)
    told[document.buf] = nil
    if type(package.loaded['vim.lsp']) == 'table' and vim.api.nvim_buf_is_loaded(document.buf) then
      for _, client in ipairs(vim.lsp.get_clients({ name = NAME, bufnr = document.buf })) do
        vim.lsp.buf_detach_client(document.buf, client.id)
      end
    end
  end)
end

return M
