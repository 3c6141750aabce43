local helper = require('helper')

describe('highlighting', function()
  local child

  before_each(function()
    child = helper.child({ helper.write('letter.txt', helper.letter_lines()) })
    child.cmd('set termguicolors signcolumn=no')
    child.cmd('highlight UndocMasthead guifg=#000001 | highlight UndocTitle guifg=#000002')
    child.cmd('highlight UndocAnnex guifg=#000003 | highlight UndocPreambular guifg=#000004')
    child.cmd('highlight UndocOperative guifg=#000005 | highlight UndocSubject guifg=#000006')
    child.cmd('highlight UndocRequest guifg=#000007 | highlight UndocSignature guifg=#000008')
    child.cmd('highlight UndocLabel guifg=#000009 | highlight Normal guifg=#ffffff guibg=#000000')
    child.settle()
  end)
  after_each(function()
    child.stop()
  end)

  --- The colour number at a place of the text.
  local function colour(text, offset)
    return child.lua([[
      local text, offset = ...
      local row = vim.fn.search('\\V' .. text, 'cw')
      vim.cmd('normal! zt')
      vim.cmd('redraw')
      local place = vim.fn.screenpos(0, row, vim.fn.col('.') + offset)
      local cell = vim.api.nvim__inspect_cell(1, place.row - 1, place.col - 1)
      return (cell[2] or {}).foreground or -1
    ]], text, offset or 0)
  end

  it('comes from the tree', function()
    assert.equal(1, colour('Assemblée générale'))
    assert.equal(1, colour('dans la gouvernance mondiale', 5))
    assert.equal(2, colour('Lettre datée'))
    assert.equal(7, colour('Je vous serais'))
    assert.equal(8, colour('Le Représentant permanent'))
    assert.equal(3, colour('**Annexe', 3))
    assert.equal(6, colour("Les chefs d'État des pays"))
    assert.equal(4, colour('Soulignant'))
    assert.equal(4, colour('Soulignant', 9))
    assert.not_equal(4, colour('Soulignant la', 12))
    assert.equal(5, colour('Réaffirment'))
    assert.not_equal(5, colour("J'ai l'honneur"))
  end)

  it('follows the text', function()
    child.cmd('%s/Observant/1. Invite/')
    child.cmd('%s/^Soulignant/2. Engage/')
    assert.equal(9, colour('1. Invite'))
    assert.equal(5, colour('1. Invite', 3))
    assert.equal(9, colour('2. Engage'))
  end)

  it('reaches lines of a part that begins far above', function()
    -- The annex begins out of sight.
    assert.equal(5, colour('Préconisent'))
    assert.equal(2, colour('quinzième anniversaire de la création'))
  end)

  it('is switched off by an option', function()
    child.cmd('let b:undoc_highlight = v:false | redraw!')
    assert.not_equal(1, colour('Assemblée générale'))
    child.cmd('let b:undoc_highlight = v:true | redraw!')
    assert.equal(1, colour('Assemblée générale'))
  end)

  it('links its groups to standard ones, and leaves those that a user defines', function()
    local groups = child.lua([[
      vim.cmd('highlight clear')
      vim.cmd('colorscheme default')
      vim.api.nvim_set_hl(0, 'UndocTitle', { fg = '#00ff00' })
      vim.cmd('doautocmd ColorScheme')
      return { vim.api.nvim_get_hl(0, { name = 'UndocMasthead' }), vim.api.nvim_get_hl(0, { name = 'UndocTitle' }) }
    ]])
    assert.equal('PreProc', groups[1].link)
    assert.equal(0x00ff00, groups[2].fg)
  end)

  it('looks at the lines in sight only', function()
    local seen = child.lua([[
      local lines = {}
      for i = 1, 5000 do
        lines[#lines + 1] = ('%d. Decides to act;'):format(i)
        lines[#lines + 1] = ''
      end
      vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
      local document = require('undoc.document').get()
      local calls = 0
      local doc = document.doc
      document.doc = setmetatable({
        node = function(_, ...)
          calls = calls + 1
          return doc:node(...)
        end,
      }, { __index = function(_, name)
        return function(_, ...)
          return doc[name](doc, ...)
        end
      end })
      vim.cmd('normal! 5000Gzt')
      vim.cmd('redraw!')
      vim.cmd('normal! 5001Gzt')
      vim.cmd('redraw!')
      return calls
    ]])
    assert.is_true(seen > 0 and seen < 500, tostring(seen))
  end)

  it('stands under what is drawn before a change was taken in', function()
    -- The preview of a substitution shows text that the tree does not have.
    child.cmd('set inccommand=nosplit')
    child.type(':%s/\\n//')
    child.cmd('redraw')
    child.type('<Esc>')
    assert.equal('', child.cmd('messages'))
  end)
end)
