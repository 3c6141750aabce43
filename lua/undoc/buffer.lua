--- Options of a document's buffer and windows. What the user has set stays.

local M = {}

local api = vim.api

--- Labels of paragraphs, for |gw| and what else keeps lists apart: 1. 1 bis. 12) (a) (iv) a) и) （一） PP1 OP2 •
M.list_pattern = table.concat({
  [=[^\s*\%(\d\+\%( \?\%(bis\|ter\|quater\)\)\?[.)]]=],
  [=[[(（]\?\%([ivxlcdm]\{1,7}\|\a\{1,2}\|[а-яё]\|[ء-ي]\|[一二三四五六七八九十]\{1,3}\)[)）]]=],
  [=[[PO]P\d\+\%( \?\%(bis\|ter\|alt\)\)\?[.:]\?]=],
  [=[[•–-]\)\s\+]=],
}, [[\|]])

--- Languages for which Vim has spelling; of Chinese it leaves the characters alone.
local spelling = { en = 'en', fr = 'fr', es = 'es', ru = 'ru', zh = 'cjk' }

--- Options that the plugins for other file types set.
local by_plugins = { comments = true, commentstring = true, formatlistpat = true, iskeyword = true }

--- What the user had set before we set anything: Neovim counts what is set here as well.
local theirs = {}
for _, name in ipairs({
  'linebreak', 'breakindent', 'comments', 'commentstring', 'formatlistpat', 'suffixesadd', 'includeexpr', 'iskeyword',
  'spelllang', 'rightleft',
}) do
  local info = api.nvim_get_option_info2(name, { scope = 'global' })
  -- The file type's plugin that was here before us, for text or Markdown, may have set it for its buffer alone.
  local value = api.nvim_get_option_value(name, { scope = 'global' })
  theirs[name] = info.was_set and (not by_plugins[name] or value ~= info.default)
end

--- Whether somebody has set an option, in whatever way; then it is theirs.
---@param name string
---@param buf? integer the current one; of options of a window always the current one
local function is_set(name, buf)
  local info = api.nvim_get_option_info2(name, {})
  local of = info.scope == 'win' and { win = 0 } or { buf = buf or 0 }
  return theirs[name] or api.nvim_get_option_value(name, of) ~= api.nvim_get_option_value(name, { scope = 'global' })
end

local undo = {}

--- Sets an option of the current buffer or window, and remembers that it did.
local function set(name, value)
  if not is_set(name) then
    api.nvim_set_option_value(name, value, { scope = 'local' })
    undo[#undo + 1] = ('setlocal %s<'):format(name)
  end
end

--- The language of the text. What waits to be translated is in another one than the translation.
---@param document undoc.Document
local function language_of(document)
  local translation = vim.b[document.buf].undoc_translation
  return type(translation) == 'table' and translation.language or document.doc:language() or ''
end

--- Text of a language that is written from right to left: whether a window shows it so. A terminal that does that by
--- itself
--- ('termbidi') must not be helped.
---@param document undoc.Document
local function goes_left(document)
  return require('undoc.config').get('rightleft', document.buf)
    and language_of(document) == 'ar'
    and not vim.o.termbidi
end

--- What follows the language of the text.
---@param document undoc.Document
function M.follow_language(document)
  local buf = document.buf
  local language = spelling[language_of(document)]
  if language and not is_set('spelllang', buf) or vim.b[buf].undoc_spelllang then
    if language and vim.bo[buf].spelllang ~= language then
      vim.bo[buf].spelllang = language
      vim.b[buf].undoc_spelllang = true
    end
  end
  local left = goes_left(document)
  for _, window in ipairs(vim.fn.win_findbuf(buf)) do
    -- Only what was turned here is turned back.
    local turned = vim.w[window].undoc_rightleft
    if not theirs.rightleft and vim.wo[window].rightleft ~= left and (left or turned) then
      vim.wo[window][0].rightleft = left
      vim.w[window].undoc_rightleft = left or nil
    end
  end
end

--- A window with text of our own, which goes from left to right whatever window it was made from.
---@param window integer
function M.left_to_right(window)
  vim.wo[window].rightleft = false
  vim.w[window].undoc_rightleft = nil
end

---@param language? string
---@return boolean
function M.has_spelling(language)
  return language == nil or spelling[language] ~= nil
end

--- Sets what helps with these documents, in the current buffer and window.
---@param document undoc.Document
function M.set(document)
  undo = {}
  set('linebreak', true) -- a paragraph is often one line: it breaks between words
  set('breakindent', true)
  -- A comment to undoc is no part of the paragraph below it.
  set('comments', ':<!--')
  set('commentstring', '')
  set('formatlistpat', M.list_pattern)
  set('suffixesadd', '.txt,.md')
  set('includeexpr', "v:lua.require'undoc.navigate'.file(v:fname)")
  if not is_set('iskeyword') then
    set('iskeyword', vim.bo.iskeyword .. ',-') -- Secretary-General is one word
  end
  if not vim.bo.formatoptions:find('n') then
    vim.opt_local.formatoptions:append('n') -- lists keep their indent
    undo[#undo + 1] = 'setlocal formatoptions<'
  end
  undo[#undo + 1] = 'setlocal spelllang< rightleft<'
  M.follow_language(document)
  vim.b.undo_ftplugin = (vim.b.undo_ftplugin and vim.b.undo_ftplugin .. ' | ' or '') .. table.concat(undo, ' | ')
end

function M.start()
  local documents = require('undoc.document')
  documents.on('update', M.follow_language)
  api.nvim_create_autocmd('BufWinEnter', {
    group = api.nvim_create_augroup('undoc.buffer', {}),
    callback = function(event)
      local document = documents.all()[event.buf]
      if document then
        M.follow_language(document)
      end
    end,
  })
end

return M
