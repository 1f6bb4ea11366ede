# Each habit of the project as one word. `make demo` and `make test` need Python 3.11+ and make only.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LIBRARY := $(VENV)/.library
STAMP := $(VENV)/.installed
LOWEST := .venv-lowest
ENGINES := .venv-engines
FUZZ := .venv-fuzz
MUTANTS_VENV := .venv-mutants
PEERS ?= .venv-peers
JOBS ?= auto

.PHONY: battery bench browser chromium clean compare-peers completeness coverage coverage-sample databases demo determinism docs engines frameworks fuzz \
	golden imports lint load lowest mutants mypy pyright quick reference report-schemas screenshots site test types wheel

demo: $(LIBRARY)
	$(BIN)/newsfeed formats
	$(BIN)/newsfeed build examples/stories --feed examples/feed.toml --output public
	$(BIN)/newsfeed validate public/
	$(BIN)/python examples/consume.py public/feed.rss
	@echo "The feeds are in public/. Open public/index.html in your browser, and public/feed.rss in your feed reader."

# The guards of speed run alone, since a test beside them would disturb their ratios.
test: $(STAMP)
	$(BIN)/python -m pytest tests/performance
	$(BIN)/python -m pytest -n $(JOBS) --ignore tests/performance

quick: $(STAMP)
	$(BIN)/python -m pytest -n $(JOBS) -m "not slow and not battery and not browser" --ignore tests/performance

# Pages and feeds in Chromium, with axe-core as the judge of accessibility. Both are optional: without them the tests skip.
CHROMIUM := chromium fonts-noto-core fonts-noto-cjk
AXE := tests/browser/node_modules/axe-core/axe.min.js
browser: $(STAMP) chromium $(AXE)
	$(BIN)/python -m pytest -m browser tests/browser

# The fonts have the scripts of the example stories.
screenshots: $(STAMP) chromium
	$(BIN)/python -m tests.browser.screenshots

chromium:
	@{ command -v chromium && fc-list :lang=ar | grep . && fc-list :lang=ja | grep .; } >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get install -y --no-install-recommends $(CHROMIUM); } \
		|| echo "There is no Chromium with fonts for all scripts: install it, on Debian with: apt-get install $(CHROMIUM)"

$(AXE): tests/browser/package.json
	@if command -v npm >/dev/null; then npm install --prefix tests/browser --no-audit --no-fund --silent; \
		else echo "There is no npm: install it, or put axe-core into tests/browser/node_modules"; fi

