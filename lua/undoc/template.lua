--- Templates: what `new` and `insert` share.

local M = {}

---@class undoc.Template
---@field name string
---@field title string
---@field part 'document'|'part'
---@field languages string[]

---@param part 'document'|'part'
---@return undoc.Template[] templates
---@return string? message
function M.list(part)
  local all, message = require('undoc.native').view('templates')
  if not all then
    return {}, message
  end
  return vim.tbl_filter(function(template)
    return template.part == part
  end, all)
end

--- The same for a menu: those that can be written in some language. What a picker that previews its entries shows of
--- one is its text before anything is answered.
---@param part 'document'|'part'
---@param prompt string
---@param chosen fun(template: undoc.Template)
---@param language? string those alone that can be written in it
---@return boolean good
---@return string? message
function M.menu(part, prompt, chosen, language)
  local all, message = M.list(part)
  local list = vim.tbl_filter(function(template)
    return #template.languages > 0 and (not language or vim.list_contains(template.languages, language))
  end, all)
  if #list == 0 then
    return false, message or 'there are no templates' .. (language and ' in ' .. language or '')
  end
  local document = require('undoc.document').get()
  require('undoc.pick').choose({
    prompt = prompt,
    kind = 'undoc.template',
    items = list,
    text = function(template)
      local some = #template.languages < 6 and (' (%s)'):format(table.concat(template.languages, ' ')) or ''
      return template.title .. some
    end,
    words = function(template)
      return template.name
    end,
    preview = function(template)
      return require('undoc.templates').preview(template, document and document.doc:language())
    end,
  }, function(template)
    if template then
      chosen(template)
    end
  end)
  return true
end

---@param part 'document'|'part'
---@param name string
---@return undoc.Template? template
---@return string? message
function M.find(part, name)
  local list, message = M.list(part)
  for _, template in ipairs(list) do
    if template.name == name then
      return template
    end
  end
  if message then
    return nil, message
  end
  local names = vim.tbl_map(function(template)
    return template.name
  end, list)
  return nil, ('there is no template %s: there are %s'):format(name, table.concat(names, ', '))
end

--- key=value, where a value goes on to the next key or stands in quotation marks.
---@param text string
---@return table<string, string>? values
---@return string? message
function M.values(text)
  local values = {}
  local at = 1
  text = vim.trim(text)
  while at <= #text do
    local key, start = text:match('^%s*([%a_]+)=()', at)
    if not key then
      return nil, ('key=value expected at: %s'):format(text:sub(at))
    end
    if values[key] then
      return nil, key .. ' is given twice'
    end
    local quote = text:match('^["\']', start)
    if quote then
      local value, after = text:match('^' .. quote .. '([^' .. quote .. ']*)' .. quote .. '()', start)
      if not value then
        return nil, ('the quotation marks of %s are not closed'):format(key)
      end
      values[key], at = value, after
    else
      local after = text:find('%s+[%a_]+=', start) or #text + 1
      values[key] = vim.trim(text:sub(start, after - 1))
      at = after
    end
    at = text:match('^%s*()', at)
  end
  return values
end

--- The language that a template is written in when nobody says which: that of the document, else English, else the
--- first that it has.
---@param template undoc.Template
---@param language? string
function M.language(template, language)
  for _, code in ipairs({ language or '', 'en' }) do
    if vim.list_contains(template.languages, code) then
      return code
    end
  end
  return template.languages[1] or 'en'
end

--- The text of a template, as a snippet.
---@param template undoc.Template
---@param values table<string, string>
---@return string? snippet
---@return string? message
function M.draft(template, values)
  local packs, message = require('undoc.native').packs()
  if not packs then
    return nil, message
  end
  local snippet
  snippet, message = packs:draft(template.name, values)
  return snippet and (snippet:gsub('\n$', '')), message
end

--- Writes a snippet at the cursor.
---@param snippet string
function M.expand(snippet)
  require('undoc.keys').snippet(vim.api.nvim_get_current_buf())
  require('undoc.vim_lsp').load()
  vim.snippet.expand(snippet)
end

--- Answers of the Lua API as the core takes them: true is yes, a list is joined, numbers are written.
---@param values table<string, any>
---@return table<string, string>
function M.texts(values)
  local texts = {}
  for key, value in pairs(values) do
    if type(value) == 'boolean' then
      value = value and 'yes' or 'no'
    elseif type(value) == 'table' then
      value = table.concat(value, ',')
    end
    texts[key] = tostring(value)
  end
  return texts
end

--- The keys of the answers that a template has a use for.
---@param template undoc.Template
---@return string[]
function M.keys(template)
  local packs = require('undoc.native').packs()
  return packs and packs:answer_keys(template.name) or {}
end

---@param part 'document'|'part'
---@param lead string
---@return string[]
function M.complete(part, lead)
  local names = vim.tbl_map(function(template)
    return template.name
  end, (M.list(part)))
  return vim.tbl_filter(function(name)
    return vim.startswith(name, lead)
  end, names)
end

return M
