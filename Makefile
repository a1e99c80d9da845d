# make run: the desk on the sample case.  make test: all checks and tests.  Both set up what they need.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check quick-check bench pictures keys schema lock clean

run: $(VENV)/run.stamp
	@$(BIN)/secondsource demo

test: quick-check
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --cov --cov-report=term

check: quick-check
	$(BIN)/ruff format --check src tests

quick-check: $(VENV)/test.stamp
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# docs/benchmarks.md, from everything in tests/bench beside what others do of the same.
bench: $(VENV)/bench.stamp
	$(BIN)/python docs/benchmarks.py

pictures: $(VENV)/test.stamp
	$(BIN)/python docs/pictures.py

# docs/keys.md, printed from the registry of actions.
keys: $(VENV)/test.stamp
	$(BIN)/python docs/keys.py > docs/keys.md

# db/schema.sql, printed from a fresh case.
schema: $(VENV)/test.stamp
	$(BIN)/python -m secondsource.casefile.schema > db/schema.sql

# The locks carry hashes and hold for every Python from 3.11 and every platform.
lock: $(VENV)/test.stamp
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --upgrade -o .locks/run.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --extra build --extra test --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade -o .locks/test.txt
	cp .locks/test.txt .locks/bench.txt  # the same versions, and more
	$(BIN)/uv pip compile --quiet pyproject.toml --extra build --extra bench --universal --python-version 3.11 \
		--generate-hashes --no-header --no-annotate --no-emit-index-url -o .locks/bench.txt

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "secondsource needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }

$(VENV)/run.stamp: .locks/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up (once, about a minute) ..." >&2
	@$(PIP) install --require-hashes -r .locks/run.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/test.stamp: .locks/test.txt pyproject.toml | $(VENV)/bin/python
	@echo "Setting up the tests (once, about a minute) ..." >&2
	@$(PIP) install --require-hashes -r .locks/test.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/bench.stamp: .locks/bench.txt $(VENV)/test.stamp
	@echo "Setting up what is measured beside it (once, some minutes) ..." >&2
	@$(PIP) install --require-hashes -r .locks/bench.txt
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