# Each example project as its README says, in a new environment: about a minute each.
frameworks: $(STAMP)
	$(BIN)/python tools/run_example.py $(sort $(dir $(wildcard examples/*/README.md)))

# The schemas of SARIF and of JUnit reports; without them, the tests that need them skip.
report-schemas:
	@if command -v npm >/dev/null; then npm install --prefix tests/ci --no-audit --no-fund --silent --ignore-scripts; \
		else echo "There is no npm: install it"; fi

battery: $(STAMP)
	$(BIN)/python -m pytest -m "battery or not battery" tests/hostile
	$(BIN)/python -m pytest -m battery --ignore tests/hostile tests
	HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -n $(JOBS) -m hypothesis --ignore tests/performance

# Whether the tests notice wrong code: tools/mutants. MUTANTS="--sample 100 --seed 2" is another sample.
MUTANTS ?=
mutants: $(MUTANTS_VENV)/.installed
	$(MUTANTS_VENV)/bin/python -m tools.mutants $(MUTANTS)

# Branches of src/newsfeed that the tests run, without the slow ones: see CONTRIBUTING.md.
coverage: $(STAMP)
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term-missing:skip-covered -m "not slow and not battery and not browser" --ignore tests/performance

# A part of it for the gate, which has no time for all: the packages of values, bodies and the reading of feeds, by their tests.
coverage-sample: $(STAMP)
	$(BIN)/python -m pytest -q -n $(JOBS) -m "not slow and not battery and not browser" --cov=newsfeed.values --cov=newsfeed.body \
		--cov=newsfeed.syndication.read --cov-report= tests/values tests/body tests/syndication $(wildcard tests/formats/test_rss_*.py)

# The suite on the lowest versions that pyproject.toml allows; LOWEST_TESTS narrows it.
LOWEST_TESTS ?= tests
lowest: $(LOWEST)/.installed
	$(LOWEST)/bin/python -m pytest -n $(JOBS) --ignore tests/performance $(LOWEST_TESTS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: mypy pyright completeness

mypy: $(STAMP)
	$(BIN)/mypy

pyright: $(STAMP)
	$(BIN)/pyright --pythonpath $(BIN)/python src/newsfeed

# Every public symbol has a type that the type checkers of users know.
completeness: $(STAMP)
	@PATH="$(abspath $(BIN)):$$PATH" pyright --verifytypes newsfeed --ignoreexternal >$(VENV)/verifytypes.txt \
		|| { grep -B 1 -A 2 "error:" $(VENV)/verifytypes.txt; exit 1; }
	@grep "Type completeness score" $(VENV)/verifytypes.txt

imports: $(STAMP)
	$(BIN)/lint-imports

# The same function on Ray Data, PySpark (which needs Java) and Dask: rows a second, and equal bytes.
STORIES ?= 1000000
ENGINE_FORMATS ?= jsonld
engines: $(ENGINES)/.installed
	$(ENGINES)/bin/python -m benchmarks.engines --stories $(STORIES) --formats $(ENGINE_FORMATS)

# The peer for Node.js is optional: without npm its rows say that it is not installed.
# TIME is in seconds, and divided among the targets; TARGET="xml date" runs some of them only. See CONTRIBUTING.md.
TIME ?= 600
fuzz: $(FUZZ)/.installed
	PYTHONPATH=tests:tests/hostile $(FUZZ)/bin/python -m hostile.fuzzing $(TIME) $(TARGET)

# The battery of determinism, also with other versions of Python, as far as the machine has them.
PYTHONS ?= 3.12 3.13 3.14
determinism: $(STAMP)
	@for version in $(PYTHONS); do \
		test -x .venv-$$version/bin/newsfeed && continue; \
		python=$$($(BIN)/python tools/find_python.py $$version); \
		test -n "$$python" || { echo "There is no Python $$version: it is left out"; continue; }; \
		{ $(BIN)/uv venv --quiet --clear --python $$python .venv-$$version \
			&& $(BIN)/uv pip install --quiet --python .venv-$$version/bin/python --editable ".[cli,html]"; } || exit 1; \
	done
	PYTHONS="$$(ls $(foreach version,$(PYTHONS),.venv-$(version)/bin/python) 2>/dev/null)" \
		$(BIN)/python -m pytest -m "battery or not battery" tests/hostile/test_determinism.py

bench: $(STAMP)
	-command -v npm >/dev/null && npm install --prefix benchmarks/node --no-audit --no-fund --silent
	$(BIN)/python -m benchmarks --markdown docs/benchmarks.md --svg docs/benchmarks.svg

# Three minutes on two cores; LOAD="--rounds 1 --seconds 3 --changing 10" is a first look. It needs wrk.
load: $(STAMP)
	$(BIN)/python -m benchmarks.load $(LOAD)
# Pages of a million stories in SQLite and PostgreSQL beside those of a hundred: some minutes, and 3 GB on the disk.
databases: $(STAMP)
	$(BIN)/python -m benchmarks.databases

# The batteries of tests/hostile on other libraries too: half an hour, and the tables of docs/trust.md.
# BATTERY=dates PEER=feedparser prints one cell and its violations; PEERS=.venv uses the developers' environment.
compare-peers: $(PEERS)/.peers-installed
	PYTHONPATH=tests:tests/hostile nice $(PEERS)/bin/python -m hostile.peers $(if $(BATTERY)$(PEER),,--page) $(if $(BATTERY),--battery $(BATTERY)) $(if $(PEER),--peer $(PEER))

golden: $(STAMP)
	PYTHONPATH=tests $(BIN)/python -m tests.golden_files

reference: $(STAMP)
	$(BIN)/python -m tests.findings_page
	PYTHONPATH=tests $(BIN)/python -m tests.capabilities_page
	PYTHONPATH=tests $(BIN)/python -m tests.mapping_page
	PYTHONPATH=tests $(BIN)/python -m tests.newsroom_page
	$(BIN)/python -m tests.profiles_page
	$(BIN)/python -m tests.command_page
	PYTHONPATH=tests $(BIN)/python -m tests.api_pages
	PYTHONPATH=tests $(BIN)/python -m tests.gallery_page
	PYTHONPATH=tests $(BIN)/python -m tests.comparison_page
	PYTHONPATH=tests $(BIN)/python -m tests.format_pages
	PYTHONPATH=tests $(BIN)/python -m tests.limits_table
	$(BIN)/python -m tests.road
	$(BIN)/python -m tests.guide_page

docs: reference site

# The site of the documentation, in docs/_build/html. A warning is an error.
site: $(STAMP)
	$(BIN)/python -m sphinx -W --keep-going -q docs docs/_build/html

wheel: $(STAMP)
	$(BIN)/python -m build

# What a user installs, and a peer that reads the feeds; the developers' tools take a minute more.
$(LIBRARY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[cli,html]" "feedparser>=6.0.11"
	$(BIN)/python -m compileall -q src
	@touch $@

$(STAMP): $(LIBRARY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[cli,html]" --group dev
	@touch $@

$(LOWEST)/.installed: $(STAMP) pyproject.toml
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(LOWEST)
	$(BIN)/uv pip compile --quiet --resolution lowest-direct --extra cli --extra html pyproject.toml --output-file $(LOWEST)/lowest.txt
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(LOWEST)/bin/python --constraint $(LOWEST)/lowest.txt \
		--editable ".[cli,html]" --group test --group bench build
	@touch $@

$(ENGINES)/.installed: pyproject.toml
	$(PYTHON) -m venv $(ENGINES)
	$(ENGINES)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(ENGINES)/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[arrow]" --group engines
	@touch $@

$(FUZZ)/.installed: pyproject.toml
	$(PYTHON) -m venv $(FUZZ)
	$(FUZZ)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(FUZZ)/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[cli,html]" --group fuzz
	@touch $@

$(MUTANTS_VENV)/.installed: $(STAMP) pyproject.toml
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(MUTANTS_VENV)
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(MUTANTS_VENV)/bin/python --editable ".[cli,html]" --group test --group mutants
	@touch $@

$(PEERS)/.peers-installed: pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[html]" --group peers
	@touch $@

clean:
	rm -rf $(VENV) $(LOWEST) $(ENGINES) $(FUZZ) .engines .fuzz public dist build docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis $(MUTANTS_VENV) .mutants .coverage .venv-peers
