local helper = require('helper')

describe('the language server', function()
  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
  end)

  local function client_of(buf)
    return vim.lsp.get_clients({ name = 'undoc', bufnr = buf })[1]
  end

  local function request(buf, method, params)
    local results = vim.lsp.buf_request_sync(buf, method, params, 2000)
    local _, result = next(assert(results))
    return result
  end

  local function identifier(buf)
    return { uri = vim.uri_from_bufnr(buf) }
  end

  local function actions_at(buf, line, character, context)
    local position = { line = line, character = character }
    return request(buf, 'textDocument/codeAction', {
      textDocument = identifier(buf),
      range = { start = position, ['end'] = position },
      context = context or { diagnostics = {}, only = { 'quickfix' } },
    })
  end

  local function stop(client, force)
    if vim.fn.has('nvim-0.11') == 1 then
      client:stop(force)
    else
      client.stop(force)
    end
  end

  it('is one for all documents, and only for documents', function()
    local first = helper.open()
    local one = assert(client_of(first))
    local second = helper.open({ 'The General Assembly,', '', 'Recalling its resolution 75/1,' })
    assert.equal(one.id, client_of(second).id)
    -- Neovim 0.10 warns of clients in one buffer that count otherwise than the others.
    local offered = vim.lsp.protocol.make_client_capabilities().general.positionEncodings
    assert.equal(offered[1], one.offset_encoding)
    vim.cmd('enew')
    assert.is_nil(client_of(vim.api.nvim_get_current_buf()))
  end)

  it('is switched off by an option', function()
    vim.g.undoc = { lsp = false }
    assert.is_nil(client_of((helper.open())))
  end)

  it('tells the symbols as a tree, and after a change those of the new text', function()
    local buf = helper.open()
    local symbols = request(buf, 'textDocument/documentSymbol', { textDocument = identifier(buf) }).result
    assert.equal(3, #symbols)
    assert.equal('En-tête', symbols[1].name)
    local annex = symbols[3]
    assert.equal(12, #annex.children)
    assert.matches('Célébrent', annex.children[4].name, 1, true)
    assert.same({ line = 53, character = 0 }, annex.children[4].selectionRange.start)
    for _, child in ipairs(annex.children) do
      assert.is_true(child.range.start.line >= annex.range.start.line)
      assert.is_true(child.range['end'].line <= annex.range['end'].line)
    end
    vim.cmd('54,$delete')
    symbols = request(buf, 'textDocument/documentSymbol', { textDocument = identifier(buf) }).result
    assert.equal(3, #symbols[3].children)
  end)

  it('offers the fixes of findings, and makes them', function()
    local buf = helper.open()
    local actions = actions_at(buf, 53, 2).result
    -- The fix, and the two ways to leave it as it is.
    assert.equal(3, #actions)
    assert.matches('Célèbrent', actions[1].title, 1, true)
    assert.matches('^Leave it as it is here', actions[2].title)
    assert.matches('^Leave it as it is in the whole document', actions[3].title)
    assert.equal('quickfix', actions[1].kind)
    assert.equal('clause/opener', actions[1].diagnostics[1].code)
    assert.same({}, actions_at(buf, 0, 0).result)
    assert.same({}, actions_at(buf, 53, 2, { diagnostics = {}, only = { 'source.organizeImports' } }).result)
    assert.equal(3, #actions_at(buf, 53, 2, { diagnostics = {}, only = { 'quickfix' } }).result)
    vim.api.nvim_win_set_cursor(0, { 54, 2 })
    helper.answering(function() return 1 end, function()
      vim.lsp.buf.code_action()
      vim.wait(1000, function()
        return vim.api.nvim_get_current_line():find('Célèbrent', 1, true) ~= nil
      end)
    end)
    assert.matches('^Célèbrent', vim.api.nvim_get_current_line())
    vim.cmd('undo')
    assert.is_false(vim.bo.modified)
  end)

  it('works in a buffer without a name', function()
    local other = helper.open()
    local buf = helper.open(helper.letter_lines())
    assert.equal('', vim.api.nvim_buf_get_name(buf))
    vim.api.nvim_win_set_cursor(0, { 54, 2 })
    helper.answering(function() return 1 end, function()
      vim.lsp.buf.code_action()
      vim.wait(1000, function()
        return vim.api.nvim_get_current_line():find('Célèbrent', 1, true) ~= nil
      end)
    end)
    assert.matches('^Célèbrent', vim.api.nvim_get_current_line())
    assert.matches('^Célébrent', vim.api.nvim_buf_get_lines(other, 53, 54, false)[1])
  end)

  it('tells what is known of the words at a place', function()
    local buf = helper.open()
    local function hover(line, character)
      local result = request(buf, 'textDocument/hover', {
        textDocument = identifier(buf),
        position = { line = line, character = character },
      }).result
      return result and result.contents.value or ''
    end
    local items = hover(13, 8)
    assert.matches('128 (a)', items, 1, true)
    local title = 'en  Cooperation between the United Nations and the Commonwealth of Independent States'
    assert.matches(title, items, 1, true)
    assert.matches('A/75/251', items, 1, true)
    assert.matches('rule clause/opener', hover(53, 2), 1, true)
    assert.matches('line 30: request', hover(29, 2), 1, true)
  end)

  it('answers what it does not know, and what goes wrong, with an error', function()
    local buf = helper.open()
    local client = client_of(buf)
    local function ask(method, params)
      local answer
      local function take(problem, result)
        answer = { problem, result }
      end
      if vim.fn.has('nvim-0.11') == 1 then
        client:request(method, params, take, buf)
      else
        client.request(method, params, take, buf)
      end
      vim.wait(1000, function() return answer ~= nil end)
      return answer[1]
    end
    assert.equal(-32601, ask('textDocument/moniker', { textDocument = identifier(buf) }).code)
    helper.with(require('undoc.lsp.symbols'), 'document', function() error('broken') end, function()
      assert.matches('broken', ask('textDocument/documentSymbol', { textDocument = identifier(buf) }).message, 1, true)
    end)
    assert.is_nil(ask('textDocument/documentSymbol', { textDocument = { uri = 'file:///nowhere' } }))
  end)

  it('ends when it is told to, and comes back with the next document', function()
    local buf = helper.open()
    stop(client_of(buf))
    assert.is_true(vim.wait(2000, function()
      return #vim.lsp.get_clients({ name = 'undoc' }) == 0
    end))
    vim.cmd('normal! 28Gx')
    assert.is_true(vim.wait(2000, function()
      return client_of(buf) ~= nil
    end))
    stop(client_of(buf), true)
    assert.is_true(vim.wait(2000, function()
      return #vim.lsp.get_clients({ name = 'undoc' }) == 0
    end))
  end)

  it('does not keep Neovim from ending', function()
    local child = helper.child({ helper.letter })
    child.settle()
    assert.equal(1, child.lua([[return #vim.lsp.get_clients({ name = 'undoc' })]]))
    local start = vim.uv.now()
    child.stop()
    assert.is_true(vim.uv.now() - start < 1500)
  end)
end)
