rockspec_format = '3.0'
package = 'undoc.nvim'
version = 'scm-1'
-- `luarocks make` builds the checkout that it stands in; who publishes the rock writes the repository's address here.
source = { url = 'git+file://.' }
description = {
  summary = 'Neovim for United Nations documents',
  detailed = [[
Recognises letters with their annexes, notes verbales, resolutions and declarations in plain text as they are typed, in
six languages; checks agenda items, corrects openers, drafts the next letter. Takes a C compiler, GNU make and libyaml.]],
  license = 'MIT',
}
dependencies = { 'lua == 5.1' }
external_dependencies = { YAML = { header = 'yaml.h', library = 'yaml' } }
-- The rock's own folder is the plugin, for 'runtimepath'; its Lua goes to where luarocks keeps Lua.
build = {
  type = 'make',
  build_variables = { LUA_INCLUDE = '$(LUA_INCDIR)' },
  install_target = 'install-plugin',
  install_variables = { PLUGINDIR = '$(PREFIX)' },
}
