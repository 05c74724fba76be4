# Every target sets up what it needs: .venv, packages, and for pages a Chromium. See generator/bootstrap.py.
PYTHON ?= python3
BIN := .venv/bin
SITE := build/site
COMPILE := uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve build test check lint format pack bench shots lock clean venv tools

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

serve: venv ## preview the portal; prints its address and follows your edits
	@$(BIN)/sauat serve

build: venv ## build the whole portal into build/site/
	@$(BIN)/sauat build --out $(SITE)

check: venv ## say what is wrong in docs/ and catalog/, line by line; change nothing
	@$(BIN)/sauat check

test: lint ## run every test, browsers included
	@$(BIN)/pytest -n 2 --dist worksteal

lint: tools ## check the code's style and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: tools ## put the code into its one layout
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

pack: build ## check the budgets and make the release archive
	@$(BIN)/sauat pack

bench: venv ## measure a build of 10,000 made-up sites
	@$(BIN)/sauat bench scale --sites 10000

shots: build tools ## take the screenshots of the README
	@$(BIN)/python -m tests.shots

lock: ## renew both requirements.lock files from pyproject.toml (needs uv)
	@$(COMPILE) pyproject.toml --group build -o requirements.lock
	@$(COMPILE) --group dev -c requirements.lock -o tests/tools/requirements.lock

clean: ## take away everything that was made here
	@rm -rf build .venv tests/tools/node_modules *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

venv:
	@$(PYTHON) -I generator/bootstrap.py

tools:
	@$(PYTHON) -I generator/bootstrap.py --tests
