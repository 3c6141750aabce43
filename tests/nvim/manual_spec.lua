describe('the manual', function()
  local helper = require('helper')
  local runtime = helper.folder .. '/manual'
  local folder = runtime .. '/doc'
  local text, tags

  local function lines_of(command)
    local result = vim.system(command, { text = true }):wait()
    assert.equal(0, result.code, table.concat(command, ' '))
    return vim.split(vim.trim(result.stdout), '\n')
  end

  --- Parts of tags that begin with a prefix, without it.
  local function tagged(prefix, suffix)
    local found = {}
    for tag in pairs(tags) do
      local name = tag:match('^' .. vim.pesc(prefix) .. '(.+)' .. vim.pesc(suffix or '') .. '$')
      if name then
        found[#found + 1] = name
      end
    end
    table.sort(found)
    return found
  end

  --- The same names, whatever their order: what there is has a tag, and what has a tag is there.
  local function expect(names, prefix, suffix)
    names = vim.deepcopy(names)
    table.sort(names)
    assert.is_true(#names > 0)
    assert.same(names, tagged(prefix, suffix))
  end

  setup(function()
    vim.fn.mkdir(folder, 'p')
    local manual = helper.root .. '/doc/undoc.txt'
    text = table.concat(vim.fn.readfile(manual), '\n')
    assert(vim.uv.fs_copyfile(manual, folder .. '/undoc.txt'))
    -- An error where a tag stands twice.
    vim.cmd.helptags(folder)
    tags = {}
    for _, line in ipairs(vim.fn.readfile(folder .. '/tags')) do
      tags[line:match('^[^\t]+')] = true
    end
  end)

  after_each(helper.clean)

  it('has tags that Neovim has not', function()
    assert.is_true(vim.tbl_count(tags) > 60)
    for _, line in ipairs(vim.fn.readfile(vim.env.VIMRUNTIME .. '/doc/tags')) do
      local tag = line:match('^[^\t]+')
      assert.is_nil(tags[tag], tag)
    end
  end)

  it('has a tag for every subcommand', function()
    local names = require('undoc.command').complete('', 'Undoc ', 6)
    vim.list_extend(names, { 'agenda-import', 'new-from' })
    expect(names, ':Undoc-')
    assert.is_true(tags[':Undoc'])
  end)

  it('has a tag for every code of a finding', function()
    local codes = lines_of({ helper.root .. '/build/undoc', 'check', '--codes' })
    assert.is_true(vim.list_contains(codes, 'clause/opener'))
    local found = vim.tbl_filter(function(name)
      return name:find('/', 1, true) ~= nil
    end, tagged('undoc-'))
    table.sort(codes)
    assert.same(codes, found)
  end)

  it('has every rule with the severity that it has by itself, and none that is not there', function()
    local section = text:match('\n=+\n7%. Findings(.-)\n====')
    local written = {}
    for code, severity in section:gmatch('\n(%l+/[%l-]+) +(%l+) ~\n') do
      assert.is_nil(written[code], code)
      written[code] = severity
    end
    local rules = {}
    for _, line in ipairs(lines_of({ helper.root .. '/build/undoc', 'check', '--rules' })) do
      local code, severity = line:match('^(%S+) +(%S+)$')
      rules[code] = severity
    end
    assert.equal('warning', rules['clause/opener'])
    assert.same(rules, written)
  end)

  it('has a tag for every option, with its default', function()
    vim.g.undoc = { nothing = 1 }
    local config = require('undoc.config')
    local problem = config.problems()[1]
    vim.g.undoc = nil
    local names = vim.split(problem:match('the options are (.+)$'), ', ', { plain = true })
    expect(names, 'undoc-option-')
    for _, name in ipairs(names) do
      local default = text:match('%*undoc%-option%-' .. name .. '%*[^\n]-default (%S+)\n')
      assert.equal(vim.inspect(config.get(name)), default, name)
    end
  end)

  it('has a tag for every buffer variable of an option', function()
    local names = tagged('undoc-option-')
    -- The packs are those of the editor.
    names = vim.tbl_filter(function(name)
      return name ~= 'packs'
    end, names)
    names[#names + 1] = 'status'
    names[#names + 1] = 'translation'
    expect(names, 'b:undoc_')
  end)

  it('has a tag for every <Plug> map', function()
    local names = {}
    for _, mode in ipairs({ 'n', 'x', 'o', 'i' }) do
      for _, map in ipairs(vim.api.nvim_get_keymap(mode)) do
        local name = map.lhs:match('^<Plug>%(undoc%-(.+)%)$')
        if name and not vim.list_contains(names, name) then
          names[#names + 1] = name
        end
      end
    end
    expect(names, '<Plug>(undoc-', ')')
  end)

  it('has a tag for every answer, as completion has and the core', function()
    local packs = assert(require('undoc.native').packs())
    local _, message = packs:draft('letter', { nothing = '1' })
    local names = vim.split(message:match('expected one of: (.+)$'), ', ', { plain = true })
    expect(names, 'undoc-answer-')
    assert.same(names, packs:answer_keys())
    -- Each is an answer that some template has a use for.
    local used = {}
    for _, part in ipairs({ 'document', 'part' }) do
      for _, template in ipairs((require('undoc.template').list(part))) do
        for _, key in ipairs(packs:answer_keys(template.name)) do
          used[key] = true
        end
      end
    end
    for _, name in ipairs(names) do
      assert.is_true(used[name] or false, name)
    end
  end)

  it('names every template', function()
    local languages = {
      ar = 'Arabic', zh = 'Chinese', en = 'English', fr = 'French', ru = 'Russian', es = 'Spanish',
    }
    local section = text:match('\n=+\n6%. Drafting(.-)\n====')
    for _, part in ipairs({ 'document', 'part' }) do
      local list = require('undoc.template').list(part)
      assert.is_true(#list > 0)
      for _, template in ipairs(list) do
        assert.is_truthy(section:find('`' .. template.name .. '`', 1, true), template.name)
        -- One that is not there in every language says in which it is.
        local list_of_names = {}
        for _, code in ipairs({ 'ar', 'zh', 'en', 'fr', 'ru', 'es' }) do
          if vim.list_contains(template.languages, code) then
            list_of_names[#list_of_names + 1] = languages[code]
          end
        end
        local count = #list_of_names
        local last = table.remove(list_of_names) or 'no language'
        local said = table.concat(list_of_names, ', ') .. (#list_of_names > 0 and ' and ' or '') .. last
        local pattern = '`' .. vim.pesc(template.name) .. '`[ is]* in ([%unl][%l]+[%a, ]*)'
        local wanted = count < 6 and said or nil
        local written = section:gsub('%s+', ' '):match(pattern)
        assert.equal(wanted, written and written:gsub('^(.-), $', '%1'), template.name)
      end
    end
  end)

  it('has a tag for every highlight group, with what it is linked to', function()
    helper.open()
    local names = {}
    for name, group in pairs(vim.api.nvim_get_hl(0, {})) do
      local short = name:match('^Undoc(%u%l+)$')
      if short and group.link then
        names[#names + 1] = short
        local target = text:match('%*' .. name .. '%*[^\n]-(%S+)\n')
        assert.equal(group.link, target, name)
      end
    end
    for _, name in ipairs(names) do
      assert.is_true(tags['Undoc' .. name], name)
    end
    assert.is_true(#names > 0)
    local events = { Attach = true, Update = true, Findings = true, Detach = true }
    for _, name in ipairs(tagged('Undoc')) do
      assert.is_true(events[name] or vim.list_contains(names, name), name)
    end
  end)

  it('has a tag for every event', function()
    local seen = {}
    local autocommand = vim.api.nvim_create_autocmd('User', {
      pattern = 'Undoc*',
      callback = function(event)
        seen[event.match] = true
      end,
    })
    helper.open()
    vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'x' })
    helper.settle()
    vim.bo.filetype = 'text'
    helper.settle()
    vim.api.nvim_del_autocmd(autocommand)
    for _, name in ipairs({ 'UndocAttach', 'UndocUpdate', 'UndocFindings', 'UndocDetach' }) do
      assert.is_true(seen[name], name)
    end
    for name in pairs(seen) do
      assert.is_true(tags[name], name)
    end
  end)

  it('has a tag for every Lua function', function()
    expect(vim.tbl_keys(require('undoc')), 'undoc.', '()')
  end)

  it('links to tags that there are', function()
    local known = {}
    for _, line in ipairs(vim.fn.readfile(vim.env.VIMRUNTIME .. '/doc/tags')) do
      known[line:match('^[^\t]+')] = true
    end
    -- In the manual for those who have a later Neovim.
    local later = { ['vim.pack'] = 'nvim-0.12' }
    local prose = text:gsub('[ >]>%l*\n.-\n<', '')
    local count = 0
    for link in prose:gmatch('|([^%s|]+)|') do
      count = count + 1
      local there = tags[link] or known[link] or later[link] and vim.fn.has(later[link]) == 0
      assert.is_truthy(there, ('|%s| leads nowhere'):format(link))
    end
    for option in prose:gsub('`[^`]+`', ''):gmatch("%f[%w']'(%l%l+)'") do
      assert.is_truthy(known["'" .. option .. "'"], ("'%s' is no option"):format(option))
    end
    assert.is_true(count > 40)
  end)

  it('is opened by :help', function()
    vim.opt.runtimepath:prepend(runtime)
    vim.cmd.help('undoc-agenda/title')
    vim.opt.runtimepath:remove(runtime)
    assert.equal('undoc.txt', vim.fs.basename(vim.api.nvim_buf_get_name(0)))
    assert.equal('help', vim.bo.buftype)
    assert.is_truthy(vim.api.nvim_get_current_line():find('*undoc-agenda/title*', 1, true))
  end)

  it('has Lua that Neovim can read', function()
    local count = 0
    for block in (text .. '\n'):gmatch('[ \n]>lua\n(.-)\n%f[^ \n]%S') do
      count = count + 1
      local good = loadstring(block) or loadstring('return ' .. block)
      assert.is_truthy(good, block)
    end
    assert.is_true(count >= 20, count)
  end)

  it('keeps within 78 columns', function()
    for i, line in ipairs(vim.split(text, '\n')) do
      assert.is_true(vim.fn.strdisplaywidth(line) <= 78, ('line %d is too long'):format(i))
    end
  end)
end)
