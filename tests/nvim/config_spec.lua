local helper = require('helper')

describe('options', function()
  local config = require('undoc.config')

  after_each(function()
    vim.g.undoc = nil
    vim.b.undoc_delay = nil
    vim.b.undoc_highlight = nil
  end)

  it('have defaults', function()
    assert.equal(true, config.get('detect'))
    assert.equal(200, config.get('delay', 0))
    assert.same({}, config.get('packs'))
    assert.same({}, config.problems())
  end)

  it('come from vim.g.undoc, and a buffer has the last word', function()
    vim.g.undoc = { delay = 50, highlight = false }
    assert.equal(50, config.get('delay', vim.api.nvim_get_current_buf()))
    assert.equal(false, config.get('highlight', vim.api.nvim_get_current_buf()))
    vim.b.undoc_delay = 10
    vim.b.undoc_highlight = true
    assert.equal(10, config.get('delay', vim.api.nvim_get_current_buf()))
    assert.equal(true, config.get('highlight', vim.api.nvim_get_current_buf()))
    assert.equal(50, config.get('delay'))
  end)

  it('understand Vimscript', function()
    vim.cmd('let g:undoc = {"detect": 0, "lsp": v:false}')
    vim.cmd('let b:undoc_highlight = 0')
    assert.equal(false, config.get('detect'))
    assert.equal(false, config.get('lsp'))
    assert.equal(false, config.get('highlight', vim.api.nvim_get_current_buf()))
    assert.same({}, config.problems())
  end)

  it('count as not set when they are wrong, and are named', function()
    vim.g.undoc = { delay = 'soon', ignore = 'agenda/order', dleay = 3, packs = { 1 }, detect = 2 }
    vim.b.undoc_delay = -1
    assert.equal(200, config.get('delay', vim.api.nvim_get_current_buf()))
    assert.same({}, config.get('ignore'))
    assert.equal(true, config.get('detect'))
    local problems = table.concat(config.problems(), '\n')
    assert.equal(6, #config.problems())
    assert.matches('vim.g.undoc.delay is "soon": a whole number, 0 or more expected', problems, 1, true)
    assert.matches('vim.g.undoc.ignore is "agenda/order": a list of strings expected', problems, 1, true)
    assert.matches('vim.g.undoc.packs is { 1 }: a list of strings expected', problems, 1, true)
    assert.matches('vim.g.undoc.detect is 2: true or false expected', problems, 1, true)
    assert.matches('vim.g.undoc.dleay is no option', problems, 1, true)
    assert.matches('undoc_delay is -1: a whole number, 0 or more expected', problems, 1, true)
  end)

  it('name codes that no finding has', function()
    vim.g.undoc = { ignore = { 'agenda/order', 'agenda/odrer' } }
    assert.same({ 'vim.g.undoc.ignore has "agenda/odrer": no finding has this code' }, config.problems())
  end)

  it('do not fall over when vim.g.undoc is no table', function()
    vim.g.undoc = 'yes'
    assert.equal(200, config.get('delay'))
    assert.same({ 'vim.g.undoc is "yes": a table expected' }, config.problems())
  end)

  it('finds the plugin where luarocks put its Lua elsewhere', function()
    local text = vim.fn.readfile(helper.root .. '/lua/undoc/config.lua')
    local moved = assert(loadfile(helper.write('share/lua/5.1/undoc/config.lua', text)))()
    assert.equal(helper.root, moved.root)
  end)
end)
