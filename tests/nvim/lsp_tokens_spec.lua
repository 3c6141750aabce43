local helper = require('helper')
local position = require('undoc.lsp.position')

local text = {
  'A/RES/75/901', -- 1
  'Agenda items 128 (a) and 130 (w)',
  '',
  'The General Assembly,', -- 4
  '',
  'Recalling its resolution 73/1 of 3 October 2018, and noting the words of Uzbekistan,', -- 6
  '',
  '1. Requests the Secretary-General to act;', -- 8
  '',
  '2. Decides to come back to paragraph 1 above ‹when›.¹', -- 10
  '',
  '____________________',
  '¹ See A/75/697.', -- 13
}

describe('semantic tokens', function()
  before_each(helper.clean)
  after_each(helper.clean)

  local function request(method, params)
    params = vim.tbl_extend('force', { textDocument = { uri = vim.uri_from_bufnr(0) } }, params or {})
    local _, answer = next(assert(vim.lsp.buf_request_sync(0, method, params, 2000)))
    return answer.result
  end

  --- "line: kind words" of each token; with modifiers behind the kind.
  local function said(data)
    local legend = vim.lsp.get_clients({ name = 'undoc' })[1].server_capabilities.semanticTokensProvider.legend
    local found, line, column = {}, 0, 0
    for i = 1, #data, 5 do
      column = data[i] > 0 and 0 or column
      line, column = line + data[i], column + data[i + 1]
      local kind = legend.tokenTypes[data[i + 3] + 1]
      local modifier = data[i + 4] > 0 and '.' .. legend.tokenModifiers[data[i + 4]] or ''
      local _, from = position.place(0, { line = line, character = column })
      local _, to = position.place(0, { line = line, character = column + data[i + 2] })
      local part = vim.api.nvim_buf_get_text(0, line, from, line, to, {})[1]
      found[#found + 1] = ('%d: %s%s %s'):format(line + 1, kind, modifier, part)
    end
    return found
  end

  local expected = {
    '1: symbol A/RES/75/901',
    '2: item 128 (a)',
    '2: item 130 (w)',
    '6: opener.preambular Recalling',
    '6: symbol resolution 73/1',
    '6: date 3 October 2018',
    '6: state Uzbekistan',
    '8: label 1.',
    '8: opener.operative Requests',
    '10: label 2.',
    '10: opener.operative Decides to',
    '10: reference paragraph 1 above',
    '10: placeholder ‹when›',
    '10: marker ¹',
    '13: label ¹',
    '13: symbol A/75/697',
  }

  it('say what words are, whole or of some lines', function()
    helper.open(text)
    assert.same(expected, said(request('textDocument/semanticTokens/full').data))
    local range = { start = { line = 7, character = 0 }, ['end'] = { line = 8, character = 0 } }
    assert.same({ '8: label 1.', '8: opener.operative Requests' },
      said(request('textDocument/semanticTokens/range', { range = range }).data))
  end)

  it('colour words by groups that are linked to standard ones, and what is typed when typing rests', function()
    local child = helper.child({ helper.write('tokens/A_RES_75_901.undoc', text) })
    child.cmd('set termguicolors | highlight Type guifg=#000001 | highlight Identifier guifg=#000002')
    local function colour_of(words)
      return child.lua([[
        local words = ...
        vim.cmd('redraw')
        local row, column = unpack(vim.fn.searchpos('\\V' .. words, 'cnw'))
        local place = vim.fn.screenpos(0, row, column)
        return (vim.api.nvim__inspect_cell(1, place.row - 1, place.col - 1)[2] or {}).foreground or -1
      ]], words)
    end
    local function becomes(words, colour)
      return vim.wait(3000, function() return colour_of(words) == colour end, 20)
    end
    assert.is_true(becomes('Uzbekistan', 1))
    assert.equal(2, colour_of('Recalling'))
    child.cmd('call setline(8, "1. Requests Norway to act;")')
    assert.is_true(becomes('Norway', 1))
    child.stop()
  end)

  it('are of what is shown in a long document, where Neovim asks for that', function()
    local long = vim.deepcopy(text)
    for _ = 1, 2000 do
      long[#long + 1] = ''
    end
    helper.open(long)
    local full = request('textDocument/semanticTokens/full')
    assert.equal(vim.fn.has('nvim-0.12') == 0, full ~= nil)
    local range = { start = { line = 0, character = 0 }, ['end'] = { line = 20, character = 0 } }
    assert.same(expected, said(request('textDocument/semanticTokens/range', { range = range }).data))
  end)

  it('are counted in what the client counts in', function()
    local buf = helper.open({ 'The General Assembly,', '', '1. Requests Côte d’Ivoire 𝔸 and Norway to act.' })
    local tokens = require('undoc.lsp.tokens')
    local document = assert(require('undoc.document').get(buf))
    local before = #'1. Requests Côte d’Ivoire 𝔸 and '
    for encoding, column in pairs({ ['utf-8'] = before, ['utf-16'] = before - 5, ['utf-32'] = before - 6 }) do
      position.use(encoding)
      local data = tokens.list(document, 2, 3).data
      position.use('utf-8')
      local at = 0
      for i = 1, #data, 5 do
        at = at + data[i + 1]
      end
      assert.same({ column, #'Norway' }, { at, data[#data - 2] }, encoding)
    end
  end)
end)
