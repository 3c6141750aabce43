local helper = require('helper')

describe(':checkhealth undoc', function()
  local config = vim.fn.stdpath('config') .. '/undoc'

  local function write(name, lines)
    vim.fn.mkdir(vim.fs.dirname(config .. '/' .. name), 'p')
    vim.fn.writefile(lines, config .. '/' .. name)
  end

  local function reload()
    helper.messages(function() vim.cmd('Undoc reload') end)
  end

  --- What it says, a line each.
  local function report()
    local said = {}
    local function put(text) said[#said + 1] = text end
    helper.with(vim, 'health', { start = put, ok = put, info = put, warn = put, error = put }, function()
      require('undoc.health').check()
    end)
    return table.concat(said, '\n')
  end

  before_each(helper.clean)
  after_each(function()
    vim.fn.delete(config, 'rf')
    vim.g.undoc = nil
    reload()
    helper.clean()
  end)

  it('tries packs as they will be used, and is content with ours', function()
    local said = report()
    assert.matches('nothing is wrong in them\neach of 6 languages knows a small document', said, 1, true)
  end)

  it('names what fails in a template or a language, with its line and what was expected', function()
    write('template/plea.yaml', {
      'template: plea', 'title: Plea', 'part: document', 'body:', '  en: |', '    {by items|item}', '  fr: |',
      '    {date}',
    })
    -- The words of English under another name, and an opener that is a preambular one there.
    write('language/xx.yaml', {
      'language: xx', 'name: Xish', 'script: latin', 'source: none', 'resolution:', '  subjects:',
      '    general-assembly: The General Assembly', '  operative: [Recalling]',
    })
    reload()
    local said = report()
    assert.matches('/undoc/template/plea.yaml:6:5: {by items} needs two forms', said, 1, true)
    assert.matches('/undoc/language/xx.yaml:1:1: a document of its words is taken for one in en; expected xx', said, 1,
      true)
    assert.is_nil(said:find('nothing is wrong in them\neach', 1, true))
  end)

  it('says whose a key is, and which picker is not there', function()
    vim.g.undoc = { picker = 'telescope' }
    vim.keymap.set('n', 'gd', '<Nop>', { desc = 'mine' })
    helper.open()
    local said = report()
    vim.keymap.del('n', 'gd')
    assert.matches("gd in Normal mode is somebody else's (mine): <Plug>(undoc-definition) is there", said, 1, true)
    assert.matches('telescope, which cannot be loaded', said, 1, true)
  end)
end)
