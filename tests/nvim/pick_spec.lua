--- Pickers of other plugins, by small ones that take what theirs take and note it: the real ones are tried by hand.
describe('a picker', function()
  local helper = require('helper')
  local pick = require('undoc.pick')

  before_each(helper.clean)
  after_each(function()
    vim.g.undoc = nil
    helper.clean()
  end)

  local function pause()
    local gone = false
    vim.schedule(function() gone = true end)
    vim.wait(1000, function() return gone end)
  end

  --- Puts modules in place while `run` runs.
  local function having(modules, run)
    local before = {}
    for name, module in pairs(modules) do
      before[name] = package.loaded[name] or false
      package.loaded[name] = module
    end
    local good, problem = pcall(run)
    for name, module in pairs(before) do
      package.loaded[name] = module or nil
    end
    assert(good, problem)
  end

  --- What was chosen of three items, by a picker that `choose` works.
  local function chosen_by(name)
    vim.g.undoc = { picker = name }
    local answers = {}
    pick.choose({
      prompt = 'Fruit', kind = 'fruit', items = { { 'apple' }, { 'pear' }, { 'plum' } },
      text = function(item) return item[1] end,
      words = function() return 'tree' end,
      preview = function(item) return { 'about', item[1] } end,
    }, function(item)
      answers[#answers + 1] = item and item[1] or 'nothing'
    end)
    pause()
    return answers
  end

  it('is mini.pick', function()
    local source
    local choice
    helper.with(_G, 'MiniPick', {
      start = function(options)
        source = options.source
        if choice then source.choose(source.items[choice]) end
      end,
    }, function()
      choice = 2
      assert.same({ 'pear' }, chosen_by('mini.pick'))
      assert.same({ 'pear' }, chosen_by('auto')) -- it is in use
      assert.equal('pear  tree', source.items[2].text)
      local buf = vim.api.nvim_create_buf(false, true)
      source.preview(buf, source.items[3])
      assert.same({ 'about', 'plum' }, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
      choice = nil
      assert.same({ 'nothing' }, chosen_by('mini.pick'))
    end)
  end)

  it('is snacks', function()
    local options
    local leave = false
    local snacks = { config = { picker = {} }, picker = { pick = function(given)
      options = given
      local picker = { close = function() given.on_close() end }
      if leave then picker.close() else given.confirm(picker, given.items[3]) end
    end } }
    having({ snacks = snacks }, function()
      assert.same({ 'plum' }, chosen_by('snacks'))
      helper.with(_G, 'Snacks', snacks, function()
        assert.same({ 'plum' }, chosen_by('auto'))
      end)
      local shown
      local preview = { reset = function() end, wo = function() end, set_lines = function(_, lines) shown = lines end }
      options.preview({ preview = preview, item = options.items[1] })
      assert.same({ 'about', 'apple' }, shown)
      assert.same({ { 'apple' } }, options.format(options.items[1]))
      leave = true
      assert.same({ 'nothing' }, chosen_by('snacks'))
    end)
  end)

  it('is fzf-lua', function()
    local options, lines, selected
    local previewer = { extend = function() return {} end }
    having({
      ['fzf-lua'] = { fzf_exec = function(given, more)
        lines, options = given, more
        options.fn_selected(selected and { 'enter', lines[selected] })
      end },
      ['fzf-lua.previewer.builtin'] = { buffer_or_file = previewer },
    }, function()
      selected = 1
      assert.same({ 'apple' }, chosen_by('fzf-lua'))
      assert.equal('2\tpear  tree', lines[2])
      assert.same({ 'about', 'pear' }, options.previewer._ctor().parse_entry({}, lines[2]).content)
      selected = nil
      assert.same({ 'nothing' }, chosen_by('fzf-lua'))
    end)
  end)

  it('is telescope', function()
    local given, prompt, run
    having({
      ['telescope.actions'] = {
        select_default = { replace = function(_, action) run = action end },
        close = function(buf) vim.api.nvim_buf_delete(buf, { force = true }) end,
      },
      ['telescope.actions.state'] = { get_selected_entry = function() return given.finder[2] end },
      ['telescope.finders'] = { new_table = function(of) return vim.tbl_map(of.entry_maker, of.results) end },
      ['telescope.previewers'] = { new_buffer_previewer = function(of) return of end },
      ['telescope.config'] = { values = { generic_sorter = function() end } },
      ['telescope.pickers'] = { new = function(_, options)
        given = options
        return { find = function()
          prompt = vim.api.nvim_create_buf(false, true)
          options.attach_mappings(prompt)
          if run then run() end
        end }
      end },
    }, function()
      assert.same({ 'pear' }, chosen_by('telescope'))
      assert.equal('pear  tree', given.finder[2].ordinal)
      local buf = vim.api.nvim_create_buf(false, true)
      given.previewer.define_preview({ state = { bufnr = buf } }, given.finder[3])
      assert.same({ 'about', 'plum' }, vim.api.nvim_buf_get_lines(buf, 0, -1, false))
    end)
  end)

  it('that cannot be used is said once, and Neovim asks', function()
    having({ ['fzf-lua'] = { fzf_exec = function() error('no fzf here') end } }, function()
      local said
      helper.answering(function() return 'plum' end, function()
        said = helper.messages(function() assert.same({ 'plum' }, chosen_by('fzf-lua')) end)
      end)
      assert.matches('fzf-lua cannot be used', said[1][1], 1, true)
    end)
  end)

  it('gets no more than fit of Neovim, page by page', function()
    vim.g.undoc = { picker = 'select' }
    local items, most, last = {}, 0, nil
    for i = 1, 50 do items[i] = ('item %d %s'):format(i, ('x'):rep(200)) end
    helper.answering(function(_, _, labels)
      local rows = 0
      for _, label in ipairs(labels) do rows = rows + math.ceil((#label + 5) / vim.o.columns) end
      most = math.max(most, rows)
      for i, label in ipairs(labels) do
        if label:find('^item 47 ') then return i end
      end
      assert.matches('^%(%d+ more%)$', labels[#labels])
      return #labels
    end, function()
      pick.choose({ prompt = 'X', kind = 'x', items = items, text = tostring }, function(item) last = item end)
    end)
    assert.equal(items[47], last)
    assert.is_true(most <= vim.o.lines - 2)
  end)
end)
