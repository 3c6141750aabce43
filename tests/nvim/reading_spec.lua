local helper = require('helper')

describe('keys', function()
  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
    pcall(vim.keymap.del, 'n', 'gO')
    pcall(vim.keymap.del, 'n', ']]')
    pcall(vim.keymap.del, 'n', ']]x')
  end)

  local function mapped(key, mode)
    local map = vim.fn.maparg(key, mode or 'n', false, true)
    return map.buffer == 1 and map.rhs or nil
  end

  it('are the standard ones, in document buffers only', function()
    helper.open()
    assert.equal('<Plug>(undoc-outline)', mapped('gO'))
    assert.equal('<Plug>(undoc-next)', mapped(']]'))
    assert.equal('<Plug>(undoc-previous)', mapped('[[', 'o'))
    vim.cmd('enew')
    assert.is_nil(mapped('gO'))
    assert.is_nil(mapped(']]'))
  end)

  it('leave what the user has mapped', function()
    vim.keymap.set('n', 'gO', '<Cmd>let g:mine = 1<CR>')
    vim.keymap.set('n', ']]x', '<Cmd>let g:mine = 2<CR>')
    helper.open()
    assert.is_nil(mapped('gO'))
    assert.is_nil(mapped(']]'))
    assert.equal('<Plug>(undoc-previous)', mapped('[['))
  end)

  it('are not set when an option says so', function()
    vim.g.undoc = { maps = false }
    helper.open()
    assert.is_nil(mapped('gO'))
    assert.is_nil(mapped(']]', 'x'))
  end)

  it('go from part to part, with counts and both ways', function()
    helper.open()
    local function at(keys)
      vim.api.nvim_feedkeys(vim.keycode(keys), 'x', false)
      return vim.fn.line('.')
    end
    vim.api.nvim_win_set_cursor(0, { 1, 0 })
    assert.equal(5, at(']]'))
    assert.equal(26, at(']]'))
    assert.equal(30, at('2]]'))
    assert.equal(28, at('[['))
    assert.equal(52, at('7]]'))
    vim.api.nvim_win_set_cursor(0, { 55, 0 })
    assert.equal(56, at(']]'))
    vim.api.nvim_win_set_cursor(0, { 55, 0 })
    assert.equal(54, at('[['))
    assert.equal(70, at('99]]'))
    assert.equal(70, at(']]'))
    assert.equal(5, at('99[['))
    vim.api.nvim_win_set_cursor(0, { 54, 0 })
    at('d]]')
    assert.matches('^S\'engagent', vim.fn.getline(54))
    assert.is_nil(vim.fn.search('Célébrent', 'nw') ~= 0 or nil)
  end)
end)

describe('the status', function()
  before_each(helper.clean)
  after_each(helper.clean)

  it('stands in b:undoc_status', function()
    helper.open()
    assert.equal('letter fr 1 finding', vim.b.undoc_status)
    vim.cmd('%s/Célébrent/Célèbrent/')
    helper.settle()
    assert.equal('letter fr', vim.b.undoc_status)
  end)

  it('tells where the cursor stands', function()
    helper.open()
    local undoc = require('undoc')
    helper.cursor('Célébrent')
    local path = undoc.breadcrumb()
    assert.matches('^Annexe', path)
    assert.matches(' › 1$', path)
    assert.is_true(vim.fn.strdisplaywidth(path) < 90)
    helper.cursor('Assemblée générale')
    assert.equal('En-tête', undoc.breadcrumb())
    local window = vim.api.nvim_get_current_win()
    vim.cmd('new')
    assert.equal('', undoc.breadcrumb())
    assert.equal('En-tête', undoc.breadcrumb(window))
  end)

  it('costs nothing while one types', function()
    local _, document = helper.open()
    local undoc = require('undoc')
    helper.cursor('Célébrent')
    undoc.breadcrumb()
    local views = 0
    local outline = require('undoc.document').outline
    helper.with(require('undoc.document'), 'outline', function(...)
      views = views + 1
      return outline(...)
    end, function()
      for _ = 1, 20 do
        vim.api.nvim_buf_set_text(document.buf, 53, 0, 53, 0, { 'x' })
        undoc.breadcrumb()
      end
    end)
    assert.equal(0, views)
  end)
end)

