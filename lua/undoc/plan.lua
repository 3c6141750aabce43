--- Plans of edits: what the core works out is shown, asked about, and done in one undo step, all of it or nothing.

local api = vim.api

local M = {}

---@class undoc.PlanOptions
---@field nodes? boolean the plan lists what becomes of each node
---@field quiet? boolean its notes are not said
---@field join? boolean in the undo step of what was just typed

--- Why a plan does nothing; nil where it can be.
---@param plan undoc.Plan
---@return string?
local function refusal(plan)
  if plan.possible then
    return nil
  end
  for _, note in ipairs(plan.notes) do
    if note.kind == 'refused' then
      return note.message
    end
  end
  return 'this cannot be done'
end

--- Whether every text that the plan replaces stands there.
---@param buf integer
---@param plan undoc.Plan
local function stands(buf, plan)
  local count = api.nvim_buf_line_count(buf)
  for _, change in ipairs(plan.changes) do
    local last, column = change.end_line, change.end_column
    local lines
    if last >= count then
      lines = api.nvim_buf_get_lines(buf, change.line, -1, false)
      lines[#lines + 1] = ''
    else
      local good
      good, lines = pcall(api.nvim_buf_get_text, buf, change.line, change.column, last, column, {})
      if not good then
        return false
      end
    end
    -- A NUL inside a line is a line feed for Neovim, and a NUL for the core.
    if table.concat(lines, '\n'):gsub('%z', '\n') ~= change.old:gsub('%z', '\n') then
      return false
    end
  end
  return true
end

---@param text string lines joined by LF
---@return string[]
local function lines_of(text)
  return vim.split(text, '\n', { plain = true })
end

---@param buf integer
---@param change undoc.Change
local function make(buf, change)
  local new = lines_of(change.new)
  local whole = change.column == 0 and change.end_column == 0
  if whole and (change.end_line > change.line or new[#new] == '') then
    new[#new] = nil
    api.nvim_buf_set_lines(buf, change.line, change.end_line, false, new)
  else
    api.nvim_buf_set_text(buf, change.line, change.column, change.end_line, change.end_column, new)
  end
end

--- Does what a plan says: all of it, or nothing.
---@param document undoc.Document
---@param plan undoc.Plan
---@param options? undoc.PlanOptions
---@return boolean done
---@return string? message
function M.apply(document, plan, options)
  local buf = document.buf
  local reason = refusal(plan)
  if reason then
    return false, reason
  elseif not api.nvim_buf_is_loaded(buf) then
    return false, 'the buffer is not loaded'
  elseif not vim.bo[buf].modifiable then
    return false, 'the buffer cannot be changed: it is `nomodifiable`'
  elseif document.doc:revision() ~= plan.revision or not stands(buf, plan) then
    return false, 'the text has changed since: nothing was done'
  elseif #plan.changes == 0 and #plan.moves == 0 then
    return true
  end
  local edit = require('undoc.edit')
  local before = api.nvim_buf_get_lines(buf, 0, -1, false)
  if not (options and options.join) then
    vim.bo[buf].undolevels = vim.bo[buf].undolevels -- what follows is a step of its own
  end
  local good, problem = pcall(edit.keeping_cursors, buf, function()
    edit.keeping_marks(buf, function()
      for i = #plan.changes, 1, -1 do
        make(buf, plan.changes[i])
      end
      for _, move in ipairs(plan.moves) do
        edit.move(buf, move.first, move.last, move.before)
      end
    end)
  end)
  if not good then
    -- Somebody's autocommand, perhaps. Half of a plan is worse than none.
    pcall(api.nvim_buf_set_lines, buf, 0, -1, false, before)
    return false, tostring(problem)
  end
  return true
end

--- Says what a plan could not do: one note as it is, several in the location list too.
---@param document undoc.Document
---@param plan undoc.Plan
function M.tell(document, plan)
  local items = {}
  for _, note in ipairs(plan.notes) do
    if note.kind ~= 'refused' then
      local line = api.nvim_buf_get_lines(document.buf, note.after.line, note.after.line + 1, false)[1] or ''
      items[#items + 1] = {
        bufnr = document.buf,
        lnum = note.after.line + 1,
        col = note.after.column + 1,
        end_lnum = note.after.end_line + 1,
        end_col = note.after.end_column + 1,
        text = note.message,
        type = 'W',
        words = note.after.end_line == note.after.line and line:sub(note.after.column + 1, note.after.end_column) or '',
      }
    end
  end
  if #items == 0 then
    return
  end
  local say = require('undoc.say')
  local first = items[1]
  local text = ('line %d: %s%s'):format(first.lnum, first.words ~= '' and first.words .. ': ' or '', first.text)
  for _, item in ipairs(items) do
    item.words = nil
  end
  vim.fn.setloclist(0, {}, ' ', { title = 'Undoc', items = items })
  say.warn(#items == 1 and text or ('%s (and %d more: `:lopen` lists them)'):format(text, #items - 1))
end

--- Works out a plan and does it.
---@param document undoc.Document
---@param operations table[]
---@param options? undoc.PlanOptions
---@return undoc.Plan? plan that was done
---@return string? message
function M.run(document, operations, options)
  local plan, message = document.doc:plan(operations, options and options.nodes)
  if not plan then
    return nil, message
  end
  local done
  done, message = M.apply(document, plan, options)
  if not done then
    return nil, message
  end
  if not (options and options.quiet) then
    M.tell(document, plan)
  end
  return plan
end

--- Shows a plan in a small window.
---@return integer window
local function show(text)
  local lines = vim.tbl_map(require('undoc.say').visible, lines_of(vim.trim(text)))
  local _, window = require('undoc.float').show(lines)
  vim.fn.matchadd('DiffDelete', [=[\[-.\{-}-\]]=], 10, -1, { window = window })
  vim.fn.matchadd('DiffAdd', [[{+.\{-}+}]], 10, -1, { window = window })
  return window
end

--- What a plan changes, a line each: "3: [-old-]{+new+}".
local function changes_text(plan)
  local lines = {}
  for _, change in ipairs(plan.changes) do
    local old, new = change.old:gsub('\n', ' ⏎ '), change.new:gsub('\n', ' ⏎ ')
    old = old ~= '' and ('[-%s-]'):format(old) or ''
    new = new ~= '' and ('{+%s+}'):format(new) or ''
    lines[#lines + 1] = ('%d: %s%s'):format(change.line + 1, old, new)
  end
  return table.concat(lines, '\n')
end

--- Shows what a plan would do, asks, and does it.
---@param document undoc.Document
---@param plan undoc.Plan
---@param text? string as it is shown; without it, its changes
---@param done? fun(plan: undoc.Plan)
function M.propose(document, plan, text, done)
  local say = require('undoc.say')
  if #plan.changes == 0 and #plan.moves == 0 then
    say.info('there is nothing to do')
    return
  end
  local window = show(text or changes_text(plan))
  vim.cmd.redraw()
  vim.ui.select({ 'Do it', 'Leave it' }, { prompt = 'This would change the text' }, function(choice)
    if api.nvim_win_is_valid(window) then
      api.nvim_win_close(window, true)
    end
    if choice ~= 'Do it' then
      return
    end
    local good, message = M.apply(document, plan)
    if not good then
      say.error(message)
      return
    end
    M.tell(document, plan)
    if done then
      done(plan)
    end
  end)
end

--- The same of operations.
---@param document undoc.Document
---@param operations table[]
---@param options? { title?: string, done?: fun(plan: undoc.Plan) }
function M.ask(document, operations, options)
  options = options or {}
  local say = require('undoc.say')
  local plan, message = document.doc:plan(operations)
  message = plan and refusal(plan) or message
  if not plan or message then
    say.error(message)
    return
  end
  local text
  text, message = document.doc:plan_shown(operations)
  if not text then
    say.error(message)
    return
  end
  M.propose(document, plan, (options.title and options.title .. '\n' or '') .. text, options.done)
end

return M
