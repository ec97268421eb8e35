# The daily verbs. `make demo` and `make test` do everything on a fresh Debian or Ubuntu machine.
SHELL := /bin/bash
.DEFAULT_GOAL := help
JOBS ?= $(shell nproc)
LISTEN ?= 127.0.0.1:8080
SERVE ?= 1
FUZZ_SECONDS ?= 60

.PHONY: help demo test build sanitize fuzz bench lint format clean

help:  ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

packages-%:
	@tools/install-packages.sh $*

build/release/build.ninja: | packages-build
	cmake --preset release

build: packages-build build/release/build.ninja  ## the program, build/release/rostra
	cmake --build build/release --target rostra -j $(JOBS)

demo: build  ## install, build, read the sample reports into a record and serve it (SERVE=0: read only)
	@mkdir -p demo
	@rm -f demo/record.db demo/record.db-wal demo/record.db-shm
	build/release/rostra add --record demo/record.db examples/reports/*
	@if [ "$(SERVE)" = 0 ]; then build/release/rostra verify --record demo/record.db; \
	else exec build/release/rostra serve --record demo/record.db --corrections --listen $(LISTEN); fi

test: packages-test build/release/build.ninja  ## build and run all tests
	cmake --build build/release -j $(JOBS)
	ctest --test-dir build/release --output-on-failure -j $(JOBS)

sanitize: packages-check  ## unit tests and a minute of fuzzing under ASan and UBSan
	cmake --preset fuzz -DROSTRA_TESTS=ON
	cmake --build build/fuzz -j $(JOBS)
	ctest --test-dir build/fuzz --output-on-failure -j $(JOBS) -LE 'browser|release'
	tools/fuzz.sh pipeline_fuzz $(FUZZ_SECONDS)

fuzz: packages-check  ## every fuzz target for FUZZ_SECONDS each
	cmake --preset fuzz
	cmake --build build/fuzz -j $(JOBS)
	@set -e; for t in fuzz/*_fuzz.cc; do tools/fuzz.sh $$(basename $$t .cc) $(FUZZ_SECONDS); done

bench: build  ## words and pages a second on this machine
	build/release/rostra bench all examples/reports/*.txt examples/reports/*.html

lint: packages-check  ## layout, layers, data tables
	@files=$$(git ls-files '*.h' '*.cc'); clang-format --dry-run -Werror $$files
	python3 tools/check_layers.py
	python3 tools/check_data.py

format: packages-check  ## lay out the C++ sources
	clang-format -i $$(git ls-files '*.h' '*.cc')

clean:
	rm -rf build demo
