local helper = require('helper')

local function same_as_fresh(buf, document, what)
  local fresh = helper.fresh(buf)
  require('undoc.document').get(buf) -- what was read again is taken in when somebody asks
  local wanted, got = fresh:parse_json('x'), document.doc:parse_json('x')
  fresh:close()
  if wanted ~= got then
    local at = 1
    while wanted:byte(at) == got:byte(at) do
      at = at + 1
    end
    local from = math.max(at - 300, 1)
    error(('the tree is not that of the text after %s\nwanted … %s …\ngot    … %s …'):format(
      what, wanted:sub(from, at + 100), got:sub(from, at + 100)), 0)
  end
end

describe('a document', function()
  before_each(helper.clean)
  after_each(helper.clean)

  it('follows every way to change a buffer', function()
    local buf, document = helper.open()
    vim.o.shiftwidth = 2
    local steps = {
      'normal! ggdG', 'normal! u', 'normal! ggyGGp', 'normal! u',
      '%s/de /\\r/g', 'undo', 'redo', 'undo', '%s/$/ /', 'undo',
      'g/^$/d', 'undo', 'g/^/m0', 'undo', 'v/a/d', 'undo',
      'normal! 54GJ', 'normal! 54GgJ', 'normal! 3u',
      'normal! 30GgqG', 'undo', 'set textwidth=40 | normal! gggqG', 'undo', 'set textwidth=0',
      'execute "normal! 10G\\<C-v>5jIab\\<Esc>"', 'undo', 'execute "normal! 10G\\<C-v>5j$Axy\\<Esc>"', 'undo',
      '20,40!tac', 'undo', '%!sort', 'undo', '%!cat /dev/null', 'undo', 'redo', 'undo',
      '10,20>', 'undo', '%>', '%<', 'undo', 'undo', '1,5copy $', 'undo', '30,40move 2', 'undo',
      'execute "normal! ggO\\<Esc>ofirst\\<CR>second\\<CR>\\<CR>"', 'undo',
      'normal! 54Gx.....', 'undo', 'normal! 54GD', 'undo', 'normal! 54Gcc', 'undo', 'normal! ddp', 'undo',
      'execute "normal! qqA!\\<Esc>jq20@q"', 'earlier 5', 'later 5', 'undo 0', 'redo',
      'earlier 1000f', 'later 1000f', '0read !echo new', 'undo', '$read !printf "a\\n\\nb"', 'undo',
      'sort u', 'undo', 'normal! gg5dap', 'undo', 'normal! G5dk', 'undo', 'retab', '%left', 'undo', '%center', 'undo',
      'normal! ggVGr-', 'undo', 'normal! ggVG~', 'undo', '%delete | put =[1,2]', 'edit!',
    }
    for _, step in ipairs(steps) do
      -- A step may say that there is nothing left to undo.
      vim.cmd('silent! ' .. step)
      same_as_fresh(buf, document, step)
    end
    assert.equal(document, require('undoc.document').get(buf))
  end)

  it('follows the API, with several lines and in one line', function()
    local buf, document = helper.open()
    local api = vim.api
    api.nvim_buf_set_lines(buf, 0, -1, false, {})
    same_as_fresh(buf, document, 'emptying')
    api.nvim_buf_set_lines(buf, 0, 0, false, helper.letter_lines())
    same_as_fresh(buf, document, 'filling')
    api.nvim_buf_set_text(buf, 53, 0, 55, 3, { 'Saluent', '', 'x' })
    same_as_fresh(buf, document, 'nvim_buf_set_text')
    api.nvim_put({ 'a', 'b' }, 'c', true, true)
    same_as_fresh(buf, document, 'nvim_put')
    vim.lsp.util.apply_text_edits({
      { range = { start = { line = 2, character = 0 }, ['end'] = { line = 6, character = 2 } }, newText = 'q\nr\n' },
      { range = { start = { line = 10, character = 0 }, ['end'] = { line = 10, character = 0 } }, newText = '\n\n' },
    }, buf, 'utf-8')
    same_as_fresh(buf, document, 'text edits')
  end)

  it('does not follow the preview of a substitution', function()
    local child = helper.child({ helper.letter })
    child.settle()
    child.cmd('set inccommand=nosplit')
    child.type(':%s/de/XXXX')
    child.cmd('redraw')
    assert.equal('', child.cmd('messages'))
    child.type('<Esc>')
    local same = child.lua([[
      local fresh = require('undoc.native').packs():doc()
      fresh:splice(0, 0, vim.api.nvim_buf_get_lines(0, 0, -1, false))
      return fresh:parse_json('') == require('undoc.document').get().doc:parse_json('')
    ]])
    child.stop()
    assert.is_true(same)
  end)

  it('follows what is typed', function()
    local child = helper.child()
    child.cmd('set filetype=undoc')
    child.lua([[
      function _G.same()
        local fresh = require('undoc.native').packs():doc()
        fresh:splice(0, 0, vim.api.nvim_buf_get_lines(0, 0, -1, false))
        return fresh:parse_json('') == require('undoc.document').get().doc:parse_json('')
      end
    ]])
    for _, keys in ipairs({
      'iThe General Assembly,<CR><CR>', 'Recalling its resolution 75/1,', '<CR><CR>1. Decides', '<BS><BS>', '<C-w>',
      'Decides to act.<Esc>', 'yypu', '<C-r>', 'kdd', 'gg', 'VGd', 'u', 'ggcwAn<Esc>.', 'qaxjq3@a', '<C-v>jjIabc<Esc>',
    }) do
      child.type(keys)
      assert.is_true(child.lua('return same()'), keys)
    end
    child.stop()
  end)

  it('is the document of what is read again', function()
    local buf, document = helper.open()
    local path = vim.api.nvim_buf_get_name(buf)
    vim.fn.writefile({ 'The General Assembly,', '', 'Recalling its resolution 75/1,' }, path)
    vim.cmd('edit!')
    same_as_fresh(buf, document, 'edit!')
    assert.equal(3, document.doc:line_count())
    vim.fn.writefile(helper.letter_lines(), path)
    vim.o.autoread = true
    vim.cmd('checktime')
    vim.cmd('edit!')
    assert.equal(70, require('undoc.document').get(buf).doc:line_count())
    vim.cmd('normal! dd')
    same_as_fresh(buf, require('undoc.document').get(buf), 'a change after it')
  end)

  it('lives as long as the buffer is loaded', function()
    local buf, document = helper.open()
    vim.cmd('enew')
    assert.equal(document, require('undoc.document').get(buf))
    vim.cmd('bunload ' .. buf)
    helper.settle()
    assert.is_nil(require('undoc.document').get(buf))
    assert.has_error(function() document.doc:kind() end)
    vim.cmd('buffer ' .. buf)
    assert.is_not_nil(require('undoc.document').get(buf))
    vim.cmd('bwipeout!')
    helper.settle()
    assert.same({}, require('undoc.document').all())
  end)

  it('ends when the file type changes, and leaves nothing behind', function()
    local buf = helper.open()
    assert.is_true(#vim.diagnostic.get(buf) > 0)
    assert.is_not_nil(vim.b[buf].undoc_status)
    vim.bo[buf].filetype = 'text'
    helper.settle()
    assert.is_nil(require('undoc.document').get(buf))
    assert.same({}, vim.diagnostic.get(buf))
    assert.is_nil(vim.b[buf].undoc_status)
    assert.same({}, vim.lsp.get_clients({ bufnr = buf }))
    assert.same({}, vim.fn.maparg('gO', 'n', false, true).buffer == 1 and { 'gO' } or {})
    vim.cmd('normal! dd')
    vim.bo[buf].filetype = 'undoc'
    helper.settle()
    same_as_fresh(buf, assert(require('undoc.document').get(buf)), 'coming back')
  end)

  it('shares nothing with another', function()
    local first, one = helper.open()
    vim.cmd('split')
    vim.cmd.edit(helper.write('other.undoc', { 'The General Assembly,', '', 'Recalling its resolution 75/1,' }))
    local second, two = vim.api.nvim_get_current_buf(), assert(require('undoc.document').get(0))
    vim.cmd('normal! ggdd')
    same_as_fresh(first, one, 'a change of the other')
    same_as_fresh(second, two, 'a change')
  end)

  it('tells users of it, with the buffer', function()
    local heard = {}
    local group = vim.api.nvim_create_augroup('test', {})
    vim.api.nvim_create_autocmd('User', {
      group = group,
      pattern = 'Undoc*',
      callback = function(event)
        heard[#heard + 1] = event.match .. ' ' .. event.data.buf
      end,
    })
    local buf = helper.open()
    vim.cmd('normal! dd')
    helper.settle()
    vim.bo.filetype = 'text' -- a document no more, and still there
    helper.settle()
    assert.equal('UndocDetach ' .. buf, heard[#heard])
    vim.bo.filetype = 'undoc'
    helper.settle()
    vim.cmd('bwipeout!')
    helper.settle()
    vim.api.nvim_del_augroup_by_id(group)
    local text = table.concat(heard, '\n')
    assert.equal('UndocAttach ' .. buf, heard[1])
    assert.matches('UndocFindings ' .. buf, text, 1, true)
    assert.is_true(#vim.tbl_filter(function(line) return line == 'UndocUpdate ' .. buf end, heard) >= 2)
  end)

  it('comes through a listener that throws', function()
    helper.open()
    local group = vim.api.nvim_create_augroup('test', {})
    vim.api.nvim_create_autocmd('User', {
      group = group,
      pattern = 'UndocUpdate',
      callback = function()
        vim.cmd('bwipeout!')
      end,
    })
    vim.cmd('normal! dd')
    helper.settle()
    vim.api.nvim_del_augroup_by_id(group)
    assert.same({}, require('undoc.document').all())
  end)

  it('reads the packs again when asked', function()
    local buf, document = helper.open()
    local before = document.doc
    vim.cmd('Undoc reload')
    assert.is_true(before ~= document.doc)
    assert.equal('letter', document.doc:kind())
    vim.cmd('normal! dd')
    same_as_fresh(buf, document, 'reading the packs again')
  end)
end)

describe('random edits', function()
  it('leave the tree as it is made from scratch', function()
    local seed = tonumber(vim.env.UND_SEED) or (os.time() % 1000000)
    local count = tonumber(vim.env.UND_EDITS) or 3000
    print(('\nseed %d, %d edits (UND_SEED and UND_EDITS set them)'):format(seed, count))
    math.randomseed(seed)
    local random = math.random
    local buf, document = helper.open()
    vim.bo[buf].undolevels = 1000
    local pieces = vim.list_extend(helper.letter_lines(), {
      '1. Decides to act;', '(a) First;', '(i) Smaller;', 'i)', 'c.', '', '', 'Annex', 'Annexe I', '_______', '* Note',
      'The General Assembly,', "L'Assemblée générale,", 'Recalling its resolution 75/1,', '21-00001 (E)', '\0', '\255',
      'Article 5', '大会，', 'Points 1, 2 et 3 de l\'ordre du jour', '[Original : russe]', 'A/75/1', ' ',
    })
    local function line()
      return random(1, vim.api.nvim_buf_line_count(buf))
    end
    local function piece()
      return (pieces[random(#pieces)]:gsub('[\n%z]', 'x'))
    end
    local edits = {
      function() vim.fn.append(line() - 1, piece()) end,
      function() vim.fn.append(line(), { piece(), piece(), piece() }) end,
      function() vim.cmd(('silent! %ddelete'):format(line())) end,
      function()
        local at = line()
        vim.cmd(('silent! %d,%ddelete'):format(at, math.min(at + random(0, 6), vim.fn.line('$'))))
      end,
      function() vim.cmd(('silent! %djoin'):format(line())) end,
      function() vim.cmd(('silent! keepjumps normal! %dGgJ'):format(line())) end,
      function() vim.cmd(('silent! %ds/ /\\r/'):format(line())) end,
      function() vim.cmd(('silent! %ds/e/é/g'):format(line())) end,
      function() vim.cmd(('silent! %ds/^/%d. /'):format(line(), random(1, 12))) end,
      function() vim.cmd(('silent! %ds/^/(%s) /'):format(line(), ('abciv'):sub(random(5)):sub(1, 1))) end,
      function() vim.cmd(('silent! %dmove %d'):format(line(), line())) end,
      function() vim.cmd(('silent! %d,+%dcopy %d'):format(line(), random(0, 4), line())) end,
      function() vim.cmd(('silent! keepjumps normal! %dGgqap'):format(line())) end,
      function() vim.cmd(('silent! keepjumps normal! %dGdap'):format(line())) end,
      function() vim.cmd(('silent! keepjumps normal! %dGx'):format(line())) end,
      function() vim.cmd(('silent! keepjumps normal! %dG%dlD'):format(line(), random(0, 30))) end,
      function() vim.cmd(('silent! execute "keepjumps normal! %dG\\<C-v>3jI(a) \\<Esc>"'):format(line())) end,
      function() vim.cmd(('silent! keepjumps normal! %dGyy%dGp'):format(line(), line())) end,
      function() vim.cmd('silent! undo') end,
      function() vim.cmd('silent! undo') end,
      function() vim.cmd('silent! redo') end,
      function() vim.cmd(('silent! earlier %d'):format(random(1, 5))) end,
      function() vim.cmd(('silent! later %d'):format(random(1, 5))) end,
      function() vim.cmd(('silent! g/%s/s/$/;/'):format(('aeiourst'):sub(random(8)):sub(1, 1))) end,
      function()
        local row, text = line() - 1, piece()
        local last = math.min(row + random(0, 3), vim.fn.line('$') - 1)
        vim.api.nvim_buf_set_text(buf, row, 0, last, 0, { text, piece() })
      end,
    }
    local rare = {
      function() vim.cmd('silent! g/^$/d') end,
      function() vim.cmd('silent! %!tac') end,
      function() vim.cmd('silent! edit!') vim.wait(1) end,
      function() vim.cmd('silent! %delete') end,
      function() vim.api.nvim_buf_set_lines(buf, 0, -1, false, helper.letter_lines()) end,
    }
    for i = 1, count do
      local edit
      if vim.fn.line('$') > 300 or random(200) == 1 then
        edit = rare[random(#rare)]
      else
        edit = edits[random(#edits)]
      end
      edit()
      -- Comparing what a reader sees is dear: every edit compares nodes, every twentieth all of it.
      local fresh = helper.fresh(buf)
      local doc = require('undoc.document').get(buf).doc
      local good = fresh:node_count() == doc:node_count() and fresh:line_count() == doc:line_count()
      for id = 0, good and fresh:node_count() - 1 or -1 do
        local a, b, c, d, e, f, g, h = fresh:node(id)
        local a2, b2, c2, d2, e2, f2, g2, h2 = doc:node(id)
        good = good and a == a2 and b == b2 and c == c2 and d == d2 and e == e2 and f == f2 and g == g2 and h == h2
      end
      fresh:close()
      if not good or i % 20 == 0 then
        same_as_fresh(buf, document, ('edit %d of seed %d'):format(i, seed))
        assert.is_true(good)
      end
    end
  end)
end)
