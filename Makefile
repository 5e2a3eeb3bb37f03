PYTHON ?= python3
VENV := .venv

.PHONY: venv
venv: $(VENV)/.installed

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.locked: requirements-docs.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --require-hashes -r requirements-docs.txt
	touch $@

$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	$(VENV)/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@
