--- Highlighting by role, from the tree and for the lines in sight only: marks that live for one redraw.

local api = vim.api

local M = {}

local space = api.nvim_create_namespace('undoc.highlight')

local links = {
  UndocMasthead = 'PreProc',
  UndocTitle = 'Title',
  UndocAnnex = 'Title',
  UndocEnclosure = 'Title',
  UndocHeading = 'Title',
  UndocSubject = 'Statement',
  UndocPreambular = 'Identifier',
  UndocOperative = 'Function',
  UndocRequest = 'Special',
  UndocSignature = 'Special',
  UndocAdoption = 'Comment',
  UndocFootnote = 'Comment',
  UndocFurniture = 'NonText',
  UndocLabel = 'Number',
  UndocBracket = 'DiagnosticWarn',
  UndocInner = 'Special',
  UndocInnermost = 'Identifier',
  UndocParty = 'Tag',
  UndocRemark = 'Comment',
  UndocAgreed = 'String',
  UndocBroken = 'Error',
  UndocComment = 'Comment',
  UndocCounterpart = 'Visual',
  UndocLone = 'DiagnosticHint',
}

--- Roles that colour their lines. Of a clause only label and opener are coloured: the text is there to be read.
local whole = {
  masthead = 'UndocMasthead',
  title = 'UndocTitle',
  annex = 'UndocAnnex',
  enclosure = 'UndocEnclosure',
  heading = 'UndocHeading',
  subject = 'UndocSubject',
  request = 'UndocRequest',
  signature = 'UndocSignature',
  adoption = 'UndocAdoption',
  footnote = 'UndocFootnote',
  furniture = 'UndocFurniture',
}

--- Of these the words are prose, in which spelling is looked at.
local prose = {
  UndocTitle = true,
  UndocAnnex = true,
  UndocEnclosure = true,
  UndocHeading = true,
  UndocSubject = true,
  UndocRequest = true,
  UndocFootnote = true,
}

local opening = { preambular = 'UndocPreambular', operative = 'UndocOperative' }

local function define()
  for name, target in pairs(links) do
    api.nvim_set_hl(0, name, { link = target, default = true })
  end
end

--- Paints the rows [from, to) of what is in sight with a role.
local function paint(rows, top, bottom, from, to, group)
  for row = math.max(from, top), math.min(to - 1, bottom) do
    rows[row] = group
  end
end

--- What the rows from `top` to `bottom` show: groups by row, and for rows where a clause or a labelled paragraph begins
--- its node, the group of its opener, and whether it has a label.
---@param doc undoc.Doc
function M.roles(doc, top, bottom)
  local rows, starts = {}, {}
  local function take(id)
    local kind, _, _, first, last, _, style = doc:node(id)
    paint(rows, top, bottom, first, last, whole[kind] or false)
    if first >= top and first <= bottom and (opening[kind] or style) then
      starts[first] = { id, opening[kind], style ~= nil }
    end
    return first
  end
  local chain = {}
  local id = doc:at(top)
  while id ~= 0 do
    table.insert(chain, 1, id)
    local _, _, parent = doc:node(id)
    id = parent
  end
  for _, ancestor in ipairs(chain) do
    take(ancestor)
  end
  for next_id = doc:node_before(top) + 1, doc:node_count() - 1 do
    local _, _, _, first = doc:node(next_id)
    if first > bottom then
      break
    end
    take(next_id)
  end
  return rows, starts
end

local function mark(buf, row, first, last, group, priority)
  api.nvim_buf_set_extmark(buf, space, row, first, {
    end_col = last,
    hl_group = group,
    ephemeral = true,
    strict = false,
    priority = priority or 100, -- under everybody else's
  })
end