describe(':Undoc explain', function()
  before_each(helper.clean)
  after_each(helper.clean)

  local function shown(command)
    vim.cmd(command)
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
        vim.api.nvim_win_close(window, true)
        return lines
      end
    end
  end

  it('says what a line was taken for and what decided it', function()
    helper.open()
    helper.cursor('Soulignant')
    local lines = assert(shown('Undoc explain'))
    assert.equal('line 52: preambular', lines[1])
    assert.is_true(#lines > 1)
    assert.matches('Soulignant', table.concat(lines, '\n'), 1, true)
    assert.equal('line 5: masthead', assert(shown('5Undoc explain'))[1])
  end)
end)

describe('folding', function()
  before_each(helper.clean)
  after_each(helper.clean)

  it('is there for who wants it, and off', function()
    helper.open()
    assert.equal('manual', vim.wo.foldmethod)
    vim.wo.foldmethod = 'expr'
    vim.wo.foldexpr = "v:lua.require'undoc'.foldexpr()"
    assert.equal(1, vim.fn.foldlevel(5))
    assert.equal(1, vim.fn.foldlevel(24))
    assert.equal(2, vim.fn.foldlevel(54))
    vim.cmd('normal! zM')
    assert.equal(37, vim.fn.foldclosed(54))
    assert.equal(70, vim.fn.foldclosedend(54))
    assert.equal(5, vim.fn.foldclosed(10))
    vim.wo.foldmethod = 'manual'
    vim.cmd('normal! zE')
  end)
end)

describe('the Lua interface', function()
  before_each(helper.clean)
  after_each(helper.clean)

  it('hands out copies', function()
    helper.open()
    local undoc = require('undoc')
    undoc.parse().nodes = nil
    undoc.findings()[1].code = 'x'
    assert.equal(20, #undoc.parse().nodes)
    assert.equal('clause/opener', undoc.findings()[1].code)
    assert.equal(128, undoc.parse().masthead.agenda[1].item)
  end)

  it('makes any buffer a document, and ends it', function()
    local undoc = require('undoc')
    vim.cmd('enew')
    vim.api.nvim_buf_set_lines(0, 0, -1, false, helper.letter_lines())
    assert.is_false(undoc.is_document())
    assert.has_error(function() undoc.parse() end, 'undoc: the buffer is no document')
    assert.is_true(undoc.attach())
    assert.is_true(undoc.is_document())
    assert.equal('letter', undoc.parse().kind)
    undoc.detach()
    assert.is_false(undoc.is_document())
    local good, message = undoc.attach(vim.fn.bufadd('never loaded'))
    assert.is_false(good)
    assert.is_string(message)
  end)

  it('has the version of its types', function()
    -- Every call of the native module stands in the stub, and the other way round.
    local stub = table.concat(vim.fn.readfile(helper.root .. '/lua/undoc/_core.lua'), '\n')
    local source = ''
    for file in vim.fs.dir(helper.root .. '/src/face') do
      if file:find('^lua.*%.c$') then
        source = source .. table.concat(vim.fn.readfile(helper.root .. '/src/face/' .. file), '\n')
      end
    end
    local function names(text, pattern)
      local found = {}
      for name in text:gmatch(pattern) do
        found[name] = true
      end
      return found
    end
    local documented = names(stub, '\nfunction %a+[:%.]([%a_]+)%(')
    -- Of the module itself, set by name.
    local functions = { packs = true, session = true, codes = true, symbol_parts = true, token_kinds = true }
    local made = vim.tbl_extend('force', names(source, '{"([%a_]+)", [%a_]+}'), functions)
    assert.same(made, documented)
  end)
end)

describe(':checkhealth undoc', function()
  before_each(helper.clean)
  after_each(function()
    helper.clean()
    vim.g.undoc = nil
  end)

  local function report()
    vim.cmd('checkhealth undoc')
    local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    vim.cmd('bwipeout')
    return text
  end

  it('says that all is well', function()
    local text = report()
    assert.matches('Neovim ', text, 1, true)
    assert.matches('native module', text, 1, true)
    assert.matches('47 agendas, 195 States', text, 1, true)
    assert.is_nil(text:find('ERROR', 1, true))
    assert.is_nil(text:find('WARNING', 1, true))
  end)

  it('names what is wrong in options, and the documents that are open', function()
    helper.open()
    vim.g.undoc = { delay = 'soon' }
    local text = report()
    assert.matches('vim.g.undoc.delay is "soon"', text, 1, true)
    assert.matches('letter fr, 70 lines', text, 1, true)
  end)

  it('names what is wrong in a pack, with file and line, and the rest goes on', function()
    local folder = helper.folder .. '/bad/agenda'
    vim.fn.mkdir(folder, 'p')
    vim.fn.writefile({ 'session: 99', 'source: A/99/251', 'items:', '  one: {en: Opening}', '  2: {en: Prayer}' },
      folder .. '/ga-99.yaml')
    vim.g.undoc = { packs = { helper.folder .. '/bad' } }
    helper.messages(function() vim.cmd('Undoc reload') end)
    local text = report()
    assert.matches('ga-99.yaml:4:', text, 1, true)
    assert.matches('48 agendas', text, 1, true)
    vim.g.undoc = nil
    helper.messages(function() vim.cmd('Undoc reload') end)
  end)

  it('says what to run when the module is missing', function()
    local native = require('undoc.native')
    local text = helper.with(native, 'core', function()
      return nil, 'the native module is not built: run `make` in /nowhere'
    end, report)
    assert.matches('ERROR the native module is not built', text, 1, true)
  end)
end)
