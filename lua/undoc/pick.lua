--- One of many: through the picker that the user has, with a preview, else through |vim.ui.select()|, which gets no
--- more than fit on the screen: of more, words are asked for first, or there are pages.

local M = {}

---@class undoc.Pick
---@field prompt string
---@field items any[]
---@field text fun(item: any): string as it is listed
---@field words? fun(item: any): string what it is found by besides
---@field preview? fun(item: any): string[]
---@field kind string of |vim.ui.select()|
---@field find? fun(words: string): any[] those with all the words; without it, too many are shown page by page
---@field asks? string what is asked for then
---@field start? string the beginning of what is looked for

--- Lines in a buffer that a picker shows, with words kept whole.
local function fill(buf, lines)
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
end

local function wrap(window)
  if window and vim.api.nvim_win_is_valid(window) then
    vim.wo[window].wrap = true
    vim.wo[window].linebreak = true
  end
end

--- A text by which a picker that knows one text for an item finds it by its other words too.
local function searched(pick, item)
  return pick.words and pick.text(item) .. '  ' .. pick.words(item) or pick.text(item)
end

---@alias undoc.Adapter fun(pick: undoc.Pick, answer: fun(item?: any))

---@type table<string, undoc.Adapter>
local adapters = {}

adapters['fzf-lua'] = function(pick, answer)
  local lines, items = {}, {}
  for i, item in ipairs(pick.items) do
    lines[i] = ('%d\t%s'):format(i, (searched(pick, item):gsub('[\t\n]', ' ')))
  end
  local function item_of(line)
    return line and pick.items[tonumber(line:match('^(%d+)\t'))] or nil
  end
  if pick.preview then
    items._ctor = function()
      local previewer = require('fzf-lua.previewer.builtin').buffer_or_file:extend()
      function previewer.parse_entry(_, line)
        local item = item_of(line)
        return { content = item and pick.preview(item) or {}, cache_key = false }
      end
      return previewer
    end
  end
  require('fzf-lua').fzf_exec(lines, {
    prompt = pick.prompt .. '> ',
    query = pick.start,
    previewer = pick.preview and items or nil,
    winopts = { preview = { wrap = true, winopts = { number = false } } },
    -- What an item is called stays in sight, whichever of its other words was found.
    fzf_opts = { ['--delimiter'] = '\t', ['--with-nth'] = '2..', ['--no-multi'] = true, ['--no-hscroll'] = true },
    fn_selected = function(selected)
      -- The key that was pressed, then the line; nothing of one that was left.
      answer(selected and item_of(selected[#selected]) or nil)
    end,
    actions = { enter = function() end },
  })
end

adapters.telescope = function(pick, answer)
  local actions, state = require('telescope.actions'), require('telescope.actions.state')
  local previewer = pick.preview
    and require('telescope.previewers').new_buffer_previewer({
      title = 'Preview',
      define_preview = function(self, entry)
        fill(self.state.bufnr, pick.preview(entry.value))
        wrap(self.state.winid)
      end,
    })
  require('telescope.pickers').new({}, {
    prompt_title = pick.prompt,
    default_text = pick.start,
    finder = require('telescope.finders').new_table({
      results = pick.items,
      entry_maker = function(item)
        return { value = item, display = pick.text(item), ordinal = searched(pick, item) }
      end,
    }),
    sorter = require('telescope.config').values.generic_sorter({}),
    previewer = previewer or nil,
    attach_mappings = function(buf)
      actions.select_default:replace(function()
        local entry = state.get_selected_entry()
        answer(entry and entry.value)
        actions.close(buf)
      end)
      vim.api.nvim_create_autocmd('BufWipeout', {
        buffer = buf,
        callback = function()
          answer(nil)
        end,
      })
      return true
    end,
  }):find()
end

adapters.snacks = function(pick, answer)
  local items = {}
  for i, item in ipairs(pick.items) do
    items[i] = { idx = i, text = searched(pick, item), value = item }
  end
  require('snacks').picker.pick({
    source = 'select',
    title = pick.prompt,
    pattern = pick.start,
    items = items,
    layout = { preset = pick.preview and 'default' or 'select' },
    format = function(item)
      return { { pick.text(item.value) } }
    end,
    preview = pick.preview and function(context)
      context.preview:reset()
      context.preview:set_lines(pick.preview(context.item.value))
      context.preview:wo({ number = false, relativenumber = false, signcolumn = 'no', wrap = true, linebreak = true })
    end or 'none',
    confirm = function(picker, item)
      answer(item and item.value)
      picker:close()
    end,
    on_close = function()
      answer(nil)
    end,
  })
end

adapters['mini.pick'] = function(pick, answer)
  local items, chosen = {}, nil
  for i, item in ipairs(pick.items) do
    items[i] = { text = searched(pick, item), value = item }
  end
  local picker = _G.MiniPick or require('mini.pick')
  picker.start({
    source = {
      items = items,
      name = pick.prompt,
      preview = pick.preview and function(buf, item)
        fill(buf, pick.preview(item.value))
        wrap(vim.fn.bufwinid(buf))
      end or nil,
      choose = function(item)
        chosen = item
      end,
    },
  })
  answer(chosen and chosen.value)
end

local function loads(module)
  return (pcall(require, module))
end

--- Whether each can be used, and whether it is the one in use, by what it leaves to be seen. The order is that of how
--- sure this is.
local known = {
  {
    'mini.pick',
    function()
      return _G.MiniPick ~= nil or loads('mini.pick')
    end,
    function()
      return _G.MiniPick ~= nil
    end,
  },
  {
    'snacks',
    function()
      return loads('snacks.picker') or rawget(_G, 'Snacks') ~= nil
    end,
    function()
      local snacks = rawget(_G, 'Snacks')
      local config = snacks and snacks.config and snacks.config.picker
      return config ~= nil and config.enabled ~= false
    end,
  },
  {
    'fzf-lua',
    function()
      return loads('fzf-lua')
    end,
    function()
      return vim.fn.executable('fzf') == 1 and loads('fzf-lua')
    end,
  },
  {
    'telescope',
    function()
      return loads('telescope.pickers')
    end,
    function()
      return loads('telescope.pickers')
    end,
  },
}

--- The picker that is used: a name of an adapter, or `select`.
---@return string picker
---@return boolean there false: the option names one that cannot be loaded
function M.picker()
  local wanted = require('undoc.config').get('picker', vim.api.nvim_get_current_buf())
  for _, one in ipairs(known) do
    local good, there = pcall(wanted == 'auto' and one[3] or one[2])
    if wanted == one[1] then
      return wanted, good and there
    elseif wanted == 'auto' and good and there then
      return one[1], true
    end
  end
  return 'select', true
end

--- The names that option `picker` can have.
M.names = { 'auto', 'select', 'fzf-lua', 'telescope', 'snacks', 'mini.pick' }

--- Rows that a list of Neovim's own has beside its prompt and what it asks; more would scroll the first ones away.
local function room()
  return math.max(3, vim.o.lines - vim.o.cmdheight - 2)
end

--- What stands for the entries of the next page.
local MORE = {}

local NUMBER = 5 -- columns that a list has before an entry: "130: "

--- The entries that fit on a screen, long ones in several rows; of more, one row less.
---@param pick undoc.Pick
---@return any[] page
---@return integer left
local function first_page(pick)
  local rows, free, fits, fits_with_more = 0, room(), 0, 0
  for i, item in ipairs(pick.items) do
    rows = rows + math.ceil((NUMBER + vim.fn.strdisplaywidth(pick.text(item))) / vim.o.columns)
    fits = rows <= free and i or fits
    fits_with_more = rows < free and i or fits_with_more
    if rows > free then
      break
    end
  end
  if fits == #pick.items then
    return pick.items, 0
  end
  fits_with_more = math.max(1, fits_with_more)
  return vim.list_slice(pick.items, 1, fits_with_more), #pick.items - fits_with_more
end

---@type undoc.Adapter
local function select(pick, answer)
  local page, left = first_page(pick)
  local shown = vim.list_slice(page)
  if left > 0 then
    shown[#shown + 1] = MORE
  end
  vim.ui.select(shown, {
    prompt = pick.prompt,
    kind = pick.kind,
    format_item = function(item)
      return item == MORE and ('(%d more)'):format(left) or pick.text(item)
    end,
    preview_item = pick.preview and function(item)
      local buf = vim.api.nvim_create_buf(false, true)
      vim.bo[buf].bufhidden = 'wipe'
      fill(buf, item == MORE and {} or pick.preview(item))
      return { buf = buf }
    end or nil,
  }, function(item)
    if item ~= MORE then
      return answer(item)
    end
    vim.cmd.redraw()
    select(vim.tbl_extend('force', pick, { items = vim.list_slice(pick.items, #page + 1) }), answer)
  end)
end

--- Asks for words until what has them fits.
---@type undoc.Adapter
local function ask(pick, answer)
  local function narrow(words, count)
    local prompt = words and ('%s (%s: %d)'):format(pick.asks, words, count) or pick.asks
    vim.ui.input({ prompt = prompt .. ': ', default = words }, function(typed)
      typed = vim.trim(typed or '')
      if typed == '' then
        return answer(nil)
      end
      local found = pick.find(typed)
      if #found == 1 then
        answer(found[1])
      elseif #found > 0 and (#found <= room() or typed == words) then
        -- Asked twice for the same: page by page.
        select(vim.tbl_extend('force', pick, { items = found }), answer)
      else
        narrow(typed, #found)
      end
    end)
  end
  narrow()
end

--- Lets the user choose one.
---@param pick undoc.Pick
---@param done fun(item?: any) nil: none
function M.choose(pick, done)
  local answered = false
  -- Once, and when the picker's windows are gone.
  local function answer(item)
    if not answered then
      answered = true
      vim.schedule(function()
        done(item)
      end)
    end
  end
  local name = M.picker()
  if name ~= 'select' then
    local good, problem = pcall(adapters[name], pick, answer)
    if good or answered then
      return
    end
    require('undoc.say').once(('%s cannot be used, see `picker` in |undoc-options|: %s'):format(name, problem))
  end
  if #pick.items > room() and pick.find then
    ask(pick, done)
  else
    select(pick, done)
  end
end

return M
