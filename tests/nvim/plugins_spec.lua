--- What other plugins ask of the server and of the buffer, in the form in which they ask. None of them is installed
--- here: the lists and rules are those of their sources.
describe('for other plugins', function()
  local helper = require('helper')

  after_each(helper.clean)

  local function request(method, params)
    local buf = vim.api.nvim_get_current_buf()
    params = vim.tbl_extend('force', { textDocument = { uri = vim.uri_from_bufnr(buf) } }, params or {})
    local answers, problem = vim.lsp.buf_request_sync(buf, method, params, 2000)
    assert(answers, ('%s: %s, %s'):format(vim.api.nvim_buf_get_name(buf), vim.bo.filetype, problem))
    local answer = answers[next(answers)]
    assert.is_nil(answer.err)
    return answer.result
  end

  local function open(name)
    vim.cmd.edit(vim.fn.fnameescape(helper.write(name, vim.fn.readfile(helper.root .. '/tests/data/' .. name))))
    vim.bo.filetype = 'undoc'
    helper.settle()
  end

  --- Every symbol of the document with its parent.
  local function each_symbol(visit)
    local count = 0
    local function walk(symbols, parent)
      for _, symbol in ipairs(symbols) do
        count = count + 1
        visit(symbol, parent)
        walk(symbol.children or {}, symbol)
      end
    end
    walk(request('textDocument/documentSymbol'))
    return count
  end

  local texts = {
    '000_ccba38e56b2f2219.txt', 'letter-en.txt', 'letter-ru.txt', 'note-verbale-es.txt', 'declaration-en.txt',
    'resolution-en.txt', 'resolution-fr.txt', 'resolution-ar.txt', 'resolution-zh.txt',
  }

  --- What aerial.nvim shows with its defaults (lua/aerial/config.lua, filter_kind); Trouble's list (lua/trouble/config,
  --- modes.symbols.filter) has these and some more, those of dropbar, outline.nvim, navic and telescope have all.
  local shown = {
    'Class', 'Constructor', 'Enum', 'Function', 'Interface', 'Module', 'Method', 'Struct',
  }

  it('has symbols of kinds that all of them show', function()
    for _, name in ipairs(texts) do
      open(name)
      local count = each_symbol(function(symbol)
        local kind = vim.lsp.protocol.SymbolKind[symbol.kind]
        assert.is_true(vim.list_contains(shown, kind), ('%s: %s is a %s'):format(name, symbol.name, kind))
      end)
      assert.equal(#require('undoc.document').outline(assert(require('undoc.document').get(0))), count)
      helper.clean()
    end
  end)

  it('has symbols with names short enough for a path of them', function()
    for _, name in ipairs(texts) do
      open(name)
      each_symbol(function(symbol)
        assert.is_true(symbol.name ~= '' and not symbol.name:find('\n', 1, true))
        assert.is_true(vim.fn.strdisplaywidth(symbol.name) <= 40, symbol.name)
      end)
      helper.clean()
    end
  end)

  --- dropbar, navic and aerial tell by ranges where the cursor is, from the outermost symbol inwards.
  it('has symbols whose ranges hold those of what lies in them', function()
    local function before(one, other)
      return one.line < other.line or one.line == other.line and one.character <= other.character
    end
    for _, name in ipairs(texts) do
      open(name)
      each_symbol(function(symbol, parent)
        local range, own = symbol.range, symbol.selectionRange
        assert.is_true(before(range.start, own.start) and before(own['end'], range['end']), symbol.name)
        if parent then
          assert.is_true(before(parent.range.start, range.start), symbol.name)
          assert.is_true(before(range['end'], parent.range['end']), symbol.name)
        end
      end)
      helper.clean()
    end
  end)

  --- As dropbar's convert_document_symbol_list finds it.
  local function path_at(line)
    local names = {}
    local function walk(symbols)
      for i = #symbols, 1, -1 do
        local symbol = symbols[i]
        if symbol.range.start.line <= line and line <= symbol.range['end'].line then
          names[#names + 1] = symbol.name
          return walk(symbol.children or {})
        end
      end
    end
    walk(request('textDocument/documentSymbol'))
    return names
  end

  it('has a path to every paragraph, through its heading and its annex', function()
    open('letter-en.txt')
    assert.same({
      'Annex: Summary of the meeting on …', 'II. Conclusions', '3 The participants recommended that:',
      '3 (b) Statements be handed in …', '3 (b) (ii) They be read by machines as …',
    }, path_at(helper.row('(ii) They be read')))
    assert.same({ 'Letter of 15 March 2021 (Iceland)', 'Request for circulation' }, path_at(helper.row('I should be')))
  end)
end)
