# Every target first sets up what it needs, and says nothing when all of it stands: generator/bootstrap.py.
PYTHON ?= python3
BIN := .venv/bin
SITE := build/site
SET_UP := $(PYTHON) -I generator/bootstrap.py
COMPILE := uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help serve build test check lint format pack bench shots proof audit lock clean

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

serve: ## preview the portal; prints its address and follows your edits
	@$(SET_UP)
	@$(BIN)/sauat serve

build: ## build the whole portal into build/site/
	@$(SET_UP)
	@$(BIN)/sauat build --out $(SITE)

test: lint ## run every test, browsers included
	@$(BIN)/pytest -n auto --maxprocesses 6 --dist worksteal

check: ## say what is wrong in docs/ and catalog/, line by line; change nothing
	@$(SET_UP)
	@$(BIN)/sauat check

lint: ## check the code's style and types
	@$(SET_UP) --tests
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: ## put the code into its one layout
	@$(SET_UP) --tests
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

pack: ## build with the editions, weigh every kind of page and fail when a budget is broken
	@$(SET_UP)
	@$(BIN)/sauat build --editions --out $(SITE)
	@$(BIN)/sauat pack --site $(SITE)

bench: ## measure builds and the time from a saved file to the page
	@$(SET_UP)
	@$(BIN)/sauat bench build

shots: build ## take the README's picture anew
	@$(SET_UP) --tests
	@$(BIN)/python -m tests.shots $(SITE) screenshots/portal.jpg

proof: build ## look over every kind of page with axe and write the accessibility record
	@$(SET_UP) --tests
	@$(BIN)/python -m tests.proof $(SITE)

audit: ## ask whether a pinned package has a known fault (needs the network)
	@$(SET_UP) --tests
	@$(BIN)/pip-audit -r requirements.lock --disable-pip --require-hashes

lock: ## renew both requirements.lock files from pyproject.toml (needs uv)
	@$(COMPILE) pyproject.toml --group build -o requirements.lock
	@$(COMPILE) --group dev -c requirements.lock -o tests/tools/requirements.lock

clean: ## take away everything that was made here
	@rm -rf build .venv tests/tools/node_modules *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
