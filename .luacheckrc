std = 'luajit'
cache = false
max_line_length = 120
read_globals = { 'vim' }

-- The buffer, window and option tables are there to be written to.
globals = { 'vim.b', 'vim.bo', 'vim.g', 'vim.o', 'vim.opt', 'vim.opt_local', 'vim.v', 'vim.w', 'vim.wo', 'vim.env',
  'vim.go' }

files['tests/nvim'] = {
  std = 'luajit+busted',
  -- Specs put their own answers in the place of prompts and messages.
  globals = { 'vim' },
}

-- Types of the module in C: bodies that are never run.
files['lua/undoc/_core.lua'] = { ignore = { '212', '241' } }

exclude_files = { 'build' }
