# undoc.nvim. `make` builds, `make try` shows, `make test` tests; `make help` lists the rest.

CFLAGS ?= -O3 -g
BUILD := build
DATA := $(CURDIR)/data

# The letter that `make try` opens.
SAMPLE ?= tests/data/000_ccba38e56b2f2219.txt
# How long `make fuzz` runs each target.
SECONDS ?= 60

STD := -std=c11 -Wall -Wextra -Wshadow -Wpedantic -Wconversion -Wmissing-prototypes \
    -Werror=implicit-function-declaration
LUA_INCLUDE ?= $(firstword $(wildcard /usr/include/luajit-2.1 /usr/local/include/luajit-2.1))
# Found only once scripts/setup has installed it: an empty value handed down would keep the make that builds from looking.
ifneq ($(LUA_INCLUDE),)
export LUA_INCLUDE
endif
# POSIX is for reading folders. Everything is compiled for a shared object, so that the editor's module and the command
# line are made of the same object files.
FLAGS = $(STD) -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc -fPIC -fvisibility=hidden $(CPPFLAGS)
# Where the data lies, for the command line and the tests: a header, since a path may hold any character.
PATHS := -include $(BUILD)/paths.h
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

SOURCES := $(sort $(wildcard src/*/*.c))
# What both faces and every test stand on.
CORE := $(filter-out src/face/%,$(SOURCES))
OBJECTS = $(CORE:src/%.c=$(BUILD)/obj/%.o)
# What every keystroke goes through is optimised as a whole where the compiler can: calls between these files cost nothing
# then. The tests' programs, of which there are many, share one object that was made of the core once.
WHOLE := $(wildcard src/text/*.c src/read/*.c)
CORE_OBJECT = $(BUILD)/obj/core.o
PROBE_LTO = printf 'int main(void) { return 0; }\n' | \
    $(CC) -x c -flto=auto -r -nostdlib -flinker-output=nolto-rel -o /dev/null - >/dev/null 2>&1
LTO := $(if $(shell $(PROBE_LTO) && echo yes),-flto=auto)
# Tests in C: each file is one program.
CHECKS := $(sort $(wildcard tests/unit/test_*.c tests/edits/test_*.c))
PROGRAMS = $(CHECKS:tests/%.c=$(BUILD)/tests/%)

# libyaml goes into the module itself where its archive can, so that the module needs nothing of the machine it runs on.
LIBYAML := $(shell $(CC) -print-file-name=libyaml.a 2>/dev/null)
LIBYAML := $(if $(filter /%,$(LIBYAML)),$(LIBYAML),-lyaml)

# Lua's functions come from the Neovim that loads the module: left open here. One name gets out of it, and none of the
# core's or of libyaml's, or what another plugin brings along could be called in the place of ours.
ifeq ($(shell uname -s),Darwin)
MODULE := -bundle -undefined dynamic_lookup -Wl,-exported_symbol,_luaopen_undoc_core
else
MODULE := -shared -Wl,--version-script=src/face/module.map
endif

# A line for each file that is made; `make V=1` shows the commands.
say = $(if $(V),,@printf '  %s\n' '$@' &&)

# A value as one word of a shell's command.
quote = '$(subst ','\'',$(1))'

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

.PHONY: all force
all: $(BUILD)/undoc $(BUILD)/core.so $(BUILD)/packs

# ---- building ----

# Written anew only when the compiler or its flags change; then everything is compiled again.
SETTINGS = $(CC) $(CFLAGS) $(LTO) $(FLAGS) $(LDFLAGS)
$(BUILD)/settings: force
	@mkdir -p $(BUILD)
	@printf '%s\n' $(call quote,$(SETTINGS)) | cmp -s - $@ || printf '%s\n' $(call quote,$(SETTINGS)) >$@

# A C string may hold every byte of a path but these, and `??` would begin a trigraph.
$(BUILD)/paths.h: force
	@mkdir -p $(BUILD)
	@printf '%s\n' $(call quote,$(DATA)) | LC_ALL=C sed 's/[\\"?]/\\&/g; s/.*/#define UND_DATA_DIR "&"/' >$@.new
	@if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi
HAVE_PATHS := $(BUILD)/obj/face/main.o $(BUILD)/asan/face/main.o
$(HAVE_PATHS): $(BUILD)/paths.h
$(HAVE_PATHS): FLAGS += $(PATHS)

# A name for the sources: a cache of the packs is good only for a core that was made of the same ones.
NAME := $(shell cat $(sort $(wildcard include/*/*.h src/*/*.[ch])) | cksum | tr ' ' -)
$(BUILD)/name: force
	@mkdir -p $(BUILD)
	@printf '%s\n' $(NAME) | cmp -s - $@ || printf '%s\n' $(NAME) >$@
CACHE := $(patsubst %,$(BUILD)/%/pack/cache.o,obj asan char)
$(CACHE): $(BUILD)/name
$(CACHE): FLAGS += -DUND_BUILD='"$(NAME)"'

# The packs as they were read: the first document of an editor need not wait for YAML.
$(BUILD)/packs: $(BUILD)/undoc $(wildcard data/language/*.yaml)
	$(say) UNDOC_DATA=data $(BUILD)/undoc keep $@

# One clear sentence in place of a compiler's guesses when something is not installed.
$(BUILD)/tools: scripts/setup
	@mkdir -p $(BUILD)
	@CC=$(call quote,$(CC)) scripts/setup --check build
	@touch $@

$(BUILD)/obj/%.o: src/%.c $(BUILD)/settings | $(BUILD)/tools
	@mkdir -p $(@D)
	$(say) $(CC) $(CFLAGS) $(FLAGS) $(if $(filter $(WHOLE),$<),$(LTO)) -MMD -MP -c -o $@ $<
$(CORE_OBJECT): $(OBJECTS)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) $(if $(LTO),$(LTO) -flinker-output=nolto-rel) -fPIC -r -nostdlib -o $@ $^

$(BUILD)/obj/face/lua.o $(BUILD)/asan/face/lua.o: FLAGS += $(if $(LUA_INCLUDE),-isystem $(LUA_INCLUDE))

$(BUILD)/undoc: $(OBJECTS) $(BUILD)/obj/face/main.o $(BUILD)/obj/face/terminal.o
	$(say) $(CC) $(CFLAGS) $(LTO) $(LDFLAGS) -o $@ $^ $(LIBYAML)

# Links a module with the flags given. Renamed into place: writing over a module that an editor has loaded would kill that
# editor.
define module
	$(say) $(CC) $(1) $(LDFLAGS) $(MODULE) -o $@.new $(filter %.o,$^) $(LIBYAML) 2>$@.log || \
	    $(CC) $(1) $(LDFLAGS) $(MODULE) -o $@.new $(filter %.o,$^) -lyaml
	@rm -f $@.log
	@mv -f $@.new $@
endef
$(BUILD)/core.so $(BUILD)/asan/core.so: src/face/module.map
$(BUILD)/core.so: $(OBJECTS) $(BUILD)/obj/face/lua.o
	$(call module,$(CFLAGS) $(LTO))

# Tests in C.
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(CORE_OBJECT)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBYAML) -lcmocka
$(BUILD)/tests/edits/%: $(BUILD)/tests/edits/%.o $(CORE_OBJECT)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBYAML) -lcmocka
$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(OBJECTS)
	$(say) $(CC) $(CFLAGS) $(LTO) $(LDFLAGS) -o $@ $^ $(LIBYAML) -lmd4c -lcmark
$(BUILD)/tests/pathological/%: $(BUILD)/tests/pathological/%.o $(CORE_OBJECT)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBYAML)

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/settings $(BUILD)/paths.h | $(BUILD)/tools
	@mkdir -p $(@D)
	$(say) $(CC) $(CFLAGS) $(FLAGS) $(PATHS) -Itests -MMD -MP -c -o $@ $<

# The core and the tests in C a second time, with flags of their own, in a folder of their own: $(call other,FOLDER,FLAGS).
define other
$(BUILD)/$(1)/%.o: src/%.c $(BUILD)/settings | $(BUILD)/tools
	@mkdir -p $$(@D)
	$$(say) $$(CC) $(2) $$(FLAGS) -MMD -MP -c -o $$@ $$<
$(BUILD)/$(1)/tests/%.o: tests/%.c $(BUILD)/settings $(BUILD)/paths.h | $(BUILD)/tools
	@mkdir -p $$(@D)
	$$(say) $$(CC) $(2) $$(FLAGS) $$(PATHS) -Itests -MMD -MP -c -o $$@ $$<
$(BUILD)/$(1)/tests/%: $(BUILD)/$(1)/tests/%.o $(CORE:src/%.c=$(BUILD)/$(1)/%.o)
	$$(say) $$(CC) $(2) $$(LDFLAGS) -o $$@ $$^ $$(LIBYAML) -lcmocka
endef
$(eval $(call other,asan,-O1 -g $(SANITIZE)))
# Where char is unsigned, as on Linux for arm64.
$(eval $(call other,char,-O1 -funsigned-char))

$(BUILD)/asan/undoc: $(OBJECTS:$(BUILD)/obj/%=$(BUILD)/asan/%) $(BUILD)/asan/face/main.o $(BUILD)/asan/face/terminal.o
	$(say) $(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBYAML)
# The module too, for a Neovim that was started with the sanitizer's library.
$(BUILD)/asan/core.so: $(OBJECTS:$(BUILD)/obj/%=$(BUILD)/asan/%) $(BUILD)/asan/face/lua.o
	$(call module,$(SANITIZE))
.SECONDARY:

# ---- the two commands ----

JOBS := $(shell nproc 2>/dev/null || echo 2)

.PHONY: try
try:
	@scripts/setup build
	@$(MAKE) --no-print-directory --silent -j$(JOBS) all
	@scripts/try $(call quote,$(SAMPLE))

# The kinds are those of tests/run, which builds nothing: each target builds what its kind needs.
KINDS := build unit char asan valgrind $(patsubst tests/%/run,%,$(wildcard tests/golden/run tests/pathological/run)) nvim nvim-asan
.PHONY: test test-unit test-char test-asan test-valgrind test-build test-golden test-nvim test-nvim-asan test-pathological pathological
test:
	@scripts/setup build test
	@$(MAKE) --no-print-directory --silent -j$(JOBS) all $(BUILD)/asan/undoc $(BUILD)/asan/core.so \
	    $(PROGRAMS) $(PROGRAMS:$(BUILD)/%=$(BUILD)/asan/%) $(PROGRAMS:$(BUILD)/%=$(BUILD)/char/%)
	@tests/run $(KINDS)
test-unit: $(PROGRAMS)
	@tests/run unit
test-char: $(PROGRAMS:$(BUILD)/%=$(BUILD)/char/%)
	@tests/run char
test-asan: $(PROGRAMS:$(BUILD)/%=$(BUILD)/asan/%) $(BUILD)/asan/undoc
	@tests/run asan
test-valgrind: $(PROGRAMS)
	@tests/run valgrind
test-build: all
	@tests/run build
test-golden: all
	@tests/run golden
test-nvim: all
	@tests/run nvim
test-nvim-asan: all $(BUILD)/asan/core.so
	@tests/run nvim-asan
test-pathological pathological: all
	@tests/run pathological

# ---- checks of the source ----

.PHONY: lint format
lint: $(BUILD)/paths.h
	@scripts/setup build lint
	@scripts/lint $(FLAGS) $(PATHS) $(if $(LUA_INCLUDE),-isystem $(LUA_INCLUDE))
format:
	@clang-format -i $(wildcard include/*/*.h src/*/*.[ch] tests/*/*.[ch])

# ---- measuring, searching, showing ----

.PHONY: bench bench-check accuracy fuzz picture
bench bench-check: all
	@scripts/setup build bench
	@tests/bench/run $(if $(filter bench-check,$@),--check)
accuracy: all
	@tests/accuracy/run
picture: all
	@scripts/picture

# libFuzzer is clang's. What it finds new stays in build/fuzz/found, what broke the target in build/fuzz.
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
$(BUILD)/fuzz/obj/%.o: src/%.c
	@mkdir -p $(@D)
	clang -O1 -g $(FLAGS) $(SANITIZE) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<
$(BUILD)/fuzz/%: tests/fuzz/%.c $(OBJECTS:$(BUILD)/obj/%=$(BUILD)/fuzz/obj/%) | $(BUILD)/paths.h
	@mkdir -p $(@D)
	clang -O1 -g $(FLAGS) $(PATHS) -Itests $(SANITIZE) -fsanitize=fuzzer -o $@ $^ $(LIBYAML)
fuzz:
	@scripts/setup build fuzz
	@$(MAKE) --no-print-directory --silent -j$(JOBS) fuzz-all
.PHONY: fuzz-all
fuzz-all: $(FUZZERS)
	@tests/fuzz/run $(SECONDS) $(FUZZERS)

# ---- the rest ----

.PHONY: clean distclean help
# The fetched Neovims stay: they take the network. `make distclean` removes them too.
clean:
	rm -rf $(BUILD)/obj $(BUILD)/asan $(BUILD)/char $(BUILD)/fuzz $(BUILD)/tests $(BUILD)/try $(BUILD)/alone \
	    $(BUILD)/undoc $(BUILD)/core.so $(BUILD)/core.so.* $(BUILD)/packs $(BUILD)/packs.* \
	    $(BUILD)/name $(BUILD)/paths.h $(BUILD)/settings $(BUILD)/tools
distclean:
	rm -rf $(BUILD)

help:
	@echo 'make               build the module and the command line'
	@echo 'make try           install what is missing, build, open a letter in Neovim'
	@echo 'make test          install what is missing, build, run every test on two Neovims'
	@echo '                   NVIM=/path/to/nvim: on that one only'
	@echo 'make test-KIND     one kind: unit char asan valgrind build golden nvim pathological'
	@echo 'make lint          compile with gcc and clang, warnings are errors; clang-format; luacheck; shellcheck'
	@echo 'make format        lay out the C sources'
	@echo 'make bench         measure speed and memory (bench-check: against the committed counts)'
	@echo 'make accuracy      measure recognition on the corpora, where they are'
	@echo 'make fuzz          search for inputs that break the core, SECONDS=60 a target'
	@echo 'make picture       make the picture of the README again'
	@echo 'make clean         remove what was built (distclean: the fetched Neovims too)'

-include $(wildcard $(BUILD)/obj/*/*.d $(BUILD)/tests/*/*.d $(BUILD)/asan/*/*.d $(BUILD)/asan/tests/*/*.d \
    $(BUILD)/fuzz/obj/*/*.d)
