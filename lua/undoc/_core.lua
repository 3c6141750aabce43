---@meta _
--- Types of the native module (src/face/lua.c), for LuaCATS tools. Nothing loads this file.
--- Misuse throws; bad data and a lack of memory give nil and a message. Lines count from 0, ends are exclusive;
--- the JSON of the views counts lines and columns from 1.

---@class undoc.Core
---@field abi integer raised with every change of these calls
---@field version string of undoc
local core = {}

---Opens the packs of folders; one of an earlier folder hides one of the same name in a later folder.
---@param roots string[]
---@param cached? string[] files of `packs:cache`: the first that is of these packs and this module is read instead
---@return undoc.Packs? packs
---@return string? message
function core.packs(roots, cached) end

---The session of the General Assembly that a day falls into.
---@param date string 2020-12-22
---@return integer?
function core.session(date) end

---The codes of all rules, as findings have them.
---@return string[]
function core.codes() end

---All rules, and how severe each is by itself.
---@return { [1]: string, [2]: string }[] code and severity
function core.rules() end

---@param rule string the name of a rule, `clause/*` or `*`
---@param level string error, warning, info, hint, off, default
---@return true?
---@return string? message
function core.rule_check(rule, level) end

---The `.undoc.yaml` that holds for a folder.
---@param folder string absolute
---@param home? string no further up than this
---@return string? path
function core.settings_path(folder, home) end

---What such a file says, and what is wrong in it.
---@param path string
---@return { rules: string[][], problems: { file: string, line: integer, column: integer, message: string }[] }?
---@return string? message
function core.settings(path) end

---What the parts of a document symbol mean; none for what is no symbol.
---@param symbol string
---@return { text: string, meaning?: string }[]
function core.symbol_parts(symbol) end

---The names of the kinds of tokens, in the order of their numbers from 0.
---@return string[]
function core.token_kinds() end

---@class undoc.Packs
local packs = {}

---A document without lines. It keeps its packs open.
---@return undoc.Doc? doc
---@return string? message
function packs:doc() end

---Writes the language packs into a file, as they were read.
---@param path string
---@return true?
---@return string? message
function packs:cache(path) end

---What a template asks for, in order: `lang` first where it has bodies in several languages, then what its words need,
---or what its `asks` lists.
---@param template string
---@param language? string whose body; not known yet without it
---@return { key: string, preset?: string }[]?
---@return string? message
function packs:questions(template, language) end

---The keys of answers: all, or those that a template has a use for, in whatever language.
---@param template? string
---@return string[]
function packs:answer_keys(template) end

---What can be drafted, for people: all templates, or one with its sources and answers.
---@param template? string
---@return string? text
---@return string? message
function packs:templates_text(template) end

---The values that an answer can have by name; none for text, dates, numbers and States.
---@param key string
---@return string[]
function packs:answer_values(key) end

---A quick look at the first 64 KB: whether a document symbol stands there, or a word that a language pack tells a
---document by.
---@param text string
---@return boolean
function packs:may_be_one(text) end

---@return boolean cached whether they were read from such a file
function packs:cached() end

---@class undoc.Item
---@field item integer
---@field sub string '' for the item itself

---@class undoc.AgendaEntry: undoc.Item
---@field label string as people read it: 128 (a)
---@field answer string as `items` of a draft takes it: 128(a)
---@field title string in the language asked for, else in English, else in any
---@field titles table<string, string> by language

---Agenda items as people and documents write them, in the order of the text.
---@param text string
---@param language? string whose "and" it is; without one, any
---@return undoc.Item[]|false|nil items false: the text does not begin as items do
---@return string? message what cannot be read
function packs:parse_items(text, language) end

---@param session integer
---@return { session: integer, source: string, complete: boolean, file: string, count: integer, last: integer }? head
---@return string? message
function packs:agenda(session) end

---@param session integer
---@param item integer
---@param sub string
---@param language? string
---@return undoc.AgendaEntry?
---@return string? message what is near
function packs:agenda_item(session, item, sub, language) end

---Entries with all the words in one title, folded by the core; all entries where there are no words.
---@param session integer
---@param words string
---@param language? string
---@return undoc.AgendaEntry[]?
---@return string? message
function packs:agenda_find(session, words, language) end

---@return integer[]? sessions whose agenda is there, ascending
---@return string? message
function packs:agenda_sessions() end

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

---A day as people write it, `5 mars 2021`.
---@param text string
---@return string? date `2021-03-05`
function packs:date(text) end

