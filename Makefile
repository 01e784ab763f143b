# Pakten: `make run` opens it, `make test` proves it. Needs only Python 3.11 or newer, make and sh.
.DEFAULT_GOAL := help
.PHONY: help run test bench bench-register lint lock prepare
SHELL := /bin/sh

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& { echo $$p; break; }; done)
BIN := .venv/bin
# A stamp is named after what it installed, so a second start has nothing to do, whatever the clocks say.
RUNTIME := .venv/.runtime-$(shell cat requirements.txt pyproject.toml | cksum | cut -d' ' -f1)
FRONT := node_modules/.installed-$(shell cat package-lock.json | cksum | cut -d' ' -f1)
TOOLS := .venv/.tools-$(shell cat requirements-dev.txt | cksum | cut -d' ' -f1)

help:
	@echo 'make run    open Pakten with the example pact (PORT=8000, PAKTEN_VAR=var)'
	@echo 'make test   run the whole test suite'
	@echo 'make bench  measure pages, queries, the start and whole rounds, and print tables'
	@echo 'make bench-register  measure a register of 5 000 members and an import of 5 000 rows'
	@echo 'make lint   style, types and import rules'
	@echo 'make lock   renew requirements*.txt from requirements*.in'

run: prepare
	@exec $(BIN)/pakten run

test: prepare $(TOOLS)
	@sh tests/chromium.sh
	@$(BIN)/python -m pytest

bench: prepare $(TOOLS)
	@$(BIN)/python -m benchmarks.web
	@$(BIN)/python -m benchmarks.matching

bench-register: prepare
	@$(BIN)/python -m benchmarks.register

lint: prepare $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

# What is made from sources: the style sheet, icons and fonts, and the compiled translations.
prepare: $(RUNTIME) $(FRONT)
	@$(BIN)/python assets/build.py
	@$(BIN)/pakten build

lock: $(RUNTIME)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
		--generate-hashes --no-header --no-annotate -o requirements.txt requirements.in
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
		--generate-hashes --no-header --no-annotate -o requirements-dev.txt requirements-dev.in

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Pakten needs Python 3.11 or newer; set PYTHON=/path/to/python3.' >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo 'Python cannot make a virtual environment; on Debian: apt-get install python3-venv' >&2; exit 1; }

$(RUNTIME): | $(BIN)/python
	@echo 'Installing Pakten (once) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f .venv/.runtime-* && touch $@

$(FRONT): | $(RUNTIME)
	@echo 'Fetching style sheet, icons and fonts (once) ...'
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent
	@touch $@

$(TOOLS): | $(RUNTIME)
	@echo 'Installing the tools of the tests (once) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@rm -f .venv/.tools-* && touch $@
