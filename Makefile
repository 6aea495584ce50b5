# Targets people type. Everything runs from .venv, which `install` makes from the locked requirements.

PYTHON ?= python3
UV_VERSION := 0.13.9

BIN := .venv/bin
INSTALLED := .venv/.installed
BROWSER := tests/browser/node_modules/.installed
APT := DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
	chromium fonts-dejavu-core fonts-noto-color-emoji
LOCKED := --universal --generate-hashes --no-emit-index-url --python-version 3.11

unexport PYTHONDONTWRITEBYTECODE # the program starts in half the time where it is kept compiled

.DEFAULT_GOAL := help
.PHONY: help install run test lint bench faults soak pictures topics lock clean

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

test: install $(BROWSER) ## Run the whole suite
	@rm -rf build
	$(BIN)/pytest

$(BROWSER): tests/browser/package-lock.json
	@command -v chromium > /dev/null || $(APT) || { apt-get update && $(APT); } || \
		{ echo "The browser tests need Chromium: install the package chromium"; exit 1; }
	npm ci --prefix tests/browser --silent --no-fund --no-audit
	@touch $@

lint: install ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: install ## Run the benchmarks, one after the other
	$(BIN)/pytest -n 0 -s -o python_files='bench_*.py' -o python_functions='bench_*' tests/bench
	$(BIN)/python -W ignore:XDG_RUNTIME_DIR -m tests.bench.votes

faults: install ## Break things for half an hour, and print a table of what was lost or said twice
	$(BIN)/python -W ignore:XDG_RUNTIME_DIR -m tests.faults

soak: install ## Live through a busy month in minutes, and see whether the bot stays small
	$(BIN)/python -W ignore:XDG_RUNTIME_DIR -m tests.faults.soak

pictures: install $(BROWSER) ## Take the pictures of the README anew
	PICTURES=docs $(BIN)/pytest --numprocesses=0 tests/browser/test_pictures.py

topics: install ## Work out anew what the topics of bot/matching/topics.txt mean
	$(BIN)/python -m bot.matching

lock: install ## Resolve the requirements anew
	$(BIN)/uv pip compile --quiet pyproject.toml $(LOCKED) -o requirements.lock
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev $(LOCKED) -o requirements-dev.lock

clean: ## Remove what the other targets made
	rm -rf .venv build tests/browser/node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
