# Targets people type. Everything runs from .venv, which `install` makes from the locked requirements.

PYTHON ?= python3
UV_VERSION := 0.13.9

BIN := .venv/bin
INSTALLED := .venv/.installed
LOCKED := --universal --generate-hashes --no-emit-index-url --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help install run test lint bench faults lock clean

help: ## List these targets
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: $(INSTALLED) ## Make .venv with the locked requirements

$(INSTALLED): requirements-dev.lock Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Touchpoint needs Python 3.11 or newer: make PYTHON=python3.11")'
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@$(BIN)/uv --version 2>/dev/null | grep -qF ' $(UV_VERSION)' || $(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.lock
	@touch $@

run: install ## Start the bot: on Slack where tokens are set, else in the practice workspace
	@if [ -n "$$SLACK_BOT_TOKEN" ] || grep -qsE "^ *(export +)?SLACK_BOT_TOKEN *= *[\"']?[^\"'#[:space:]]" .env; \
	then exec $(BIN)/python -m bot run; \
	else exec $(BIN)/python -m bot practice; fi

test: install ## Run the whole suite
	@rm -rf build
	$(BIN)/pytest

lint: install ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: install ## Run the benchmarks, one after the other
	$(BIN)/pytest -n 0 -s -o python_files='bench_*.py' -o python_functions='bench_*' tests/bench

faults: install ## Break things for half an hour, and count what was lost or said twice
	$(BIN)/pytest --numprocesses=0 -m crashes tests/faults
	$(BIN)/python -W ignore:XDG_RUNTIME_DIR -m tests.faults

lock: install ## Resolve the requirements anew
	$(BIN)/uv pip compile --quiet pyproject.toml $(LOCKED) -o requirements.lock
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev $(LOCKED) -o requirements-dev.lock

clean: ## Remove what the other targets made
	rm -rf .venv build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
