# Every command does its own set-up first: see `make help`.
SHELL := bash
.DEFAULT_GOAL := help

# No tool reports to anybody (dbt's own switch is in dbt_project.yml as well).
export DO_NOT_TRACK := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export GX_ANALYTICS_ENABLED := False

# Read by python_hooks and the recipes below from the environment, so that quotes in it survive.
export VARS ?= {}
ifdef TARGET
export CC_TARGET := $(TARGET)
endif
# A file is one worker's, so that what its tests share is built once; they begin in the order of tests/python/conftest.py.
PYTEST_ARGS ?= -n 2 --dist loadfile --no-loadscope-reorder

BIN := .venv/bin

# Of spark-up: --workers 1|2, --cores, --memory.
SPARK_ARGS ?=

# Where bench-identity and bench-tickets keep their simulated exports and databases.
BENCH_FOLDER ?= /tmp/contact_center_bench
TICKETS ?= 1000000

.PHONY: help setup build land publish docs render lint test accuracy bench-identity bench-tickets clean \
	postgres-up postgres-down spark-up spark-down parity

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  CC_LANDING_ROOT=<folder> make build   the same on your own exports"
	@echo "  CC_DATABASE=<file>.duckdb make build  another database file"
	@echo "  make build VARS='{cc_data_horizon: \"2025-04-28T00:00:00Z\"}'   any dbt variable"
	@echo "  CC_ACCEPT_EXPORT=1 make build         publish an export that does not look like the last one"
	@echo "  make build TARGET=postgres            on the server that the CC_POSTGRES_* variables name"
	@echo "  make build TARGET=spark               on the one that the CC_SPARK_* variables name: make spark-up prints them"

setup: ## Make .venv from the lock and profiles.yml from its example
	@scripts/setup

build: setup ## Land, build, test, validate and publish; ends with a scorecard
	@$(BIN)/python -m python_hooks build

land: setup ## Land alone, on a server: make land TARGET=postgres|spark
	@$(BIN)/python -m python_hooks land

publish: setup ## Test, validate and publish what a plain `dbt build` has built
	@$(BIN)/python -m python_hooks publish

docs: setup ## Write the documentation as one page: target/static_index.html
	@$(BIN)/dbt --quiet docs generate --static --vars "$$VARS"
	@echo "Open target/static_index.html"

render: setup ## Write the YAML that follows from the KPI registry, the landing contract and the numbering plans
	@$(BIN)/python -m python_hooks.render
	@$(BIN)/python -m python_hooks.render_conformed
	@$(BIN)/python -m python_hooks.render_phone_countries

lint: setup ## Check the style of SQL, Python and YAML, and the rules of the project
	@scripts/lint

test: lint ## Everything that guards the project
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

postgres-up: setup ## Start a throw-away PostgreSQL on the loopback and print the variables that name it
	@$(BIN)/python -m python_hooks.servers postgres up

postgres-down: setup ## End it and remove its data
	@$(BIN)/python -m python_hooks.servers postgres down

spark-up: setup ## Start a throw-away Spark cluster on the loopback (needs Java) and print the variables that name it
	@$(BIN)/python -m python_hooks.servers spark up $(SPARK_ARGS)

spark-down: setup ## End it and remove its data
	@$(BIN)/python -m python_hooks.servers spark down

# Of the engines it compares if none are named, Spark is one.
parity: export CC_EXTRAS := $(if $(or $(findstring spark,$(PARITY)),$(if $(findstring --engines,$(PARITY)),,all)),spark,$(CC_EXTRAS))
parity: setup ## Build one landing on every engine and compare every public table (PARITY='--contacts 50000 ...')
	@$(BIN)/python -m python_hooks.parity $(PARITY)

bench-identity: setup ## Time identity on 1,000,000 simulated contacts (BENCH_FOLDER: 2 GB)
	@$(BIN)/python -m tests.python.benchmarks.identity --whole --folder $(BENCH_FOLDER)

bench-tickets: setup ## Time opening time on TICKETS tickets of up to two years, 1,000,000 if not said (BENCH_FOLDER)
	@$(BIN)/python -m tests.python.benchmarks.tickets --tickets $(TICKETS) --folder $(BENCH_FOLDER)/tickets

accuracy: setup ## Measure the tables against simulated truth and write docs/accuracy.md (some ten minutes)
	@$(BIN)/python -m python_hooks.accuracy

clean: ## Remove what dbt and pytest left behind (never the warehouse)
	@rm -rf target logs .pytest_cache .ruff_cache .hypothesis
