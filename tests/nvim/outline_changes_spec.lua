--- From edited lines to operations, with a model of the document that does them.

local changes = require('undoc.outline_changes')

--- `2a` is a sub-paragraph of 2, `2ai` one below that: a document in one line.
local function items(words)
  local list = {}
  for word in words:gmatch('%S+') do
    local depth = word:match('^%d+$') and 0 or word:match('^%d+%a$') and 1 or word:match('^%d+%ai+$') and 2 or 0
    local kind = word:match('^P') and 'preambular' or word == 'M' and 'masthead' or depth > 0 and 'subparagraph'
    list[#list + 1] = { name = word, kind = kind or 'operative', depth = depth }
  end
  return list
end

--- Rows: names of items, with `>` or `<` before one that was indented otherwise.
local function rows(before, words)
  local list = {}
  for word in words:gmatch('%S+') do
    local down, name = word:match('^([<>]*)(.+)$')
    for id, item in ipairs(before) do
      if item.name == name then
        local depth = item.depth + select(2, down:gsub('>', '')) - select(2, down:gsub('<', ''))
        list[#list + 1] = { id = id, depth = depth }
      end
    end
  end
  return list
end

--- Operations as a person would say them.
local function said(before, words)
  local result = changes.of(before, rows(before, words))
  local list = {}
  for _, operation in ipairs(result.operations) do
    local parts = { operation.kind, before[operation.id].name }
    if operation.anchor then
      parts[#parts + 1] = operation.to .. ' ' .. before[operation.anchor].name
    end
    list[#list + 1] = table.concat(parts, ' ')
  end
  return list, result.problems
end

--- A document as what stands in it one after the other, each with its level; the operations as the core has them.
local Model = {}
Model.__index = Model

local function model(before)
  local list = {}
  for id, item in ipairs(before) do
    list[id] = { id = id, level = item.depth }
  end
  return setmetatable({ list = list }, Model)
end

function Model:find(id)
  for i, node in ipairs(self.list) do
    if node.id == id then
      return i
    end
  end
  error('no node ' .. id)
end

function Model:last(i)
  local last = i
  while self.list[last + 1] and self.list[last + 1].level > self.list[i].level do
    last = last + 1
  end
  return last
end

function Model:take(i)
  local taken = {}
  for _ = i, self:last(i) do
    taken[#taken + 1] = table.remove(self.list, i)
  end
  return taken
end

function Model:put(taken, to, anchor)
  local i = self:find(anchor)
  while self.list[i].level > taken[1].level do
    i = i - 1
  end
  local at = to == 'before' and i or self:last(i) + 1
  for offset, node in ipairs(taken) do
    table.insert(self.list, at + offset - 1, node)
  end
end

function Model:run(operation)
  local i = self:find(operation.id)
  if operation.kind == 'delete' then
    self:take(i)
  elseif operation.kind == 'move' then
    self:put(self:take(i), operation.to, operation.anchor)
  elseif operation.kind == 'duplicate' then
    local copies = {}
    for at = i, self:last(i) do
      copies[#copies + 1] = { id = -math.abs(self.list[at].id), level = self.list[at].level }
    end
    self:put(copies, operation.to, operation.anchor)
  elseif operation.kind == 'promote' then
    local taken = self:take(i)
    assert(taken[1].level > 0, 'promoted too far')
    local above = i - 1
    while self.list[above].level >= taken[1].level do
      above = above - 1
    end
    local at = self:last(above) + 1
    for offset, node in ipairs(taken) do
      node.level = node.level - 1
      table.insert(self.list, at + offset - 1, node)
    end
  else
    for at = i, self:last(i) do
      self.list[at].level = self.list[at].level + 1
    end
  end
end

function Model:parent(i)
  for at = i - 1, 1, -1 do
    if self.list[at].level < self.list[i].level then
      return self.list[at].id
    end
  end
  return 0
end

describe('the lines of an outline', function()
  it('say what was moved, whole and with few operations', function()
    local before = items('1 2 2a 2b 3 4 5')
    local function expect(wanted, words)
      local operations, problems = said(before, words)
      assert.same({}, problems, words)
      assert.same(wanted, operations, words)
    end
    expect({}, '1 2 2a 2b 3 4 5')
    expect({ 'move 1 after 5' }, '2 2a 2b 3 4 5 1')
    expect({ 'move 5 before 1' }, '5 1 2 2a 2b 3 4')
    expect({ 'move 5 after 1' }, '1 5 2 2a 2b 3 4')
    -- By its line alone, what lies below it comes along; or all of it.
    expect({ 'move 3 after 1' }, '1 2a 2b 3 2 4 5')
    expect({ 'move 3 after 1' }, '1 3 2 2a 2b 4 5')
    expect({ 'move 2 after 4' }, '1 2a 2b 3 4 2 5')
    expect({ 'move 2b before 2a' }, '1 2 2b 2a 3 4 5')
    expect({ 'move 2a after 4' }, '1 2 2b 3 4 2a 5')
    -- What was put between a paragraph and what lies below it comes after both.
    expect({ 'move 4 after 2' }, '1 2 4 2a 2b 3 5')
  end)

  it('say what was deleted', function()
    local before = items('1 2 2a 2b 3 4 5')
    assert.same({ 'delete 3' }, (said(before, '1 2 2a 2b 4 5')))
    assert.same({ 'delete 2' }, (said(before, '1 3 4 5')))
    assert.same({ 'move 2a after 4', 'delete 2' }, (said(before, '1 3 4 2a 5')))
    local operations, problems = said(before, '1 2a 2b 3 4 5')
    assert.same({}, operations)
    assert.same({ [2] = 'what it lies below is deleted: delete it too, or move it', [3] = problems[2] }, problems)
  end)

  it('say what was promoted and demoted', function()
    local before = items('1 2 2a 2b 2c 3 4')
    assert.same({ 'demote 3' }, (said(before, '1 2 2a 2b 2c >3 4')))
    assert.same({ 'promote 2c' }, (said(before, '1 2 2a 2b <2c 3 4')))
    -- What follows it stays with its paragraph.
    assert.same({ 'move 2b after 2c', 'promote 2b' }, (said(before, '1 2 2a <2b 2c 3 4')))
    assert.same({ 'move 4 after 2', 'demote 4', 'move 4 after 2a' }, (said(before, '1 2 2a >4 2b 2c 3')))
    -- By its line alone or with what lies below it.
    assert.same({ 'demote 2' }, (said(before, '1 >2 2a 2b 2c 3 4')))
    assert.same({ 'demote 2' }, (said(before, '1 >2 >2a >2b >2c 3 4')))
  end)

  it('say what was put once more', function()
    local before = items('1 2 2a 2b 3')
    assert.same({ 'duplicate 1 after 1' }, (said(before, '1 1 2 2a 2b 3')))
    assert.same({ 'duplicate 2 after 3' }, (said(before, '1 2 2a 2b 3 2')))
    assert.same({ 'duplicate 2 after 3' }, (said(before, '1 2 2a 2b 3 2 2a 2b')))
    assert.same({ 'duplicate 2a after 2b' }, (said(before, '1 2 2a 2b 2a 3')))
    assert.same({ 'duplicate 3 before 1', 'duplicate 3 before 1' }, (said(before, '3 3 1 2 2a 2b 3')))
  end)

  it('may be sorted as they are, and take what lies below them along', function()
    local before = items('3 3a 3b 1 2 2a')
    local operations, problems = said(before, '2a 3a 3b 1 2 3')
    assert.same({}, problems)
    assert.same({ 'move 3 after 2' }, operations)
  end)

  it('keep to their kind', function()
    local before = items('M P1 P2 1 2')
    assert.same({ 'move P2 before P1' }, (said(before, 'M P2 P1 1 2')))
    assert.same({ 'move 2 before 1' }, (said(before, 'M P1 P2 2 1')))
    local _, problems = said(before, 'P1 P2 M 1 2')
    assert.same({ [3] = 'this stays where it is: clauses, headings and annexes can be moved' }, problems)
    assert.equal('the masthead was deleted; it stays', changes.of(before, rows(before, 'P1 P2 1 2')).general)
  end)

  it('stand under headings, and do not lie in them', function()
    local before = {
      { name = '1', kind = 'operative', depth = 0 },
      { name = 'H', kind = 'heading', depth = 0 },
      { name = '2', kind = 'operative', depth = 1 },
      { name = '3', kind = 'operative', depth = 1 },
      { name = 'I', kind = 'heading', depth = 0 },
      { name = '4', kind = 'operative', depth = 1 },
    }
    local function expect(wanted, words)
      local operations, problems = said(before, words)
      assert.same({}, problems, words)
      assert.same(wanted, operations, words)
    end
    -- However it is indented there: between others, first and last under one.
    expect({ 'move 1 after 2' }, 'H 2 1 3 I 4')
    expect({ 'move 4 before 2' }, '1 H 4 2 3 I')
    expect({ 'move 1 after 4' }, 'H 2 3 I 4 1')
    expect({ 'move 4 after 1' }, '1 4 H 2 3 I')
    expect({ 'move I after H' }, '1 H I 2 3 4')
    -- A heading goes alone.
    expect({ 'move H before I' }, '1 2 3 H I 4')
    expect({ 'delete H' }, '1 2 3 I 4')
  end)

  it('come to the tree that they show, whatever was done to them', function()
    math.randomseed(20261125)
    local function document()
      local words, number = {}, 0
      for _ = 1, math.random(1, 7) do
        number = number + 1
        words[#words + 1] = tostring(number)
        for a = 1, math.random(0, 3) do
          local letter = number .. string.char(96 + a)
          words[#words + 1] = letter
          for i = 1, math.random(0, 2) do
            words[#words + 1] = letter .. ('i'):rep(i)
          end
        end
      end
      return items(table.concat(words, ' '))
    end
    local function edit(list)
      local first = math.random(1, #list)
      local last = math.min(#list, first + math.random(0, 3))
      local what = math.random(1, 6)
      if what == 1 then
        for _ = first, last do
          table.remove(list, first)
        end
      elseif what == 2 then
        for i = first, last do
          list[i] = { id = list[i].id, depth = list[i].depth + 1 }
        end
      elseif what == 3 then
        for i = first, last do
          list[i] = { id = list[i].id, depth = math.max(0, list[i].depth - 1) }
        end
      else
        local taken = {}
        for i = first, last do
          taken[#taken + 1] = list[first + (what == 6 and i - first or 0)]
          if what ~= 6 then
            table.remove(list, first)
          end
        end
        local at = math.random(1, #list + 1)
        for offset, row in ipairs(taken) do
          table.insert(list, at + offset - 1, row)
        end
      end
    end
    local done, refused = 0, 0
    for turn = 1, 4000 do
      local before = document()
      local after = {}
      for id, item in ipairs(before) do
        after[id] = { id = id, depth = item.depth }
      end
      for _ = 1, math.random(1, 4) do
        if #after > 0 then
          edit(after)
        end
      end
      local result = changes.of(before, after)
      if next(result.problems) then
        refused = refused + 1
      else
        done = done + 1
        local now = model(before)
        local story = { 'turn ' .. turn }
        for id, item in ipairs(before) do
          story[#story + 1] = id .. '=' .. item.name
        end
        for _, row in ipairs(after) do
          story[#story + 1] = ('%s%s'):format(('  '):rep(row.depth), before[row.id].name)
        end
        for _, operation in ipairs(result.operations) do
          story[#story + 1] = vim.inspect(operation):gsub('%s+', ' ')
        end
        story = table.concat(story, '\n')
        for _, operation in ipairs(result.operations) do
          now:run(operation)
        end
        local order, parents = {}, {}
        for i, node in ipairs(now.list) do
          if node.id > 0 then
            order[#order + 1] = node.id
            parents[node.id] = now:parent(i)
          end
        end
        assert.same(result.order, order, story)
        assert.same(result.parent, parents, story)
      end
    end
    assert.is_true(done > 2000, ('%d done, %d refused'):format(done, refused))
  end)
end)

describe('edited lines and a document that has changed since', function()
  local merge = require('undoc.outline_merge')

  local function merged(before, now, kept, words)
    local list = {}
    for _, row in ipairs(merge.rows(items(before), items(now), kept, rows(items(before), words))) do
      list[#list + 1] = ('>'):rep(row.depth) .. items(now)[row.id].name
    end
    return table.concat(list, ' ')
  end

  it('keep what is new where it belongs, and leave out what is gone', function()
    -- Nothing changed.
    assert.equal('2 1 3', merged('1 2 3', '1 2 3', { 1, 2, 3 }, '2 1 3'))
    -- One came between 2 and 3, which was moved to the front.
    assert.equal('4 1 2 3', merged('1 2 3', '1 2 3 4', { 1, 2, [3] = 4 }, '3 1 2'))
    -- One came first; one was deleted.
    assert.equal('1 3 2', merged('1 2 3', '1 2 3', { [2] = 2, [3] = 3 }, '3 2 1'))
    -- What came after a line that was deleted since.
    assert.equal('1 3', merged('1 2', '1 2 3', { 1, 2 }, '1'))
    assert.equal('1 3 4', merged('1 2 3', '1 2 3 4', { 1, 2, [3] = 4 }, '1 3'))
    -- Of an item and its copy, the first is followed by it.
    assert.equal('1 2 1', merged('1', '1 2', { 1 }, '1 1'))
  end)

  it('know each other by the marks in the document', function()
    assert.same({ 1, 2, 3 }, merge.kept({ 1, 3, 5 }, { 1, 3, 5 }))
    -- The second was deleted, one came at the end.
    assert.same({ [1] = 1, [3] = 2 }, merge.kept({ 1, 3, 3 }, { 1, 3, 5 }))
    -- One came first.
    assert.same({ 2, 3 }, merge.kept({ 3, 5 }, { 1, 3, 5 }))
  end)
end)
