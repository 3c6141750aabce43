--- `:Undoc translate`: the frame of a document in another language, in a window beside it, and the way between the two.

local M = {}

local api = vim.api

--- Words of the command that name no language.
local WORDS = { 'next', 'previous' }

---@class undoc.Language
---@field code string
---@field name string

---@return undoc.Language[]
local function languages()
  return require('undoc.native').view('languages') or {}
end

--- "fr  français", for menus.
local function shown(language)
  return ('%s  %s'):format(language.code, language.name)
end

--- A name for the translation's file: `letter.md` becomes `letter.es.md`, and so does `letter.en.md`.
---@param name string of the document's file
---@param from? string its language
---@param language string
---@return string? nil: the document has no file
function M.name(name, from, language)
  if name == '' then
    return nil
  end
  local folder, file = name:match('^(.*[/\\])(.*)$')
  folder, file = folder or '', file or name
  local stem, ending = file:match('^(.+)(%.[^.]*)$')
  stem, ending = stem or file, ending or ''
  if from and vim.endswith(stem, '.' .. from) and #stem > #from + 1 then
    stem = stem:sub(1, #stem - #from - 1)
  end
  return folder .. stem .. '.' .. language .. ending
end

--- A new window beside the document's, with the frame in it.
local function open_window(document, language, lines, mods)
  mods = vim.deepcopy(mods or {})
  if not mods.vertical and not mods.horizontal and (mods.split or '') == '' and (mods.tab or -1) < 0 then
    mods.vertical = true
    mods.split = vim.o.splitright and '' or 'belowright'
  end
  api.nvim_cmd({ cmd = 'new', mods = mods }, {})
  local buf = api.nvim_get_current_buf()
  api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  local name = M.name(api.nvim_buf_get_name(document.buf), document.doc:language(), language)
  if name and vim.fn.bufnr('^' .. vim.fn.fnameescape(name) .. '$') < 0 then
    pcall(api.nvim_buf_set_name, buf, name)
  end
  -- Said before the file type is set: what follows the language of the text cannot go by what waits in another one.
  vim.b[buf].undoc_translation = { language = language, translated = 0, total = 0, alone = 0 }
  vim.bo[buf].filetype = 'undoc'
  return buf, name
end

--- What is said when a frame was made.
local function tell(buf, name, link, missing)
  local parts = { require('undoc.translate_link').text(link) }
  if #missing > 0 then
    local words = table.concat(missing, ', '):gsub('_', ' ')
    parts[#parts + 1] = 'not said in the document, and open: ' .. words
  end
  if name and api.nvim_buf_get_name(buf) == '' then
    parts[#parts + 1] = 'it has no name, as there is a buffer ' .. vim.fn.fnamemodify(name, ':t') .. ' already'
  elseif name and vim.uv.fs_stat(name) then
    parts[#parts + 1] = vim.fn.fnamemodify(name, ':t') .. ' is there already: `:w!` replaces it'
  end
  require('undoc.say').info(table.concat(parts, '; '))
end

--- Opens the frame in a language, or goes to the one that is open.
---@param document undoc.Document
---@param language string a code, or a name in any language
---@param mods? vim.api.keyset.cmd.mods
---@return integer? buf
---@return string? message
function M.open(document, language, mods)
  local links = require('undoc.translate_link')
  for _, known in ipairs(languages()) do
    if language:lower() == known.code or vim.fn.tolower(language) == vim.fn.tolower(known.name) then
      language = known.code
    end
  end
  local link = links.find(document.buf, language)
  if link then
    links.go(link, link.source)
    return link.target.buf
  end
  local parts, missing = document.doc:translate(language)
  if not parts then
    return nil, missing --[[@as string]]
  end
  local lines = {}
  for _, part in ipairs(parts) do
    while #lines < part.line do
      lines[#lines + 1] = ''
    end
    vim.list_extend(lines, vim.split(part.text, '\n', { plain = true }))
  end
  local buf, name = open_window(document, language, lines, mods)
  local target, message = require('undoc.document').attach(buf)
  if not target then
    return nil, message
  end
  link = links.new(document, target, language, parts)
  tell(buf, name, link, missing --[[@as string[] ]])
  links.next(link, link.target, 1, true)
  return buf
end

local function choose(document, mods)
  local own = document.doc:language()
  local others = vim.tbl_filter(function(language)
    return language.code ~= own
  end, languages())
  vim.ui.select(others, {
    prompt = 'Translate into',
    format_item = shown,
    kind = 'undoc.translate',
  }, function(choice)
    if not choice then
      return
    end
    local buf, message = M.open(document, choice.code, mods)
    if not buf then
      require('undoc.say').error(message)
    end
  end)
end

--- `:Undoc translate [LANGUAGE|next|previous]`
---@param document undoc.Document
---@param text string
---@param mods? vim.api.keyset.cmd.mods
function M.run(document, text, mods)
  local links = require('undoc.translate_link')
  local say = require('undoc.say')
  local link, side = links.of(document.buf)
  if vim.list_contains(WORDS, text) then
    if not link then
      say.error('this buffer is no translation, and none of it is open')
    elseif not links.next(link, side, text == 'next' and 1 or -1) then
      say.info('nothing is left to translate')
    end
  elseif text == '' and link and side == link.target then
    links.go(link, side)
  elseif text == '' then
    choose(document, mods)
  else
    local buf, message = M.open(document, text, mods)
    if not buf then
      say.error(message)
    end
  end
end

--- Codes of the languages that the document is not in.
---@param document? undoc.Document
---@param lead string
---@return string[]
function M.complete(document, lead)
  local own = document and document.doc:language()
  local words = vim.tbl_map(function(language)
    return language.code
  end, languages())
  table.sort(words)
  if document and require('undoc.translate_link').of(document.buf) then
    vim.list_extend(words, WORDS)
  end
  return vim.tbl_filter(function(word)
    return word ~= own and vim.startswith(word, lead)
  end, words)
end

return M