---@class undoc.State
---@field code string of ISO 3166-1, `UZ`
---@field name string in the language that was asked for, else in English
---@field typed string the name that the text is, or begins
---@field observer boolean a permanent observer State

---The State that a text names, by whatever name and in whatever language.
---@param text string
---@param language? string a code; of `name`
---@return undoc.State? state
---@return string? message what is near, or what was expected
function packs:state(text, language) end

---The States that a text may become, the likeliest first.
---@param text string
---@param language? string a code; of `name`
---@return undoc.State[]? states
---@return string? message
function packs:states_matching(text, language) end

---@return string? json
---@return string? message
function packs:templates_json() end

---What was wrong in the packs.
---@return string? json
---@return string? message
function packs:problems_json() end

---Words that two language packs claim with different meanings, in the same form.
---@return string? json
---@return string? message
function packs:conflicts_json() end

---The languages: code, name in itself, file, words, whether it is the fallback.
---@return string? json
---@return string? message
function packs:languages_json() end

---The agenda of a session as a pack.
---@param text string the text of the official document
---@return string? yaml
---@return integer|string session a message where there is no YAML
function packs:import_agenda(text) end

---Renders a template.
---@param name string
---@param values table<string, string>
---@param plain? boolean as text, and not as a snippet
---@return string? snippet
---@return string? message names the value that is wrong, and what was expected
function packs:draft(name, values, plain) end

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

---@alias undoc.ObjectName
---| 'clause' | 'subparagraph' | 'section' | 'annex' | 'letter' | 'signature' | 'opener' | 'reference' | 'item'
---| 'sentence'

---@class undoc.Object
---@field whole integer[] first line and column, end line and column, exclusive
---@field inner integer[] without what frames it; both ends are the same where nothing is left
---@field before integer[] line and column where what parts it from its neighbours begins before it
---@field after integer[] and where that ends after it
---@field lead integer[] where comments to undoc begin that stand right above it
---@field lines boolean whether these are whole lines
---@field inner_lines boolean

--- The object that holds a place, else the one that begins next to it.
---@param name undoc.ObjectName
---@param line integer
---@param column integer
---@return undoc.Object? object
---@return string? message
function doc:object_at(name, line, column) end

---@param name undoc.ObjectName
---@param line integer
---@param column integer
---@return undoc.Object? object the first that begins after the place
---@return string? message
function doc:object_next(name, line, column) end

---@param name undoc.ObjectName
---@param line integer
---@param column integer
---@return undoc.Object? object the last that begins before the place
---@return string? message
function doc:object_previous(name, line, column) end

--- The next or the previous of the level of what stands at a place.
---@param line integer
---@param column integer
---@param next boolean
---@return integer? line
---@return integer column
function doc:same_level(line, column, next) end

--- What it lies in.
---@param line integer
---@param column integer
---@return integer? line
---@return integer column
function doc:level_above(line, column) end

--- Where the first finding after a place begins, or the last before it.
---@param line integer
---@param column integer
---@param next boolean
---@return integer? line
---@return integer column
function doc:finding_beside(line, column, next) end

---@class undoc.Reference
---@field type string
---@field node integer
---@field line integer from 0
---@field column integer
---@field end_line integer
---@field end_column integer exclusive
---@field text string
---@field where string unsaid, here, above, below or elsewhere
---@field items? undoc.Item[] of an agenda reference
---@field targets? undoc.Target[] of `references`

---@class undoc.Target
---@field kind string
---@field line integer from 0
---@field column integer
---@field end_line integer
---@field end_column integer exclusive
---@field name? string of a resolution, a decision or a symbol: A/75/697
---@field session_type? string
---@field session? integer
---@field year? integer

---@param line integer
---@param column integer
---@return undoc.Reference? reference whose words hold the byte
---@return string? message
function doc:reference_at(line, column) end

---@class undoc.Candidate
---@field kind string item, opener, state, addressee, symbol, field or rule
---@field text string
---@field detail? string

---What may stand at a place.
---@param line integer from 0
---@param column integer
---@return integer? column where what is typed begins
---@return undoc.Candidate[]|string candidates or message
function doc:complete(line, column) end

---@class undoc.Opener
---@field role? string preambular, operative or declaration: that the packs give these words
---@field attested boolean by a document that the pack names
---@field text string
---@field line integer from 0
---@field column integer
---@field end_line integer
---@field end_column integer exclusive

