# Two commands do all of their own set-up: `make demo` and `make test`.
VENV ?= .venv
BIN := $(VENV)/bin
# The first Python on this machine that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
PARTS := pyproject.toml constraints.txt hatch_build.py $(wildcard src/planner/locale/*/LC_MESSAGES/*.po)
DEMO ?=
# More words for the measures, such as: make bench BENCH="--against before.json listing add"
BENCH ?=
# How long an afternoon is, and where its finds are kept.
MINUTES ?= 60
SEED ?=
FINDS ?= build/afternoon

.PHONY: demo test check lint types contracts bench torture torture-quick torture-afternoon docs catalogue clean

demo: $(VENV)/.run
	$(BIN)/planner demo $(DEMO)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

check: test lint types contracts

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run.py --json bench.json --plot docs/growth.svg $(BENCH)

# One line a promise about files: kills, refusals, power cuts, others who write, hostile bytes. Half an hour; as root for the power cuts.
torture: $(VENV)/.dev
	$(BIN)/python torture/run.py --weak
	$(BIN)/python torture/run.py

# The same in a minute, as every change is checked.
torture-quick: $(VENV)/.dev
	$(BIN)/python torture/run.py --weak
	$(BIN)/python torture/run.py --quick

# Two planners, an editor and git on one file for as long as you like; a find is kept with its screens, and SEED= repeats it.
torture-afternoon: $(VENV)/.dev
	$(BIN)/python torture/afternoon.py --minutes $(MINUTES) $(if $(SEED),--seed $(SEED)) --keep $(FINDS)

# docs/keys.md comes from the table of actions, the pictures from the program itself.
docs: $(VENV)/.dev
	$(BIN)/python -m planner.tui.keys_page > docs/keys.md
	$(BIN)/python docs/picture.py

# Lists messages that the French catalogue lacks.
catalogue: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_catalogue.py

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "planner needs Python 3.11 or newer; none was found." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@$(PIP) uninstall -y setuptools >/dev/null 2>&1 || true  # as pipx and uv leave it out: every start of Python would load a part of it

$(VENV)/.run: $(VENV)/bin/python $(PARTS)
	PIP_CONSTRAINT=constraints.txt $(PIP) install -e '.[all]'
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python $(PARTS)
	PIP_CONSTRAINT=constraints.txt $(PIP) install -e '.[dev]'
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) dist build .pytest_cache .hypothesis .mypy_cache .ruff_cache
