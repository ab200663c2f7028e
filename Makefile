# One place for every command of daily work; `make help` lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

BIN := .venv/bin
CONSTRAINTS := requirements/constraints.txt
DECLARED := setup.cfg pyproject.toml $(CONSTRAINTS) requirements/environment.sh requirements/node.sh
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint $(CONSTRAINTS)
# Stamps: a second run has nothing to do until what is declared changes. The demo needs less than the tests.
RUNTIME := .venv/.installed-runtime
TEST := .venv/.installed-test

CATALOGUE := registry/locale/en/LC_MESSAGES/messages.po

# Compiled modules are kept, out of the way of the sources: compiling the tests anew takes longer than collecting them.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.cache/pycache
export PYTHONDONTWRITEBYTECODE :=

STORY ?= stay
PORT ?= 8000
# One more than the cores of a small machine: some tests wait for processes that they started.
WORKERS ?= 3
TESTS ?= tests

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/bin/python:
	@sh requirements/environment.sh

$(RUNTIME): $(DECLARED) | .venv/bin/python
	@echo "Installing what the register needs, from pinned versions ..."
	@$(INSTALL) pip setuptools
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(TEST): $(DECLARED) | .venv/bin/python
	@echo "Installing what register and tests need, from pinned versions ..."
	@$(INSTALL) pip setuptools
	@$(INSTALL) --no-build-isolation --editable '.[test]'
	@sh requirements/node.sh
	@touch $(RUNTIME) $@

.PHONY: install
install: $(TEST) ## Make the environment .venv, with everything for work on the register

.PHONY: demo
demo: $(RUNTIME) ## Tell the story of one listing end to end (STORY=once exits at its end)
	@$(BIN)/python -m partners.demo --story $(STORY)

.PHONY: run
run: $(RUNTIME) ## Serve the register on PORT (8000), from the database that DATABASE_URL names
	$(BIN)/gunicorn --config python:registry.logs --worker-class gthread --workers 2 --threads 8 --bind 127.0.0.1:$(PORT) wsgi:app

.PHONY: scheduler
scheduler: $(RUNTIME) ## Run the scheduler, in a process of its own
	$(BIN)/flask scheduler run

.PHONY: migrate
migrate: $(RUNTIME) ## Make or migrate the database that DATABASE_URL names
	$(BIN)/flask db upgrade

# deptry cannot read setup.cfg, so it is given what the installed metadata declares.
DECLARE := $(BIN)/python -c 'import importlib.metadata as m, sys; \
	print(*[r.split(";")[0] for r in m.requires("dishonest-debtor-register") if ("extra ==" in r) == bool(sys.argv[1:])], sep="\n")'

.PHONY: lint
lint: $(TEST) ## Check style, and that every dependency is declared and used
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@mkdir -p .cache
	@$(DECLARE) > .cache/runtime.txt
	@$(DECLARE) extra > .cache/test.txt
	$(BIN)/deptry .

.PHONY: format
format: $(TEST) ## Format the code and mend what can be mended safely
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: types
types: $(TEST) ## Check types, tests included
	$(BIN)/mypy

.PHONY: contracts
contracts: $(TEST) ## Check who may import whom
	$(BIN)/lint-imports --no-logo

# Every process of the tests would compile what is not yet; once is enough.
# Types are checked beside the tests, for on its own that would leave a core idle; what is wrong with
# them is told at the end.
.PHONY: test
test: $(TEST) ## Check everything: style, types, contracts, and every test
	@mkdir -p .cache
	@$(BIN)/python -m compileall -q config.py wsgi.py partners registry schemas
	@$(MAKE) --no-print-directory types > .cache/types.txt 2>&1 & types=$$!; \
	$(MAKE) --no-print-directory lint contracts && $(BIN)/pytest $(TESTS) -n $(WORKERS); ended=$$?; \
	wait $$types || { cat .cache/types.txt; exit 1; }; exit $$ended

.PHONY: test-fast
test-fast: $(TEST) ## Run the tests with one engine only, last failures first
	$(BIN)/pytest $(TESTS) -n $(WORKERS) --engines sqlite --failed-first -q

.PHONY: mutants
mutants: $(TEST) ## Change the law (or SUBJECT="term lifting" of it) in 5,000 small ways and see which no test notices; goes on where it stopped
	@$(INSTALL) --no-build-isolation --editable '.[test,mutants]'
	@test ! -e mutants || (cd mutants && find . -name '*.py' -o -name '*.py.meta') | while read -r copy; do \
		test -e "$${copy%.meta}" || rm -f "mutants/$$copy"; \
	done
	$(BIN)/mutmut run --max-children $(WORKERS) $(SUBJECT:%='registry.rules.%.*')
	$(BIN)/mutmut results

.PHONY: fuzz
fuzz: $(TEST) ## Send the API FUZZ_EXAMPLES (40) invented requests an operation, and every bound it states
	FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-40} $(BIN)/pytest tests/api/fuzz_description.py -n $(WORKERS) -q

.PHONY: bench
bench: $(TEST) ## Measure speed and print the ratios
	@$(INSTALL) --no-build-isolation --editable '.[test,bench]'
	$(BIN)/pytest tests/benchmarks -m benchmark -n 0 -q -s

.PHONY: soak
soak: $(TEST) ## Kill dispatchers SOAK_KILLS (100) times at random, try SOAK_COURSES (30) courses and SOAK_LIVES (500) lives of each record in any order, and measure what memory an import of half a million lines needs
	$(BIN)/pytest tests/flows -m benchmark -n 0 -q
	SOAK_LIVES=$${SOAK_LIVES:-500} $(BIN)/pytest tests/rules -k life_of -n 0 -q
	SOAK_COURSES=$${SOAK_COURSES:-30} $(BIN)/pytest tests/flows/test_any_order.py -n 0 -q
	BENCH_LINES=5000,500000 $(BIN)/pytest tests/benchmarks/test_import_memory.py -m benchmark -n 0 -q -s

.PHONY: messages
messages: $(TEST) ## Collect visible texts, update the English catalogue and compile it
	@mkdir -p .cache
	$(BIN)/pybabel -q extract -F pyproject.toml --add-location=file --no-wrap \
		--project=dishonest-debtor-register --version=0.1.0 -o .cache/messages.pot .
	@test -e $(CATALOGUE) || $(BIN)/pybabel -q init -l en -d registry/locale -i .cache/messages.pot
	$(BIN)/pybabel -q update -l en -d registry/locale -i .cache/messages.pot \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel -q compile -d registry/locale

.PHONY: docs
docs: $(TEST) ## Write the API description into docs/reference
	$(BIN)/flask openapi write --format=json docs/reference/openapi.json

.PHONY: pins
pins: ## Compile requirements/constraints.txt anew from what setup.cfg asks for
	@sh requirements/compile.sh

.PHONY: clean
clean: ## Remove the environment and what tools left behind
	rm -rf .venv .cache mutants .hypothesis .schemathesis .coverage htmlcov build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