--- Brackets over what they stand in, those who are named over the remark that names them.
local function mark_brackets(buf, row, marks)
  for i, one in ipairs(marks) do
    if one.hidden then
      local options = { end_col = one.last, conceal = '…', ephemeral = true, strict = false }
      api.nvim_buf_set_extmark(buf, space, row, one.first, options)
    else
      mark(buf, row, one.first, one.last, one.group, 100 + math.min(i, 90))
    end
  end
end

--- Where words are that no spelling knows: symbols and numbers of resolutions, by row; of a language for which Vim has
--- no spelling, `all` lines.
---@param document undoc.Document
---@return table<integer|string, integer[][]>
function M.unspelt(document, top, bottom)
  local doc, found = document.doc, {}
  if not require('undoc.buffer').has_spelling(doc:language()) then
    found.all = { { 0, 100000 } }
    return found
  end
  for _, reference in ipairs(doc:references(top, bottom + 1) or {}) do
    local named = reference.type == 'symbol' or reference.type == 'resolution' or reference.type == 'decision'
    for row = reference.line, named and reference.end_line or -1 do
      local first = row == reference.line and reference.column or 0
      local last = row == reference.end_line and reference.end_column or 100000
      found[row] = found[row] or {}
      table.insert(found[row], { first, last })
    end
  end
  return found
end

function M.start()
  define()
  local group = api.nvim_create_augroup('undoc.highlight', {})
  api.nvim_create_autocmd('ColorScheme', { group = group, callback = define })

  local documents = require('undoc.document')
  local config = require('undoc.config')
  local brackets = require('undoc.brackets')
  local doc, rows, starts, bracketed, asides, concealed, spared
  api.nvim_set_decoration_provider(space, {
    on_win = function(_, window, buf, top, bottom)
      local document = documents.get(buf)
      if not document or not config.get('highlight', buf) then
        return false
      end
      doc = document.doc
      rows, starts = M.roles(doc, top, bottom)
      bracketed = brackets.marks(document, top, bottom)
      concealed = config.get('conceal', buf) and vim.wo[window].conceallevel > 0
      spared = vim.wo[window].spell and M.unspelt(document, top, bottom) or nil
      asides = {}
      for _, aside in ipairs(doc:asides(top, bottom + 1)) do
        asides[aside[1]] = aside
      end
    end,
    on_line = function(_, _, buf, row)
      local role, begins, aside = rows[row], starts[row], asides[row]
      if aside then
        mark(buf, row, aside[2], aside[3], 'UndocComment', 120)
        local unspelt = { end_col = aside[3], spell = false, ephemeral = true, strict = false, priority = 120 }
        api.nvim_buf_set_extmark(buf, space, row, aside[2], unspelt)
      end
      if bracketed[row] then
        mark_brackets(buf, row, bracketed[row])
      end
      if concealed then
        require('undoc.conceal').mark(space, buf, doc, row)
      end
      for _, words in ipairs(spared and (spared[row] or spared.all) or {}) do
        local options = { end_col = words[2], spell = false, ephemeral = true, strict = false, priority = 110 }
        api.nvim_buf_set_extmark(buf, space, row, words[1], options)
      end
      if not role and not begins then
        return
      end
      local text = api.nvim_buf_get_lines(buf, row, row + 1, false)[1] or ''
      if role then
        mark(buf, row, 0, #text, role)
        if not prose[role] then
          local unspelt = { end_col = #text, spell = false, ephemeral = true, strict = false }
          api.nvim_buf_set_extmark(buf, space, row, 0, unspelt)
        end
      end
      if begins then
        local first, last = doc:opening(begins[1])
        if begins[3] and first then
          mark(buf, row, #text:match('^[%s*_]*'), #text:sub(1, first):match('^(.-)[%s*_]*$'), 'UndocLabel')
        end
        if begins[2] and first then
          mark(buf, row, first, last, begins[2])
        end
      end
    end,
  })

  documents.on('update', function(document)
    -- The tree of lines that were not touched may have changed with those that were.
    api.nvim__redraw({ buf = document.buf, valid = false, flush = false })
  end)
end

return M
