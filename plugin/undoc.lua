-- What Neovim loads at start: the command, the rule for file types, the <Plug> maps. No module is loaded here.
if vim.g.loaded_undoc then
  return
end
vim.g.loaded_undoc = 1

if vim.fn.has('nvim-0.10') == 0 then
  vim.api.nvim_err_writeln('undoc: Neovim 0.10 or newer is needed')
  return
end

vim.api.nvim_create_user_command('Undoc', function(options)
  require('undoc.command').run(options)
end, {
  nargs = '*',
  bang = true,
  range = true,
  desc = 'United Nations documents: outline, agenda, drafting, checks',
  complete = function(lead, line, position)
    return require('undoc.command').complete(lead, line, position)
  end,
})

local group = vim.api.nvim_create_augroup('undoc', {})

-- Set, and not only proposed: the ending is ours, whatever the first lines look like to other rules.
vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  group = group,
  pattern = '*.undoc',
  callback = function(event)
    vim.bo[event.buf].filetype = 'undoc'
  end,
})

-- By content, where the name says nothing: other files pay for two comparisons.
local vague = { [''] = true, text = true, markdown = true }
local function says_nothing(buf)
  local options = vim.bo[buf]
  return vague[options.filetype] and options.buftype == ''
end

-- In the group of the rules by name, and after them: `:filetype detect` runs that group and no other.
vim.api.nvim_create_autocmd({ 'BufReadPost', 'StdinReadPost' }, {
  group = vim.api.nvim_create_augroup('filetypedetect', { clear = false }),
  callback = function(event)
    if says_nothing(event.buf) then
      require('undoc.detect').on_detection(event.buf)
    end
  end,
})

-- What is typed or pasted into a new buffer becomes a document when it reads like one.
vim.api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI', 'InsertLeave', 'BufWritePost' }, {
  group = group,
  callback = function(event)
    if says_nothing(event.buf) then
      require('undoc.detect').on_change(event.buf, vague)
    end
  end,
})

-- Outlines: `:edit` in one, and one that a session brings back, have no file to be read from.
vim.api.nvim_create_autocmd('BufReadCmd', {
  group = group,
  pattern = 'undoc://outline/*',
  callback = function(event)
    require('undoc.outline').read(event.buf)
  end,
})
vim.api.nvim_create_autocmd('SessionLoadPost', {
  group = group,
  callback = function()
    for _, buf in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_is_loaded(buf) and vim.startswith(vim.api.nvim_buf_get_name(buf), 'undoc://outline/') then
        require('undoc.outline').read(buf)
      end
    end
  end,
})

local function plug(name, modes, run, description)
  vim.keymap.set(modes, '<Plug>(undoc-' .. name .. ')', run, { desc = description })
end

plug('outline', 'n', '<Cmd>Undoc outline<CR>', 'Outline of the document')
plug('explain', 'n', '<Cmd>Undoc explain<CR>', 'Why this line was taken for what it is')
plug('fix', 'n', '<Cmd>Undoc fix<CR>', 'Fix the finding at the cursor')
plug('agenda', 'n', '<Cmd>Undoc agenda<CR>', 'An item of the agenda')

-- Keys of an outline; elsewhere they do nothing.
for name, description in pairs({
  up = 'Move what the outline\'s cursor is on up',
  down = 'Move what the outline\'s cursor is on down',
  promote = 'Promote what the outline\'s cursor is on',
  demote = 'Demote what the outline\'s cursor is on',
  delete = 'Delete what the outline\'s cursor is on',
}) do
  plug('outline-' .. name, { 'n', 'x' }, function()
    require('undoc.outline_keys').press('outline-' .. name)
  end, description)
end
plug('definition', 'n', function()
  require('undoc.navigate').definition()
end, 'To what the words under the cursor name')
plug('references', 'n', function()
  require('undoc.navigate').references()
end, 'References to the paragraph under the cursor')
plug('open', 'n', function()
  require('undoc.navigate').open()
end, 'The official address of the symbol under the cursor')

-- Motions: each to the next and the previous one.
local motions = {
  [''] = 'part',
  ['-clause'] = 'clause',
  ['-subparagraph'] = 'subparagraph',
  ['-section'] = 'section',
  ['-annex'] = 'annex',
  ['-letter'] = 'letter',
  ['-signature'] = 'signature',
  ['-opener'] = 'opener',
  ['-reference'] = 'reference',
  ['-item'] = 'item',
  ['-sentence'] = 'sentence',
  ['-level'] = 'level',
  ['-finding'] = 'finding',
  ['-placeholder'] = 'placeholder',
}
for name, motion in pairs(motions) do
  plug('next' .. name, { 'n', 'x', 'o' }, function()
    require('undoc.motion').go(motion, vim.v.count1)
  end, 'Next ' .. motion)
  plug('previous' .. name, { 'n', 'x', 'o' }, function()
    require('undoc.motion').go(motion, -vim.v.count1)
  end, 'Previous ' .. motion)
end
plug('parent', { 'n', 'x', 'o' }, function()
  require('undoc.motion').go('parent', -vim.v.count1)
end, 'What this part lies in')

local no_objects = { part = true, level = true, finding = true, placeholder = true }
for name, object in pairs(motions) do
  if not no_objects[object] then
    plug('a' .. name, { 'x', 'o' }, function()
      require('undoc.object').select(object, true, vim.v.count1)
    end, 'Around ' .. object)
    plug('inner' .. name, { 'x', 'o' }, function()
      require('undoc.object').select(object, false, vim.v.count1)
    end, 'Inner ' .. object)
  end
end
for name, after in pairs({ put = true, ['put-before'] = false }) do
  vim.keymap.set('n', '<Plug>(undoc-' .. name .. ')', function()
    return require('undoc.put').keys(after)
  end, { expr = true, desc = 'Put; a paragraph ' .. (after and 'after' or 'before') .. ' the one here' })
end

for name, way in pairs({ ['next-untranslated'] = 'next', ['previous-untranslated'] = 'previous' }) do
  plug(name, 'n', '<Cmd>Undoc translate ' .. way .. '<CR>', 'The ' .. way .. ' paragraph that is not translated')
end

-- Commands that take a count, and work on the Visual area.
for name, words in pairs({
  ['move-up'] = { 'move', 'up' },
  ['move-down'] = { 'move', 'down' },
  ['move-to-preamble'] = { 'move', 'to', 'preamble' },
  delete = { 'delete' },
  demote = { 'demote' },
  duplicate = { 'duplicate' },
  join = { 'join' },
  promote = { 'promote' },
  renumber = { 'renumber' },
  split = { 'split' },
}) do
  plug(name, name == 'split' and 'n' or { 'n', 'x' }, function()
    require('undoc.operate').key(words)
  end, 'Undoc ' .. table.concat(words, ' '))
end

for choice, what in pairs({ accept = 'Accept', drop = 'Drop' }) do
  plug(choice, { 'n', 'x' }, function()
    require('undoc.brackets').key(choice)
  end, what .. ' the bracket at the cursor')
end
