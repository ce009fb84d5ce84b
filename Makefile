# The registry's commands. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --no-header --generate-hashes
PYTEST := $(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder
# The folders of the longest files first, so that in the end no worker is left alone with one of them.
TESTS := $(addprefix tests/,contract rehearsal serving pages storage openapi_contracts/documents) tests
# What needs no server, no browser and little time: no hostile documents, no processes, no random searches.
PURE := tests/openapi_contracts tests/registry tests/test_architecture.py \
	$(patsubst %,--ignore-glob='*/test_%.py',hostile* *against* isolation determinism soundness robustness laws) \
	$(patsubst %,--ignore-glob='*/test_%.py',refactoring security texts finding strides witnesses engine_number wheel) \
	$(patsubst %,--ignore-glob='*/test_%.py',publishing comparing validity rendering) \
	--ignore=tests/openapi_contracts/command

.DEFAULT_GOAL := help
.PHONY: help run test nightly quick every-test pure-tests system-packages test-corpus test-library check format bench bench-compatibility bench-gate bench-http bench-slow-clients docs migrate rehearse requirements

help: ## List these commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Set everything up and serve on http://127.0.0.1:8080, kept in var/registry.db.
	@mkdir -p var
	@REGISTRY_HOST=$${REGISTRY_HOST:-127.0.0.1} exec $(BIN)/gunicorn wsgi:app

test: ## Set everything up, and run every check and test.
	@$(MAKE) --no-print-directory --jobs=2 $(VENV)/.test system-packages
	@$(MAKE) --no-print-directory --jobs=2 check every-test

nightly: ## Set everything up, and run every check and test, with random searches and sizes in full.
	@REGISTRY_DEPTH=nightly $(MAKE) --no-print-directory test

quick: $(VENV)/.test ## Set everything up, and run the checks and the tests that need no server and no browser.
	@$(MAKE) --no-print-directory --jobs=2 check pure-tests

every-test: $(VENV)/.test
	$(PYTEST) $(TESTS)

pure-tests: $(VENV)/.test
	$(PYTEST) -m "not corpus" $(PURE)

system-packages:
	@tests/system-packages

test-corpus: $(VENV)/.test ## Run the tests of real documents, from REGISTRY_CORPUS.
	$(PYTEST) -m corpus

test-library: $(VENV)/.test ## Test the library with RESOLUTION=lowest-direct or highest versions of its dependencies.
	$(BIN)/uv venv -q --clear --python $(PYTHON) $(VENV)/library
	$(BIN)/uv pip install -q --python $(VENV)/library --resolution $(or $(RESOLUTION),lowest-direct) .
	$(BIN)/uv pip install -q --python $(VENV)/library -r requirements-library.in
	$(VENV)/library/bin/python -m pytest -p no:cacheprovider tests/openapi_contracts

check: $(VENV)/.test ## Lint and type-check.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.test ## Format the code and mend what the linter can.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.test ## Measure publishing: time and memory by size of document.
	$(BIN)/python -m bench.publish

bench-compatibility: $(VENV)/.test ## Measure comparing: time, memory and answers, beside other provers.
	$(BIN)/python -m bench.compatibility

bench-http: $(VENV)/.bench ## Measure requests: processor time and memory, beside FastAPI, flask-smorest and Connexion.
	$(VENV)/bench/bin/python -m bench.http

bench-slow-clients: $(VENV)/.test ## Measure what others wait while clients send slowly.
	$(BIN)/python -m bench.slow_clients

bench-gate: $(VENV)/.test ## Measure the gate: real histories published end to end, from REGISTRY_CORPUS.
	$(BIN)/python -m bench.gate

docs: $(VENV)/.run ## Write the pages that tables of the code say: docs/rules.md and docs/validity.md.
	$(BIN)/python -m openapi_contracts rules > docs/rules.md
	$(BIN)/python -m openapi_contracts problems > docs/validity.md

migrate: $(VENV)/.run ## Bring the database's schema up to date.
	$(BIN)/python migrate.py

rehearse: $(VENV)/.test ## Rehearse `cf push` without Cloud Foundry: stage, start, replace and stop it here.
	REGISTRY_DEPTH=nightly $(BIN)/python -m pytest tests/rehearsal

requirements: $(VENV)/.test ## Compile requirements*.in to requirements*.txt, with hashes.
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) requirements-bench.in -o requirements-bench.txt

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	@touch $@

# uv installs in seconds what takes pip a minute, but knows no pip.conf: where it fails, pip does it.
$(VENV)/.test: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) $$(grep -o '^uv==[^ ]*' requirements-dev.txt)
	$(BIN)/uv pip install --quiet --system-certs --compile-bytecode --python $(BIN)/python -r requirements.txt -r requirements-dev.txt \
	|| $(PIP) -r requirements.txt -r requirements-dev.txt
	@touch $(VENV)/.run $@

$(VENV)/.bench: requirements-bench.txt
	$(PYTHON) -m venv $(VENV)/bench
	$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@
