# Three commands matter: `make html`, `make check` and `make test`. Each sets up what it needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HTML_DIR ?= build/html
PORT ?= 8000
# Empty: `make lock` keeps the versions that still fit.
UPGRADE ?= --upgrade
# With arguments, `make test` runs part of the suite, so it measures no coverage.
PYTEST_ARGS ?=
# Tests that share a module stay together, so what is made for them is made once.
JOBS ?= auto
PYTEST = -m pytest -n $(JOBS) --dist loadscope
QUICK = not slow and not node and not network and not browser

SPHINX := $(BIN)/sphinx-build -n -W --keep-going -c . -d build/doctrees
PIP_INSTALL = -m pip --disable-pip-version-check install -qq

# Registries fail now and then: three tries, and the last error stands.
retry = for try in 1 2 3; do if $(1); then break; elif [ $$try = 3 ]; then exit 1; fi; \
	echo "Try $$try failed; trying again in $$((try * 10)) seconds." >&2; sleep $$((try * 10)); done

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help html check test test-python lint serve bench screenshots sync linkcheck refresh guards sources lock venv clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# A failed build is forgotten, since the next one would not repeat the warnings of
# pages that did not change. All pages are written, since the sitemap lists only those.
html: venv ## Build the site into build/html
	@$(SPHINX) -a -b dirhtml docs "$(HTML_DIR)" || { rm -rf build/doctrees; exit 1; }
	@echo
	@echo "The site is in $(HTML_DIR): open $(abspath $(HTML_DIR))/index.html"
	@echo "To follow links between pages, run 'make serve'."

check: lint ## Check style, and run the tests that need nothing but this machine's Python
	@echo "== Tests that are quick and need no Node.js, registry or browser"
	$(BIN)/python $(PYTEST) -m "$(QUICK)" $(PYTEST_ARGS)

test: lint ## Check style, types, prose and imports, build the site, run all tests
	@echo "== Site"
	$(BIN)/python -m tests.support.site
	@echo "== Tests"
	$(BIN)/python $(PYTEST) $(if $(PYTEST_ARGS),$(PYTEST_ARGS),--cov)

lint: venv ## Check style, types, prose and imports
	@echo "== Lint"
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/sphinx-lint docs src README.md CHANGELOG.md CONTRIBUTING.md
	$(BIN)/codespell

# Run as `make test-python PYTHON=python3.13`. The site's requirements are not
# installed, so the tests in tests/docs are not part of it.
OTHER = .venvs/$(shell $(PYTHON) -c 'import sys; print("{}.{}".format(*sys.version_info))')
test-python: ## Run the library's tests with PYTHON=python3.X
	@$(MAKE) --no-print-directory VENV="$(OTHER)" LOCK=requirements-test.txt venv
	$(OTHER)/bin/python $(PYTEST) --ignore=tests/docs $(PYTEST_ARGS)

serve: venv ## Serve the site with live reload on PORT=8000
	$(BIN)/sphinx-autobuild -n -c . -d build/serve/doctrees -b dirhtml --port $(PORT) \
		--watch conf.py --watch src --re-ignore __pycache__ docs build/serve/html

bench: html ## Measure the cost of imports, tags, pages and the site build
	$(BIN)/python scripts/bench/import_cost.py
	$(BIN)/python scripts/bench/tags_speed.py
	$(BIN)/python scripts/bench/page_weights.py "$(HTML_DIR)"
	$(BIN)/python scripts/bench/site_scale.py

screenshots: html ## Photograph pages into build/screenshots (needs Chromium)
	$(BIN)/python scripts/screenshots.py "$(HTML_DIR)" build/screenshots

refresh: venv ## Add the rows of new Pyodide releases to the data, measured
	$(BIN)/pyemscripten verify --propose --record
	$(BIN)/python -m pyemscripten.verify.symbols
	$(BIN)/pyemscripten pep sync README.md
	$(BIN)/python -m scripts.guards --write

guards: venv ## Falsify each value of the data and record which guard notices (a minute)
	$(BIN)/python -m scripts.guards --write

# REPOSITORIES is a folder of clones, each at OWNER/NAME: those that the data cites.
sources: venv ## Read what the files of other projects say, from clones in REPOSITORIES
	$(BIN)/python -m scripts.read_sources "$(REPOSITORIES)"
	$(BIN)/python -m scripts.quotes "$(REPOSITORIES)"

sync: html ## Bring README.md and docs/stable-anchors.txt up to date with the data and the site
	$(BIN)/pyemscripten pep sync README.md
	$(BIN)/python -m scripts.anchors "$(HTML_DIR)"

linkcheck: venv ## Follow the site's links to other hosts
	$(SPHINX) -b linkcheck docs build/linkcheck

# The files name no registry, so that they install from any mirror.
LOCK_CMD = .venvs/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-strip-extras --custom-compile-command "make lock" $(UPGRADE) --all-extras --group test
lock: ## Refresh the locked requirements
	$(PYTHON) -m venv .venvs/lock
	@$(call retry,.venvs/lock/bin/python $(PIP_INSTALL) --upgrade uv)
	$(LOCK_CMD) --python-version 3.10 -o requirements-test.txt pyproject.toml
	$(LOCK_CMD) --python-version 3.11 --group lint --group docs -c requirements-test.txt \
		-o requirements-docs.txt pyproject.toml

LOCK ?= requirements-docs.txt
MINIMUM = $(if $(filter requirements-docs.txt,$(LOCK)),11,10)

venv: $(VENV)/.installed ## Set up .venv with everything locked

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, $(MINIMUM)) and \
		"Python 3.$(MINIMUM) or newer is needed: make PYTHON=python3.13 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.locked: $(LOCK) | $(VENV)/bin/python
	@echo "Installing $(LOCK) into $(VENV) ..."
	@$(call retry,$(VENV)/bin/python $(PIP_INSTALL) --require-hashes -r $(LOCK))
	@touch $@

# The file that holds the version, which the installation repeats.
VERSIONED = $(shell sed -n '/^\[tool\.hatch\.version\]/,/^$$/s/^path = "\(.*\)"/\1/p' pyproject.toml)
$(VENV)/.installed: $(VENV)/.locked pyproject.toml $(VERSIONED)
	@$(VENV)/bin/python $(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

clean: ## Remove everything that make made
	rm -rf .venv .venvs build .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
