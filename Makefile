# undoc.nvim. `make` builds, `make try` shows, `make test` tests; `make help` lists the rest.

CFLAGS ?= -O2 -g
BUILD := build
DATA := $(CURDIR)/data

# Where `make install` puts things; DESTDIR stands before each, for who makes a package of it.
PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
PLUGINDIR ?= $(DATADIR)/nvim/site/pack/undoc/start/undoc.nvim

# The contract says of which version it is, and the rest asks it.
VERSION := $(shell sed -n 's/^.define UND_VERSION "\(.*\)"/\1/p' include/undoc/undoc.h)
ABI := $(shell sed -n 's/^.define UND_ABI \([0-9]*\).*/\1/p' include/undoc/undoc.h)

# The letter that `make try` opens.
SAMPLE ?= tests/data/000_ccba38e56b2f2219.txt
# How long `make fuzz` runs each target.
SECONDS ?= 60

STD := -std=c11 -Wall -Wextra -Wshadow -Wpedantic -Wconversion -Wmissing-prototypes \
    -Werror=implicit-function-declaration
LUA_INCLUDE ?= $(or $(firstword $(wildcard /usr/include/luajit-2.1 /usr/local/include/luajit-2.1)),$(shell scripts/where lua))
# Found only once scripts/setup has installed it: an empty value handed down would keep the make that builds from looking.
ifneq ($(LUA_INCLUDE),)
export LUA_INCLUDE
endif
# POSIX is for reading folders. Everything is compiled for a shared object, so that the editor's module and the command
# line are made of the same object files.
FLAGS = $(STD) -D_POSIX_C_SOURCE=200809L -Iinclude -Isrc -fPIC -fvisibility=hidden $(YAML_CFLAGS) $(CPPFLAGS)
# Where the data lies, for the command line and the tests: a header, since a path may hold any character.
PATHS := -include $(BUILD)/paths.h
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

