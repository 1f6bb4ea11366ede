# Each habit of the project as one word. `make demo` and `make test` need Python 3.11+ and make only.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test battery lint types imports bench golden docs wheel clean

demo: $(STAMP)
	$(BIN)/newsfeed formats
	$(BIN)/newsfeed build examples/stories --feed examples/feed.toml --output public
	$(BIN)/newsfeed validate public/*
	$(BIN)/python examples/consume.py public/feed.rss
	@echo "The feeds are in public/. Open one in your feed reader."

test: $(STAMP)
	$(BIN)/python -m pytest

battery: $(STAMP)
	$(BIN)/python -m pytest -m "battery or not battery" tests/hostile

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports

bench: $(STAMP)
	$(BIN)/python -m benchmarks --markdown docs/benchmarks.md --svg docs/benchmarks.svg

golden: $(STAMP)
	$(BIN)/python -m tests.golden_files

docs: $(STAMP)
	$(BIN)/python -m tests.findings_page
	PYTHONPATH=tests $(BIN)/python -m tests.capabilities_page

wheel: $(STAMP)
	$(BIN)/python -m build

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	$(BIN)/python -m compileall -q src
	@touch $@

clean:
	rm -rf $(VENV) public dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