---The words that open a node.
---@param node integer
---@return undoc.Opener? opener
---@return string? message
function doc:opener(node) end

---@class undoc.Passage
---@field text string
---@field line integer from 0
---@field column integer
---@field end_line integer
---@field end_column integer exclusive

---@class undoc.Letter
---@field node integer of the title
---@field form string plain, identical, joint or note-verbale
---@field addressee? string
---@field state? string code of the sender's State
---@field date? undoc.Passage
---@field to? undoc.Passage words of the addressee
---@field sender? undoc.Passage

---The letter that a line belongs to.
---@param line integer from 0
---@return undoc.Letter? letter
---@return string? message
function doc:letter_at(line) end

---@class undoc.Words: undoc.Passage
---@field kind? string

---@class undoc.Request
---@field node integer
---@field act? undoc.Words circulate or bring-to-attention
---@field annexes? undoc.Words one, two or several
---@field writer? undoc.Words masculine or feminine
---@field organs { organ: string, words: undoc.Passage }[] as whose document
---@field reference? undoc.Passage the words that cite agenda items
---@field items? undoc.Item[]

---What a request asks for.
---@param node integer
---@return undoc.Request? request nil: the node is no request
---@return string? message
function doc:request(node) end

---The first field of the masthead with that name: organ, symbol, date, session, …
---@param name string
---@return undoc.Passage? words
---@return string? message
function doc:masthead_field(name) end

---Columns of the marks of Markdown in a line, first and end of each in turn; nil: it has none.
---@param line integer from 0
---@return integer[]?
function doc:markup(line) end

---@class undoc.ItemTitle: undoc.Passage
---@field item integer
---@field sub string

---The titles that the masthead prints with its items.
---@return undoc.ItemTitle[]? titles
---@return string? message
function doc:masthead_titles() end

---Those in lines [first, last), from 0, with what they name.
---@param first integer
---@param last integer
---@return undoc.Reference[]? references
---@return string? message
function doc:references(first, last) end

---@class undoc.Range
---@field line integer from 0
---@field column integer
---@field end_line integer
---@field end_column integer exclusive

---@class undoc.Number: undoc.Range where the label stands, its punctuation included
---@field kind string paragraphs, subparagraphs, headings, articles, annexes, enclosures, footnotes
---@field sequence integer the run of labels that it counts with
---@field ordinal integer in the sequence, from 0
---@field count integer members of the sequence
---@field regular boolean every member has the label that it should have
---@field label string
---@field expected string what it should be by counting

---How the label of a node counts.
---@param node integer
---@return undoc.Number? number nil: it has no label that counts
---@return string? message
function doc:number(node) end

---What the reference at a place names in this document.
---@param line integer
---@param column integer
---@return { node?: integer, line?: integer, missing: boolean }? target nil: there is no reference; without a node: it
---is in another document, or `missing`: it is not in this one although it should be
---@return string? message
function doc:target_at(line, column) end

---@class undoc.Referrer: undoc.Range the words of the reference
---@field node integer in whose text it stands
---@field text string
---@field part boolean it names a part of the node

---The references of the document to a node or a part of it.
---@param node integer
---@return undoc.Referrer[]?
---@return string? message
function doc:referrers(node) end

---Nodes that references name, each with how many do after it, those to its parts among them.
---@return integer[]? nodes and counts in turns
---@return string? message
function doc:referred() end

---@class undoc.Marker: undoc.Range
---@field number integer
---@field footnote? integer its node

---The markers of footnotes in a node's own text.
---@param node integer
---@return undoc.Marker[]?
---@return string? message
function doc:markers(node) end

---Where the markers of a footnote stand.
---@param footnote integer its node
---@return { node: integer, line: integer, column: integer, end_line: integer, end_column: integer }[]?
---@return string? message
function doc:footnote_markers(footnote) end

---@class undoc.Session
---@field type string regular, resumed, special, emergency-special, year
---@field organ? string
---@field number integer
---@field other? integer of a date around an opening: the other session that will do
---@field by string session-line, symbol, letter-date, date

---@return undoc.Session?
---@return string? message
function doc:session() end

---The General Assembly's session on whose agenda the items stand.
---@return integer?
---@return string? message why there is none
function doc:agenda_session() end

---Answers that the document gives to a template, by key; and what it states that can be none.
---@param line integer
---@return table<string, string>?
---@return { key: string, text: string, message: string }[]|string left_out
function doc:known(line) end

