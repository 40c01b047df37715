# The house's workshop. `make demo` to look, `make test` to prove; the rest is for those who work on it.
# Each step leaves a stamp in .venv, so that a second call does only what has changed.

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# The first Python of 3.11 or later; `make PYTHON=... setup` takes another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-strip-extras --no-emit-index-url --no-emit-find-links --no-header --no-annotate

.PHONY: help setup setup-dev demo test proof check format coverage neo4j lock upgrade bench clean

help: ## what can be made
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

setup: $(VENV)/.installed ## the program: .venv/bin/support-web

setup-dev: $(VENV)/.installed-dev ## and what testing it needs

demo: setup ## an invented school, served on this machine
	$(BIN)/support-web demo

test: check ## every check and every test
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: setup-dev ## lint, types and layers, without the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

proof: check ## the same at release size, and which lines the tests reach: before a release
	SUPPORT_WEB_TEST_RELEASE=1 SUPPORT_WEB_REQUIRE_NEO4J=1 SUPPORT_WEB_REQUIRE_BROWSER=1 \
	$(BIN)/pytest --numprocesses auto --dist worksteal --cov --cov-report=term-missing:skip-covered

format: setup-dev ## put the code into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

coverage: setup-dev ## the tests, and which lines they reach
	$(BIN)/pytest --numprocesses auto --dist worksteal --cov --cov-report=term-missing:skip-covered

neo4j: setup-dev ## a real Neo4j without Docker (needs JDK 17 and Maven)
	$(BIN)/python -m tests.neo4j_server

lock: setup-dev ## write the lock files anew from pyproject.toml, keeping versions
	$(COMPILE) --extra build --output-file requirements.lock
	$(COMPILE) --extra build --extra dev --output-file requirements-dev.lock

upgrade: COMPILE += --upgrade
upgrade: lock ## the same, with the newest versions allowed

bench: setup-dev ## figures beside the bare libraries and statements
	$(BIN)/python -m benchmarks.measures
	$(BIN)/python -m benchmarks.importing
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.lists
	$(BIN)/python -m benchmarks.load

clean: ## take away what was made, the environment too
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and none was found as python3." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "A virtual environment could not be made; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