SOURCES := $(sort $(wildcard src/*/*.c))
# What both faces and every test stand on.
CORE := $(filter-out src/face/%,$(SOURCES))
# The module for Neovim.
LUA_FACE := $(filter src/face/lua%,$(SOURCES))
OBJECTS = $(CORE:src/%.c=$(BUILD)/obj/%.o)
# Tests in C: each file is one program. That of random edits has parts.
EDITS := tests/edits/model tests/edits/compare tests/edits/reading tests/edits/shrink tests/edits/generate
CHECKS := $(sort $(wildcard tests/unit/test_*.c tests/edits/test_*.c tests/plans/test_*.c))
PROGRAMS = $(CHECKS:tests/%.c=$(BUILD)/tests/%)

# libyaml goes into the module itself where its archive can, so that the module needs nothing of the machine it runs on.
LIBYAML := $(shell $(CC) -print-file-name=libyaml.a 2>/dev/null)
ifeq ($(filter /%,$(LIBYAML)),)
YAML_CFLAGS := $(shell scripts/where yaml-cflags)
LIBYAML := $(or $(shell scripts/where yaml-libs),-lyaml)
endif
export YAML_CFLAGS CPPFLAGS
LIBS = $(LIBYAML) -pthread

# Lua's functions come from the Neovim that loads the module: left open here. One name gets out of it, and none of the
# core's or of libyaml's, or what another plugin brings along could be called in the place of ours.
ifeq ($(shell uname -s),Darwin)
MODULE := -bundle -undefined dynamic_lookup -Wl,-exported_symbol,_luaopen_undoc_core
LIBRARY := libundoc.$(VERSION).dylib
LIBRARY_ABI := libundoc.$(ABI).dylib
LIBRARY_LINK := libundoc.dylib
SHARED := -dynamiclib -Wl,-install_name,@rpath/$(LIBRARY_ABI) -Wl,-exported_symbol,'_und_*'
else
MODULE := -shared -Wl,--version-script=src/face/module.map
LIBRARY := libundoc.so.$(VERSION)
LIBRARY_ABI := libundoc.so.$(ABI)
LIBRARY_LINK := libundoc.so
SHARED := -shared -Wl,-soname,$(LIBRARY_ABI) -Wl,--exclude-libs,ALL -Wl,-Bsymbolic-functions
endif

# A line for each file that is made; `make V=1` shows the commands.
say = $(if $(V),,@printf '  %s\n' '$@' &&)

# What starts a program of another machine's, as qemu-aarch64 does.
RUN ?=

# A value as one word of a shell's command.
quote = '$(subst ','\'',$(1))'

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

.PHONY: all force
all: $(BUILD)/undoc $(BUILD)/core.so $(BUILD)/packs library

# The core for other programs, with what says how to compile and link with it.
.PHONY: library
library: $(BUILD)/libundoc.a $(BUILD)/$(LIBRARY_LINK) $(BUILD)/undoc.pc

# ---- building ----

# Written anew only when the compiler or its flags change; then everything is compiled again.
SETTINGS = $(CC) $(CFLAGS) $(FLAGS) $(LDFLAGS)
$(BUILD)/settings: force
	@mkdir -p $(BUILD)
	@printf '%s\n' $(call quote,$(SETTINGS)) | cmp -s - $@ || printf '%s\n' $(call quote,$(SETTINGS)) >$@

# Writes a target whose content its recipe prints, and nothing when that is there already: in a checkout that another user
# has built nothing can be written.
renew = | { new=$$(cat) && [ "$$(cat $@ 2>/dev/null)" = "$$new" ] || printf '%s\n' "$$new" >$@; }

# A C string may hold every byte of a path but these, and `??` would begin a trigraph.
data_dir = @mkdir -p $(@D) && printf '%s\n' $(call quote,$(1)) | \
    LC_ALL=C sed 's/[\\"?]/\\&/g; s/.*/\#define UND_DATA_DIR "&"/' $(renew)
$(BUILD)/paths.h: force
	$(call data_dir,$(DATA))
$(BUILD)/install/paths.h: force
	$(call data_dir,$(DATADIR)/undoc/data)
HAVE_PATHS := $(BUILD)/obj/face/main.o $(BUILD)/asan/face/main.o
$(HAVE_PATHS): $(BUILD)/paths.h
$(HAVE_PATHS): FLAGS += $(PATHS)

# A name for the sources: a cache of the packs is good only for a core that was made of the same ones.
NAME := $(shell cat $(sort $(wildcard include/*/*.h src/*/*.[ch])) | cksum | tr ' ' -)
$(BUILD)/name: force
	@mkdir -p $(BUILD)
	@printf '%s\n' $(NAME) | cmp -s - $@ || printf '%s\n' $(NAME) >$@
CACHE := $(patsubst %,$(BUILD)/%/pack/cache.o,obj asan char threads)
$(CACHE): $(BUILD)/name
$(CACHE): FLAGS += -DUND_BUILD='"$(NAME)"'

# The packs as they were read: the first document of an editor need not wait for YAML.
$(BUILD)/packs: $(BUILD)/undoc $(wildcard data/language/*.yaml)
	$(say) UNDOC_DATA=data $(RUN) $(BUILD)/undoc cache $@

# One clear sentence in place of a compiler's guesses when something is not installed.
$(BUILD)/tools: scripts/setup
	@mkdir -p $(BUILD)
	@CC=$(call quote,$(CC)) scripts/setup --check build
	@touch $@

$(BUILD)/obj/%.o: src/%.c $(BUILD)/settings | $(BUILD)/tools
	@mkdir -p $(@D)
	$(say) $(CC) $(CFLAGS) $(FLAGS) -MMD -MP -c -o $@ $<

$(LUA_FACE:src/%.c=$(BUILD)/obj/%.o) $(LUA_FACE:src/%.c=$(BUILD)/asan/%.o): FLAGS += $(if $(LUA_INCLUDE),-isystem $(LUA_INCLUDE))

$(BUILD)/undoc: $(OBJECTS) $(BUILD)/obj/face/main.o $(BUILD)/obj/face/place.o $(BUILD)/obj/face/folder.o $(BUILD)/obj/face/operations.o \
    $(BUILD)/obj/face/terminal.o
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# The same for where it is installed.
$(BUILD)/install/main.o: src/face/main.c $(BUILD)/install/paths.h $(BUILD)/settings | $(BUILD)/tools
	$(say) $(CC) $(CFLAGS) $(FLAGS) -include $(BUILD)/install/paths.h -MMD -MP -c -o $@ $<
$(BUILD)/install/undoc: $(OBJECTS) $(BUILD)/install/main.o $(BUILD)/obj/face/place.o $(BUILD)/obj/face/folder.o $(BUILD)/obj/face/operations.o \
    $(BUILD)/obj/face/terminal.o
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/libundoc.a: $(OBJECTS)
	@rm -f $@
	$(say) $(AR) rcs $@ $^
# By the names that the loader and the linker look for: that of the contract, and the plain one.
$(BUILD)/$(LIBRARY): $(OBJECTS)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) $(SHARED) -o $@.new $^ $(LIBS) 2>$@.log || \
	    $(CC) $(CFLAGS) $(LDFLAGS) $(SHARED) -o $@.new $^ -lyaml -pthread
	@rm -f $@.log
	@mv -f $@.new $@
$(BUILD)/$(LIBRARY_LINK): $(BUILD)/$(LIBRARY)
	@ln -sf $(LIBRARY) $(BUILD)/$(LIBRARY_ABI)
	@ln -sf $(LIBRARY_ABI) $@

# The archive has no libyaml in it. In the shared library it is, where libyaml has an archive.
PC_YAML = $(if $(shell pkg-config --exists yaml-0.1 2>/dev/null && echo yes),Requires.private: yaml-0.1)
pc_path = "$$(printf '%s\n' $(call quote,$(1)) | LC_ALL=C sed 's/[\\ "'\'']/\\&/g; s/[$$]/&&/g')"
pc_below = $(if $(subst $(PREFIX)/$(2),,$(1)),$(call pc_path,$(1)),'$${prefix}/$(2)')
$(BUILD)/undoc.pc: force
	@mkdir -p $(@D)
	@printf '%s\n' prefix=$(call pc_path,$(PREFIX)) libdir=$(call pc_below,$(LIBDIR),lib) \
	    includedir=$(call pc_below,$(INCLUDEDIR),include) data=$(call pc_below,$(DATADIR),share)/undoc/data '' \
	    'Name: undoc' 'Description: Recognises, checks and drafts documents of the United Nations' \
	    'Version: $(VERSION)' $(if $(PC_YAML),'$(PC_YAML)') \
	    'Libs.private: $(if $(PC_YAML),,-lyaml )-pthread' 'Libs: -L$${libdir} -lundoc' 'Cflags: -I$${includedir}' $(renew)

# Links a module with the flags given. Renamed into place: writing over a module that an editor has loaded would kill that
# editor.
define module
	$(say) $(CC) $(1) $(LDFLAGS) $(MODULE) -o $@.new $(filter %.o,$^) $(LIBS) 2>$@.log || \
	    $(CC) $(1) $(LDFLAGS) $(MODULE) -o $@.new $(filter %.o,$^) -lyaml -pthread
	@rm -f $@.log
	@mv -f $@.new $@
endef
$(BUILD)/core.so $(BUILD)/asan/core.so: src/face/module.map
$(BUILD)/core.so: $(OBJECTS) $(LUA_FACE:src/%.c=$(BUILD)/obj/%.o)
	$(call module,$(CFLAGS))

# Tests in C.
$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(OBJECTS)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka
$(BUILD)/tests/plans/%: $(BUILD)/tests/plans/%.o $(OBJECTS)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka
$(BUILD)/tests/edits/%: $(BUILD)/tests/edits/%.o $(EDITS:%=$(BUILD)/%.o) $(OBJECTS)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka
$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o $(OBJECTS)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lmd4c -lcmark
$(BUILD)/tests/pathological/%: $(BUILD)/tests/pathological/%.o $(OBJECTS)
	$(say) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

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
$(BUILD)/$(1)/tests/edits/test_edits: $(EDITS:%=$(BUILD)/$(1)/%.o)
$(BUILD)/$(1)/tests/%: $(BUILD)/$(1)/tests/%.o $(CORE:src/%.c=$(BUILD)/$(1)/%.o)
	$$(say) $$(CC) $(2) $$(LDFLAGS) -o $$@ $$^ $$(LIBS) -lcmocka
endef
$(eval $(call other,asan,-O1 -g $(SANITIZE)))
# Where char is unsigned, as on Linux for arm64.
$(eval $(call other,char,-O1 -funsigned-char))
# What threads do to each other; for the one test that has several.
$(eval $(call other,threads,-O1 -g -fsanitize=thread))
THREADS := $(BUILD)/threads/tests/unit/test_threads

$(BUILD)/asan/undoc: $(OBJECTS:$(BUILD)/obj/%=$(BUILD)/asan/%) $(BUILD)/asan/face/main.o $(BUILD)/asan/face/place.o \
    $(BUILD)/asan/face/terminal.o $(BUILD)/asan/face/folder.o $(BUILD)/asan/face/operations.o
	$(say) $(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(LIBS)
# The module too, for a Neovim that was started with the sanitizer's library.
$(BUILD)/asan/core.so: $(OBJECTS:$(BUILD)/obj/%=$(BUILD)/asan/%) $(LUA_FACE:src/%.c=$(BUILD)/asan/%.o)
	$(call module,$(SANITIZE))
.SECONDARY:

# ---- installing ----

# On macOS a library holds the path that it is found by.
ifeq ($(shell uname -s),Darwin)
NAME_LIBRARY = install_name_tool -id $(call quote,$(LIBDIR)/$(LIBRARY_ABI)) $(call into,$(LIBDIR)/$(LIBRARY))
endif
into = $(call quote,$(DESTDIR)$(1))
PACKS := language agenda state template

# The command line with its packs, the library with its headers. The times of the packs are kept: by them the cache of
# the language packs, which is made here, knows them again.
.PHONY: install install-plugin uninstall uninstall-plugin
install: $(BUILD)/install/undoc library
	mkdir -p $(call into,$(BINDIR)) $(call into,$(LIBDIR)/pkgconfig) $(call into,$(INCLUDEDIR)/undoc) \
	    $(call into,$(DATADIR)/doc/undoc)
	install -m 755 $(BUILD)/install/undoc $(call into,$(BINDIR)/undoc)
	install -m 644 $(BUILD)/libundoc.a $(call into,$(LIBDIR)/libundoc.a)
	install -m 755 $(BUILD)/$(LIBRARY) $(call into,$(LIBDIR)/$(LIBRARY))
	$(NAME_LIBRARY)
	ln -sf $(LIBRARY) $(call into,$(LIBDIR)/$(LIBRARY_ABI))
	ln -sf $(LIBRARY_ABI) $(call into,$(LIBDIR)/$(LIBRARY_LINK))
	install -m 644 $(BUILD)/undoc.pc $(call into,$(LIBDIR)/pkgconfig/undoc.pc)
	install -m 644 include/undoc/*.h $(call into,$(INCLUDEDIR)/undoc/)
	$(call install_data,$(DATADIR)/undoc)
	UNDOC_DATA=$(call into,$(DATADIR)/undoc/data) $(RUN) $(BUILD)/install/undoc cache $(call into,$(DATADIR)/undoc/packs)
	chmod 644 $(call into,$(DATADIR)/undoc/packs)
	install -m 644 README.md LICENSE doc/packs.md doc/undoc.txt $(call into,$(DATADIR)/doc/undoc/)
define install_data
for folder in $(PACKS); do \
	    mkdir -p $(call into,$(1)/data)/"$$folder" && \
	    install -p -m 644 data/"$$folder"/*.yaml $(call into,$(1)/data)/"$$folder"/ || exit 1; \
	done
endef
uninstall:
	rm -rf $(call into,$(DATADIR)/undoc) $(call into,$(INCLUDEDIR)/undoc) $(call into,$(DATADIR)/doc/undoc)
	rm -f $(call into,$(BINDIR)/undoc) $(call into,$(LIBDIR)/pkgconfig/undoc.pc) $(call into,$(LIBDIR)/libundoc.a) \
	    $(call into,$(LIBDIR)/$(LIBRARY)) $(call into,$(LIBDIR)/$(LIBRARY_ABI)) $(call into,$(LIBDIR)/$(LIBRARY_LINK))

# The plugin for every user's Neovim, in a folder of 'packpath'. Apart from the above: who has it from a plugin manager
# would have it twice.
install-plugin: $(BUILD)/core.so $(BUILD)/undoc
	mkdir -p $(call into,$(PLUGINDIR)/build) $(call into,$(PLUGINDIR)/data)
	cp -R plugin ftplugin lua $(call into,$(PLUGINDIR)/)
	mkdir -p $(call into,$(PLUGINDIR)/doc)
	install -m 644 doc/undoc.txt $(call into,$(PLUGINDIR)/doc/undoc.txt)
	install -m 755 $(BUILD)/core.so $(call into,$(PLUGINDIR)/build/core.so)
	$(call install_data,$(PLUGINDIR))
	$(if $(wildcard data/*.txt),install -m 644 data/*.txt $(call into,$(PLUGINDIR)/data/))
	UNDOC_DATA=$(call into,$(PLUGINDIR)/data) $(RUN) $(BUILD)/undoc cache $(call into,$(PLUGINDIR)/build/packs)
	chmod 644 $(call into,$(PLUGINDIR)/build/packs)
uninstall-plugin:
	rm -rf $(call into,$(PLUGINDIR))

# ---- the two commands ----

JOBS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

.PHONY: try
try:
	@MAKE=$(call quote,$(MAKE)) scripts/try $(call quote,$(SAMPLE))

# The kinds are those of tests/run, which builds nothing: each target builds what its kind needs.
KINDS := build unit char threads asan valgrind $(patsubst tests/%/run,%,$(wildcard tests/golden/run tests/schema/run tests/pathological/run tests/planted/run)) nvim nvim-asan
.PHONY: test test-unit test-char test-threads test-asan test-valgrind test-build test-golden test-nvim test-nvim-asan test-planted test-pathological pathological
test:
	@scripts/setup build test
	@$(MAKE) --no-print-directory --silent -j$(JOBS) all $(BUILD)/asan/undoc $(BUILD)/asan/core.so \
	    $(PROGRAMS) $(PROGRAMS:$(BUILD)/%=$(BUILD)/asan/%) $(PROGRAMS:$(BUILD)/%=$(BUILD)/char/%) \
	    $(THREADS)
	@tests/run $(KINDS)
.PHONY: programs
programs: $(PROGRAMS)
test-unit: programs
	@tests/run unit
test-char: $(PROGRAMS:$(BUILD)/%=$(BUILD)/char/%)
	@tests/run char
test-threads: $(THREADS)
	@tests/run threads
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
test-planted: all
	@tests/run planted
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

.PHONY: bench bench-check accuracy fuzz picture pictures
bench bench-check: all
	@scripts/setup build bench
	@tests/bench/run $(if $(filter bench-check,$@),--check)
accuracy: all
	@tests/accuracy/run
picture pictures: all
	@scripts/picture

# libFuzzer is clang's. What it finds new stays in build/fuzz/found, what broke the target in build/fuzz.
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
$(BUILD)/fuzz/obj/%.o: src/%.c
	@mkdir -p $(@D)
	clang -O1 -g $(FLAGS) $(SANITIZE) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<
$(BUILD)/fuzz/%: tests/fuzz/%.c $(OBJECTS:$(BUILD)/obj/%=$(BUILD)/fuzz/obj/%) | $(BUILD)/paths.h
	@mkdir -p $(@D)
	clang -O1 -g $(FLAGS) $(PATHS) -Itests $(SANITIZE) -fsanitize=fuzzer -o $@ $^ $(LIBS)
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
	rm -rf $(BUILD)/obj $(BUILD)/asan $(BUILD)/char $(BUILD)/threads $(BUILD)/fuzz $(BUILD)/tests $(BUILD)/try $(BUILD)/install \
	    $(BUILD)/undoc $(BUILD)/core.so $(BUILD)/core.so.* $(BUILD)/libundoc.* $(BUILD)/undoc.pc $(BUILD)/packs \
	    $(BUILD)/packs.* \
	    $(BUILD)/name $(BUILD)/paths.h $(BUILD)/settings $(BUILD)/tools
distclean:
	rm -rf $(BUILD)

help:
	@echo 'make               build the module, the command line and the library'
	@echo 'make install       the command line and the library below PREFIX=/usr/local; uninstall takes them away'
	@echo 'make install-plugin  the plugin for the Neovim of every user; uninstall-plugin takes it away'
	@echo 'make try           install what is missing, build, open a letter in Neovim'
	@echo 'make test          install what is missing, build, run every test on two Neovims'
	@echo '                   NVIM=/path/to/nvim: on that one only'
	@echo 'make test-KIND     one kind: unit char threads asan valgrind build golden nvim planted pathological'
	@echo 'make lint          compile with gcc and clang, warnings are errors; clang-format; luacheck; shellcheck'
	@echo 'make format        lay out the C sources'
	@echo 'make bench         measure speed and memory (bench-check: against the committed counts)'
	@echo 'make accuracy      measure recognition on the corpora, where they are'
	@echo 'make fuzz          search for inputs that break the core, SECONDS=60 a target'
	@echo 'make pictures      make the pictures of doc/ again'
	@echo 'make clean         remove what was built (distclean: the fetched Neovims too)'

# build/obj/text/lines.d, build/asan/tests/unit/test_text.d and the like; a fetched Neovim has folders of such names.
-include $(filter-out $(BUILD)/nvim-%,$(wildcard $(BUILD)/install/*.d $(BUILD)/*/*/*.d $(BUILD)/*/tests/*/*.d $(BUILD)/fuzz/obj/*/*.d))