--- The template that writes documents like this one and the answers with which it writes this one, by key; what
--- the document states and cannot be an answer beside the others. nil: no template writes such documents.
---@return string? template
---@return table<string, string>|string|nil answers
---@return { key: string, text: string, message: string }[]? left_out
function doc:answers() end

---@class undoc.Rendered a part of the document and what stands for it in the other language
---@field node integer
---@field first integer lines of the document, from 0
---@field last integer
---@field line integer of the frame, where it begins, from 0
---@field lines integer
---@field how string rendered, partly, waiting, kept
---@field text string lines with a line feed between them
---@field source string of what waits: the words of the document

--- The next document after this one, as text: by the same template, from the same answers with those given in their
--- place (an empty one for none). Date, date of the document, session and titles of annexes are none without an answer.
---@param answers table<string, string>
---@return string? text
---@return string? message
function doc:draft_next(answers) end

--- The frame of the document in another language; the keys of answers that it needs and the document does not give.
---@param language string code
---@return undoc.Rendered[]? parts
---@return string[]|string missing
function doc:translate(language) end

---The number of a paragraph that is put in before a line.
---@param line integer
---@param kind string of the node
---@return integer? number nil: they are not numbered
function doc:next_number(line, kind) end

---The line before which a paragraph can be put.
---@param line integer
---@param whole? boolean after all of a clause, its sub-paragraphs included
---@return integer?
---@return string? message
function doc:room_after(line, whole) end

---Leaves out findings of these codes, everywhere.
---@param codes string[]
---@return true?
---@return string? message a code that no rule has
function doc:ignore(codes) end

---How severe findings are from now on, everywhere: rule, level and rank, of which the highest holds.
---@param settings { [1]: string, [2]: string, [3]: integer }[]
---@return true?
---@return string? message
function doc:set_rules(settings) end

---What holds, by code: a severity, or `off`.
---@return table<string, string>?
---@return string? message
function doc:rule_severities() end

---The edit that silences the rule of a finding by a comment, at its place or in the whole document.
---@param finding integer from 0
---@param whole? boolean
---@return undoc.Silence? edit nil: the finding is about such a comment
---@return string? message
function doc:silence(finding, whole) end

---@class undoc.Silence
---@field title string
---@field line integer from 0, as the others
---@field column integer
---@field end_line integer
---@field end_column integer
---@field text string

---Comments to undoc that stand in lines [first, last): line, column and end column of each.
---@param first integer
---@param last integer
---@return integer[][]
function doc:asides(first, last) end

---@return integer?
---@return string? message
function doc:finding_count() end

---The label of a clause that would come after the one at a line, as labels are written there: `(c)`.
---@param line integer from 0
---@return string? label nil: that clause has no number
---@return string? message
function doc:label_after(line) end

---A number that is written like another one: `¹` or `[1]` or `1.`.
---@param text string
---@param value integer
---@return string? label nil: `text` is no number
---@return string? message
function doc:label_like(text, value) end

---How long lines [first, last) are, from 0.
---@param first integer
---@param last integer
---@return integer words
---@return integer han Chinese characters, which are no words here
function doc:length(first, last) end

---Places that a draft left open, `‹date›`: line, column, end line, end column, from 0.
---@return integer[][]
function doc:placeholders() end

---@param line integer
---@return integer? entry of the outline, from 1
---@return string? message
function doc:entry_at(line) end

---@param n integer from 1
---@param columns? integer
---@return integer? depth from 0
---@return integer|string first line, from 0; the message
---@return integer last exclusive
---@return integer node
---@return string? number
---@return string title where columns are given: what they have room for of it, at the least
function doc:entry(n, columns) end

---@param line integer
---@param encoding string utf-8, utf-16, utf-32
---@return integer units of the line in it
function doc:units(line, encoding) end

---@return undoc.Entry[]? entries of the outline
---@return string? message
function doc:entries() end

---@param line integer
---@return integer node that begins at the line or is the last before it; 0: none
function doc:node_before(line) end

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

---@class undoc.Operation
---@field kind string 'renumber', 'delete', 'move', 'insert', 'promote', 'demote', 'convert', 'split', 'join',
---'duplicate', 'number' or 'punctuate'
---@field first? integer line, from 0: the outermost clauses that begin in the lines are meant, where none begins the
---innermost clause that holds `first`
---@field last? integer line after the last; one after `first` without it, of `renumber` and `punctuate` the end
---@field to? 'before'|'after'|'up'|'down'|'preamble' of `move`; of `insert` and `duplicate` the first two
---@field line? integer of `before` and `after`; of `split` that of its place
---@field column? integer of `split`: bytes
---@field count? integer of `up` and `down`
---@field into? string of `insert` and `convert`: the kind
---@field text? string of `insert`: its words, without a number
---@field resolve? boolean of `renumber`: paragraphs that were added between others (1 bis) are counted with them
---@field bare? boolean of `number`: they lose their numbers

