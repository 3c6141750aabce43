---@meta _
--- Types of the native module (src/face/lua.c), for LuaCATS tools. Nothing loads this file.
--- Misuse throws; bad data and a lack of memory give nil and a message. Lines count from 0, ends are exclusive;
--- the JSON of the views counts lines and columns from 1.

---@class undoc.Core
---@field abi integer raised with every change of these calls
local core = {}

---Opens the packs of folders; one of an earlier folder hides one of the same name in a later folder.
---@param roots string[]
---@param kept? string[] files of `packs:keep`: the first that is of these packs and this module is read in their place
---@return undoc.Packs? packs
---@return string? message
function core.packs(roots, kept) end

---The session of the General Assembly that a day falls into.
---@param date string 2020-12-22
---@return integer?
function core.session(date) end

---@class undoc.Packs
local packs = {}

---A document without lines. It keeps its packs open.
---@return undoc.Doc? doc
---@return string? message
function packs:doc() end

---Keeps the language packs in a file, as they were read.
---@param path string
---@return true?
---@return string? message
function packs:keep(path) end

---@return boolean kept whether they were read from such a file
function packs:kept() end

---@param session integer
---@return string? json an object, or null where no pack has that session
---@return string? message
function packs:agenda_json(session) end

---@return string? json numbers, ascending
---@return string? message
function packs:agenda_sessions_json() end

---@return string? json
---@return string? message
function packs:states_json() end

---@return string? json
---@return string? message
function packs:templates_json() end

---What was wrong in the packs.
---@return string? json
---@return string? message
function packs:problems_json() end

---The agenda of a session as a pack.
---@param text string the text of the official document
---@return string? yaml
---@return integer|string session a message where there is no YAML
function packs:import_agenda(text) end

---Renders a template.
---@param name string
---@param values table<string, string>
---@return string? snippet
---@return string? message names the value that is wrong, and what was expected
function packs:draft(name, values) end

---@class undoc.Doc
local doc = {}

---Replaces the lines [first, last) by lines[i] to lines[j].
---@param first integer
---@param last integer
---@param lines string[] as nvim_buf_get_lines gives them
---@param i? integer
---@param j? integer
---@return integer? line_count
---@return string? message the document is then as before
function doc:splice(first, last, lines, i, j) end

---@return integer
function doc:revision() end

---@return integer
function doc:line_count() end

---@return integer
function doc:node_count() end

---@param id integer
---@param revision? integer of the caller's view; another one than the document's gives nil and a message
---@return string? kind
---@return integer|string depth
---@return integer parent
---@return integer first
---@return integer last
---@return integer label 0: none
---@return string? style
---@return string? language
function doc:node(id, revision) end

---Where the words that open a node lie on its first line: columns. What is before them is the label.
---@param id integer
---@return integer? first
---@return integer last
function doc:opening(id) end

---@param line integer
---@return integer id of the innermost node that holds the line
function doc:at(line) end

---@return string
function doc:kind() end

---@return string?
function doc:language() end

---Whether the text reads as a United Nations document.
---@return boolean
function doc:is_one() end

---@param name? string
---@return string? json
---@return string? message
function doc:parse_json(name) end

---@param name? string
---@return string? json
---@return string? message
function doc:findings_json(name) end

---@return string? json
---@return string? message
function doc:outline_json() end

---@param line integer
---@return string? json
---@return string? message
function doc:explain_json(line) end

---Frees the document. Any other call throws afterwards; a second close is nothing.
function doc:close() end

return core
