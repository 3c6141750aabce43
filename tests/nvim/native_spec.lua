local helper = require('helper')

describe('the native module', function()
  local native = require('undoc.native')
  local core = assert(native.core())

  local function letter()
    local doc = assert(native.packs()):doc()
    doc:splice(0, 0, helper.letter_lines())
    return doc
  end

  --- Runs with another $UNDOC_CORE.
  local function with_core(path, run)
    local before = vim.env.UNDOC_CORE
    vim.env.UNDOC_CORE = path
    local loaded, message = run()
    vim.env.UNDOC_CORE = before
    return loaded, message
  end

  it('has the version that the header and the Lua layer say', function()
    local header = table.concat(vim.fn.readfile(helper.root .. '/include/undoc/undoc.h'), '\n')
    local version = tonumber(header:match('#define UND_ABI (%d+)'))
    assert.equal(version, core.abi)
    assert.equal(version, native.abi)
  end)

  it('says what to run when it is not built', function()
    local fresh = loadfile(helper.root .. '/lua/undoc/native.lua')()
    fresh.root = '/nowhere'
    local loaded, message = with_core(nil, fresh.core)
    assert.is_nil(loaded)
    assert.matches('run `make` in /nowhere', message, 1, true)
  end)

  it('says what to run when it is no module', function()
    local path = helper.write('broken.so', { 'no module' })
    local fresh = loadfile(helper.root .. '/lua/undoc/native.lua')()
    local loaded, message = with_core(path, fresh.core)
    assert.is_nil(loaded)
    assert.matches('run `make`', message, 1, true)
  end)

  it('says what to run when it is of another version', function()
    local fresh = loadfile(helper.root .. '/lua/undoc/native.lua')()
    fresh.abi = core.abi + 1
    local loaded, message = fresh.core()
    assert.is_nil(loaded)
    assert.matches('another version', message, 1, true)
    assert.matches('run `make`', message, 1, true)
  end)

  it('exports one function', function()
    if vim.fn.executable('nm') == 0 then
      pending('nm is not installed')
      return
    end
    local symbols = vim.fn.systemlist({ 'nm', '-D', '--defined-only', native.path() })
    assert.equal(0, vim.v.shell_error)
    local names = vim.tbl_map(function(line)
      return line:match('%S+$')
    end, symbols)
    assert.same({ 'luaopen_undoc_core' }, names)
  end)

  it('throws at misuse', function()
    local doc = letter()
    local packs = assert(native.packs())
    assert.has_error(function() doc:splice(3, 2, {}) end)
    assert.has_error(function() doc:splice(0, 1000, {}) end)
    assert.has_error(function() doc:splice(-1, 0, {}) end)
    assert.has_error(function() doc:splice(0.5, 1, {}) end)
    assert.has_error(function() doc:splice(0 / 0, 1, {}) end)
    assert.has_error(function() doc:splice(0, 0, 'text') end)
    assert.has_error(function() doc:splice(0, 0, { 12 }) end)
    assert.has_error(function() doc:splice(0, 0, { 'a' }, 1, 2) end)
    assert.has_error(function() doc:splice(0, 0, { 'a' }, 0, 1) end)
    assert.has_error(function() doc:node(1e6) end)
    assert.has_error(function() doc.splice(packs, 0, 0, {}) end)
    assert.has_error(function() doc.line_count(io.stdout) end)
    assert.has_error(function() doc:explain_json(1e6) end)
    assert.has_error(function() packs:draft('letter', { lang = 1 }) end)
    assert.has_error(function() packs:draft('letter', { 'fr' }) end)
    assert.has_error(function() packs:agenda_json('75') end)
    assert.has_error(function() core.packs('data') end)
    assert.has_error(function() core.packs({ 1 }) end)
    assert.has_error(function() core.packs({ 'data' }, 'kept') end)
    assert.has_error(function() core.packs({ 'data' }, { {} }) end)
    assert.has_error(function() packs:cache() end)
    assert.has_error(function() packs.cache(doc, 'x') end)
    assert.has_error(function() core.packs(vim.split(('x '):rep(100), ' ')) end)
    assert.equal(70, doc:line_count())
  end)

  it('answers bad data with nil and a message', function()
    local packs = assert(native.packs())
    local text, message = packs:draft('letter', { lang = 'fr', state = 'Atlantis' })
    assert.is_nil(text)
    assert.matches('Atlantis', message, 1, true)
    text, message = packs:draft('no such template', { lang = 'fr' })
    assert.is_nil(text)
    assert.is_string(message)
    text, message = packs:import_agenda('no agenda')
    assert.is_nil(text)
    assert.is_string(message)
    local none
    none, message = core.packs({ '/nowhere' })
    assert.is_nil(none)
    assert.is_string(message)
  end)

  it('names the same of several wrong values each time', function()
    local packs = assert(native.packs())
    local first
    for seed = 1, 20 do
      local values = { lang = 'fr' }
      for _, key in ipairs(seed % 2 == 0 and { 'state', 'date', 'gender' } or { 'gender', 'date', 'state' }) do
        values[key] = 'wrong'
      end
      local _, message = packs:draft('letter', values)
      first = first or message
      assert.equal(first, message)
    end
  end)

  it('hands nodes over as values', function()
    local doc = letter()
    local kind, depth, parent, first, last, label, style = doc:node(0)
    assert.same({ 'document', 0, 0, 0, 70, 0 }, { kind, depth, parent, first, last, label })
    assert.is_nil(style)
    for id = 1, doc:node_count() - 1 do
      local language
      kind, depth, parent, first, last, label, style, language = doc:node(id)
      assert.is_true(parent < id and first < last and last <= 70 and depth >= 1)
      assert.is_string(kind)
      assert.is_number(label)
      assert.is_true(style == nil or type(style) == 'string')
      assert.equal('fr', language)
    end
    kind = doc:node(doc:at(helper.letter_lines()[1] and 69 or 0))
    assert.equal('operative', kind)
  end)

  it('tells a node of an older revision', function()
    local doc = letter()
    local revision = doc:revision()
    assert.equal('document', (doc:node(0, revision)))
    doc:splice(0, 1, { 'x' })
    assert.is_true(doc:revision() ~= revision)
    local kind, message = doc:node(0, revision)
    assert.is_nil(kind)
    assert.is_string(message)
  end)

  it('takes part of a table of lines', function()
    local doc = assert(native.packs()):doc()
    assert.equal(2, doc:splice(0, 0, { 'a', 'b', 'c', 'd' }, 2, 3))
    assert.equal(1, doc:splice(0, 1, { 'a' }, 2, 1))
    assert.equal(300, doc:splice(0, 1, vim.split(('x\n'):rep(299), '\n')))
  end)

  it('puts back a NUL that Neovim hands over as a line feed', function()
    local packs = assert(native.packs())
    local from_table = packs:doc()
    from_table:splice(0, 0, { 'The General Assembly,', '', 'Recalling\nits resolutions\n,', 'plain' })
    local path = helper.folder .. '/nul.txt'
    local file = assert(io.open(path, 'wb'))
    file:write('The General Assembly,\n\nRecalling\0its resolutions\0,\nplain\n')
    file:close()
    local expected = vim.fn.system({ helper.root .. '/build/undoc', 'parse', '--json', path })
    assert.equal(0, vim.v.shell_error)
    assert.same(vim.json.decode(expected), vim.json.decode(from_table:parse_json(path)))
  end)

  it('knows the session of a day', function()
    assert.equal(75, core.session('2020-12-22'))
    assert.equal(75, core.session('2021-06-30'))
    assert.equal(76, core.session('2021-10-01'))
    assert.is_nil(core.session('yesterday'))
  end)

  it('closes a document once and for all', function()
    local doc = letter()
    doc:close()
    doc:close()
    assert.has_error(function() doc:line_count() end, 'undoc: the document is closed')
    assert.has_error(function() doc:splice(0, 0, {}) end, 'undoc: the document is closed')
  end)

  it('keeps its packs as long as a document needs them', function()
    local doc
    do
      local packs = assert(core.packs({ helper.root .. '/data' }))
      doc = packs:doc()
    end
    collectgarbage()
    collectgarbage()
    doc:splice(0, 0, helper.letter_lines())
    assert.equal('letter', doc:kind())
    assert.equal('fr', doc:language())
  end)

  describe('of packs that were read', function()
    local cache = vim.fn.stdpath('cache') .. '/undoc/packs'
    local languages

    before_each(function()
      vim.fn.delete(cache)
      languages = vim.fn.fnamemodify(helper.write('kept/language/xx.yaml', {}), ':h')
      vim.fn.delete(languages .. '/xx.yaml')
      vim.fn.writefile(vim.fn.readfile(helper.root .. '/data/language/en.yaml'), languages .. '/en.yaml')
    end)

    after_each(function()
      vim.fn.delete(cache)
      vim.fn.delete(languages, 'rf')
    end)

    --- The module anew, with a pack of the user.
    local function fresh()
      local module = loadfile(helper.root .. '/lua/undoc/native.lua')()
      local before = vim.g.undoc
      vim.g.undoc = vim.tbl_extend('force', before or {}, { packs = { vim.fs.dirname(languages) } })
      local packs = assert(module.packs())
      vim.g.undoc = before
      return module, packs
    end

    it('keeps ours by make', function()
      assert.is_true(assert(native.packs()):cached())
      native.cache()
      assert.equal(0, vim.fn.filereadable(cache))
    end)

    it('keeps those of the user in the cache', function()
      local module, packs = fresh()
      assert.is_false(packs:cached())
      module.cache()
      assert.equal(1, vim.fn.filereadable(cache))
      local _, again = fresh()
      assert.is_true(again:cached())
      local before, after = packs:doc(), again:doc()
      before:splice(0, 0, helper.letter_lines())
      after:splice(0, 0, helper.letter_lines())
      assert.equal(before:parse_json('x'), after:parse_json('x'))
      -- What is changed is read anew, and kept anew.
      vim.fn.writefile({ '# a remark' }, languages .. '/en.yaml', 'a')
      module, packs = fresh()
      assert.is_false(packs:cached())
      module.cache()
      _, again = fresh()
      assert.is_true(again:cached())
    end)

    it('says each time what is wrong in them', function()
      vim.fn.writefile({ 'colour: red' }, languages .. '/en.yaml', 'a')
      for _ = 1, 2 do
        local module, packs = fresh()
        assert.is_false(packs:cached())
        assert.matches('colour', packs:problems_json(), 1, true)
        module.cache()
        assert.equal(0, vim.fn.filereadable(cache))
      end
    end)

    it('does without where nothing can be written, and says what is lost', function()
      vim.fn.delete(vim.fs.dirname(cache), 'rf')
      vim.fn.mkdir(vim.fs.dirname(vim.fs.dirname(cache)), 'p')
      vim.fn.writefile({}, vim.fs.dirname(cache))
      local module, packs = fresh()
      local said = helper.messages(function()
        module.cache()
        module.cache()
      end)
      vim.fn.delete(vim.fs.dirname(cache))
      assert.is_false(packs:cached())
      local wanted = 'undoc: what was read of your packs is not cached (%s: cannot be made): '
        .. 'the first document of every editor waits for them'
      assert.same({ { wanted:format(vim.fs.dirname(cache)), vim.log.levels.WARN } }, said)
      -- The folder is there, and the file cannot be written.
      vim.fn.mkdir(cache, 'p')
      said = helper.messages(function()
        fresh().cache()
      end)
      vim.fn.delete(cache, 'd')
      assert.equal(1, #said)
      assert.matches(cache .. ': cannot be written', said[1][1], 1, true)
    end)
  end)

  it('lets nobody call its finalizers', function()
    assert.equal('undoc.doc', getmetatable(letter()))
    assert.equal('undoc.packs', getmetatable(native.packs()))
  end)

  it('survives finalizers in any order and more than once', function()
    local packs = assert(core.packs({ helper.root .. '/data' }))
    local doc = packs:doc()
    doc:splice(0, 0, helper.letter_lines())
    local collect = debug.getmetatable(packs).__gc
    collect(packs)
    collect(packs)
    assert.equal('letter', doc:kind())
    assert.has_error(function() packs:doc() end, 'undoc: the packs are closed')
    debug.getmetatable(doc).__gc(doc)
    debug.getmetatable(doc).__gc(doc)
    collect(packs)
    assert.has_error(function() doc:kind() end)
  end)

  it('gives the entries of the outline as values, all of them and one by one', function()
    local doc = assert(native.packs()):doc()
    doc:splice(0, 0, helper.letter_lines())
    local entries = vim.json.decode(doc:outline_json(), { luanil = { object = true } })
    assert.same(entries, doc:entries())
    assert.is_true(#entries > 10)
    for n, entry in ipairs(entries) do
      local depth, first, last, node, number, title = doc:entry(n, 20)
      assert.same(
        { entry.depth, entry.lines[1] - 1, entry.lines[2], entry.node, entry.number },
        { depth, first, last, node, number }
      )
      assert.equal(entry.title:sub(1, #title), title)
      assert.is_true(#title >= math.min(#entry.title, 20))
      assert.equal(require('undoc.say').beginning(entry.title, 19), require('undoc.say').beginning(title, 19))
    end
    assert.is_nil(doc:entry(#entries + 1))
    doc:close()
  end)

  it('counts the units of a line as Neovim does', function()
    local lines = { '', 'plain', 'Déclaration générale', 'تؤكد', '大会，', 'a\240\159\145\141b', 'x\255\195(\xe5\xa4' }
    local doc = assert(native.packs()):doc()
    doc:splice(0, 0, lines)
    for n, line in ipairs(lines) do
      local utf_32, utf_16 = vim.str_utfindex(line)
      assert.same({ #line, utf_16, utf_32 }, {
        doc:units(n - 1, 'utf-8'),
        doc:units(n - 1, 'utf-16'),
        doc:units(n - 1, 'utf-32'),
      }, line)
    end
    doc:close()
  end)

  it('leaves no memory behind', function()
    local function resident()
      collectgarbage()
      collectgarbage()
      return tonumber(vim.fn.readfile('/proc/self/statm')[1]:match('^%d+ (%d+)'))
    end
    if vim.fn.filereadable('/proc/self/statm') == 0 or (vim.env.LD_PRELOAD or ''):find('asan') then
      pending('there is no /proc, or a sanitizer that keeps what was freed')
      return
    end
    local lines = helper.letter_lines()
    local function round()
      for number = 1, 50 do
        local doc = assert(native.packs()):doc()
        doc:splice(0, 0, lines)
        doc:parse_json('x')
        doc:findings_json('x')
        doc:outline_json()
        -- Lua does not know how large a document is: how many pile up before it collects them is chance.
        if number % 10 == 0 then
          collectgarbage()
        end
      end
    end
    -- The heap finds its size over the first rounds, whatever is freed.
    for _ = 1, 4 do
      round()
    end
    local before = resident()
    for _ = 1, 4 do
      round()
    end
    -- Two hundred documents of 8 KB, which would be 400 pages of 4 KB, and their views.
    assert.is_true(resident() - before < 200, 'grew by ' .. resident() - before .. ' pages')
  end)

  it('makes plans of edits', function()
    local doc = assert(native.packs()):doc()
    doc:splice(0, 0, {
      'The General Assembly,',
      '',
      '1. Decides to act;',
      '',
      '2. Requests the same, as paragraph 1 above says;',
      '',
      '3. Decides to remain seized of the matter.',
    })
    local plan = assert(doc:plan({ { kind = 'move', first = 2, to = 'down' } }, true))
    assert.is_true(plan.possible)
    assert.equal(doc:revision(), plan.revision)
    assert.same({ { first = 2, last = 4, before = 6 } }, plan.moves)
    local words = vim.tbl_map(function(change)
      return change.why .. ' ' .. change.old .. ' ' .. change.new
    end, plan.changes)
    assert.same({ 'label 1. 2.', 'label 2. 1.', 'reference 1 2', 'reference above below' }, words)
    assert.equal('2', plan.nodes[3].label)
    assert.equal(4, plan.nodes[3].first)
    local down = { { kind = 'move', first = 2, to = 'down' } }
    assert.matches('2. Decides to act;\n\n3', assert(doc:plan_text(down)), 1, true)
    assert.matches('[-above-]{+below+}', assert(doc:plan_shown(down)), 1, true)
    plan = assert(doc:plan({ { kind = 'delete', first = 0 } }))
    assert.is_false(plan.possible)
    assert.equal('refused', plan.notes[1].kind)
    assert.is_false(pcall(doc.plan, doc, { { kind = 'fly', first = 0 } }))
    assert.is_false(pcall(doc.plan, doc, { { kind = 'delete', first = 99 } }))
    doc:close()
  end)

  it('tells what counts, what references name and who names a node', function()
    local doc = assert(native.packs()):doc()
    doc:splice(0, 0, {
      'The General Assembly,',
      '',
      '1. Decides to act, as the report says,¹ and as paragraph 9 below does;',
      '',
      '3. Requests the same, as paragraph 1 above says.',
      '',
      '¹ See A/75/340.',
    })
    local number = assert(doc:number(3))
    assert.same({ 'paragraphs', '3', '2', 1, 2, false }, {
      number.kind,
      number.label,
      number.expected,
      number.ordinal,
      number.count,
      number.regular,
    })
    assert.same({ 4, 0, 2 }, { number.line, number.column, number.end_column })
    assert.is_nil(doc:number(1))
    assert.same({ node = 2, line = 2, missing = false }, doc:target_at(4, 30))
    assert.same({ missing = true }, doc:target_at(2, 55))
    assert.is_nil(doc:target_at(0, 0))
    local referrers = assert(doc:referrers(2))
    assert.same({ 1, 'paragraph 1 above', 3, false }, {
      #referrers,
      referrers[1].text,
      referrers[1].node,
      referrers[1].part,
    })
    local markers = assert(doc:markers(2))
    assert.same({ 1, 1, 4 }, { #markers, markers[1].number, markers[1].footnote })
    assert.equal(2, assert(doc:footnote_markers(4))[1].node)
    assert.is_false(pcall(doc.referrers, doc, 99))
    doc:close()
  end)

  it('tells what a request asks for', function()
    local doc = letter()
    local found
    for node = 1, doc:node_count() - 1 do
      found = found or doc:request(node)
    end
    assert.equal('circulate', found.act.kind)
    assert.equal('son annexe', found.annexes.text)
    assert.equal('one', found.annexes.kind)
    assert.equal('masculine', found.writer.kind)
    assert.equal('general-assembly', found.organs[1].organ)
    assert.equal("de l'Assemblée générale", found.organs[1].words.text)
    assert.equal(128, found.items[1].item)
    assert.equal('a', found.items[1].sub)
    assert.is_nil(doc:request(1))
    doc:close()
  end)
end)