---@class undoc.Change: undoc.Range
---@field why 'label'|'reference'|'footnote'|'mark'|'blank'|'opener'|'text'
---@field node integer in whose text it is; 0: in none
---@field old string what stands there, lines joined by LF
---@field new string

---@class undoc.PlanNote: undoc.Range
---@field kind 'refused'|'dangling'|'reference'|'opener'|'numbers'
---@field operation integer which was refused, from 1
---@field after undoc.Range where the same words stand afterwards
---@field message string

---@class undoc.Plan
---@field revision integer
---@field possible boolean false: an operation was refused, and nothing is to be done
---@field changes undoc.Change[] all of the text as it is, none overlaps; to be made from the last to the first
---@field moves { first: integer, last: integer, before: integer }[] after the changes, one after the other
---@field notes undoc.PlanNote[]
---@field nodes? { node: integer, first: integer, depth: integer, kind: string, label?: string }[] the tree afterwards;
---`node` 0: it is new

---What operations on whole clauses come to. Changes nothing.
---@param operations undoc.Operation[]
---@param nodes? boolean with the tree afterwards
---@return undoc.Plan? plan
---@return string? message
function doc:plan(operations, nodes) end

---The same as people read it.
---@param operations undoc.Operation[]
---@return string? text
---@return string? message
function doc:plan_shown(operations) end

---The whole text afterwards, an LF after each line.
---@param operations undoc.Operation[]
---@return string? text
---@return string? message
function doc:plan_text(operations) end

---What the words of lines [first, last) are: lines on, bytes on, bytes, kind, 1 of a preambular opener and 2 of an
---operative one, one after the other in one list, as the protocol of language servers counts tokens.
---@param first integer
---@param last integer
---@return integer[]?
---@return string? message
function doc:tokens(first, last) end

---@class undoc.Mention: undoc.Range of the form, with what "of" puts before the name
---@field code string of the State, `UZ`
---@field language? string
---@field of boolean the form after "of"
---@field former boolean a name of older documents
---@field name undoc.Range of the name in it

---The State whose name holds a place.
---@param line integer
---@param column integer
---@return undoc.Mention?
---@return string? message
function doc:mention_at(line, column) end

---Where the text names a State.
---@param code string
---@return undoc.Mention[]?
---@return string? message
function doc:mentions(code) end

---What is not agreed, as JSON: und_write_brackets.
---@return string? json
---@return string? message
function doc:brackets_json() end

---How many brackets, remarks and alternative paragraphs are not agreed, in how many paragraphs; how many are not closed
---or not opened; how many "(agreed ad ref.)" there are.
---@return integer? open
---@return integer clauses
---@return integer broken
---@return integer agreed
function doc:negotiation() end

---What to paint of them in the lines from `top` to `bottom`: line, first and last column and what it is, one after the
---other in one list. `text` is what a bracket holds that stands in no other.
---@param top integer
---@param bottom integer
---@return (integer|string)[]
function doc:bracket_marks(top, bottom) end

---First and last line, and depth, of the brackets that go over several lines, one after the other in one list.
---@return integer[]
function doc:bracket_lines() end

---@class undoc.Settlement: undoc.Plan
---@field settled integer brackets, remarks and alternative paragraphs
---@field left integer that cannot be settled so

---What settles the bracket, remark or alternative paragraph at a place; nil: there is none.
---@param line integer
---@param column integer
---@param choice 'accept'|'drop'
---@return undoc.Settlement?
---@return string? message
function doc:settle_at(line, column, choice) end

---What settles all that begin in the lines [first, last), of a party alone where one is named; nil: there is none.
---@param first integer
---@param last integer
---@param choice 'accept'|'drop'
---@param party? string
---@return undoc.Settlement?
---@return string? message
function doc:settle(first, last, choice, party) end

---The text without attributions, remarks and struck words, and with its brackets settled; how many could not be.
---@param choice 'accept'|'drop'|'keep'
---@return string? text
---@return integer|string left or a message
function doc:clean(choice) end

return core
