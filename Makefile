# The two commands of the README are `make demo` and `make test`; each sets up what it needs.
# PORT=8001 serves elsewhere, HOME_DIR=/path keeps the centre's folder elsewhere.

PYTHON ?= python3
PORT ?= 8000
HOME_DIR ?= $(CURDIR)/home
BIN := .venv/bin
export NARU_HOME := $(HOME_DIR)

.DEFAULT_GOAL := help
.PHONY: help setup warm demo seed test attack fast lint fix types imports messages lock assets system pictures bench clean

help:
	@echo "make demo      a fictional centre at http://127.0.0.1:$(PORT) (PORT=..., HOME_DIR=...)"
	@echo "make test      every check and every test"
	@echo "make attack    generated requests, sqlmap: minutes long, with figures"
	@echo "make fast      the pure parts, in seconds          make system    the journeys in a browser"
	@echo "make lint      style, types, imports, templates    make fix       format what can be"
	@echo "make messages  collect and compile the Korean      make bench     the figures of the README"
	@echo "make pictures  take the handbook's pictures anew, from the newcomer's journey"
	@echo "make attack    kill -9, failing disks, races, forged records: minutes, with figures"
	@echo "make lock      lock the libraries with hashes      make assets    build styles and scripts (Node)"

setup: .venv/.base-done warm

warm: .venv/.base-done
	@$(BIN)/naru plan warm

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Naru needs Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -m venv .venv 2>/dev/null || $(PYTHON) -m venv --without-pip .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m pip --version >/dev/null 2>&1 \
	  || { rm -rf .venv; echo "Python's venv module lacks pip here: install the package python3-venv (or python3-pip) and try again."; exit 1; }

# pip inside the environment, or the machine's pip working on the environment
PIP = if $(BIN)/python -m pip --version >/dev/null 2>&1; then P="$(BIN)/python -m pip"; else P="$(PYTHON) -m pip --python $(BIN)/python"; fi; $$P

.venv/.base-done: .venv/bin/python requirements/base.txt requirements/build.txt pyproject.toml
	@echo "Installing Naru's libraries (hash-locked) into .venv ..."
	@$(PIP) install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@$(PIP) install -q --disable-pip-version-check --require-hashes -r requirements/build.txt
	@$(PIP) install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev-done: .venv/.base-done requirements/dev.txt
	@echo "Installing what the tests need ..."
	@$(PIP) install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: .venv/.base-done
	@nice -n 19 $(BIN)/naru plan warm >/dev/null 2>&1 &
	@$(BIN)/naru demo --port $(PORT)

seed: .venv/.base-done
	@$(BIN)/naru seed

# what may not import Django, or asks no database, needs no second one
PURE := $(patsubst %,--ignore %,$(addprefix naru/,cli domain engine evidence kit names outlook profiles) $(addprefix tests/house/test_,asvs.py cli.py guide.py house.py))

test: .venv/.dev-done
	@sh tests/machine.sh
	@$(MAKE) --no-print-directory lint
	@$(BIN)/naru plan warm
	@$(BIN)/pytest -q -n 2 --dist loadfile -m "not system and not attack"
	@$(BIN)/pytest -q -n 2 --dist loadfile tests/system
	@sh tests/postgres.sh $(BIN)/pytest -q -n 2 --dist loadfile -m "not system and not attack" --ignore tests/attack $(PURE)

fast: .venv/.dev-done
	@$(BIN)/ruff check -q .
	@$(BIN)/pytest -q -n 2 --dist loadfile naru/domain naru/profiles -m "not slow"

pictures: .venv/.dev-done
	@NARU_PICTURES=1 $(BIN)/pytest -q tests/system/test_newcomer.py

attack: .venv/.dev-done
	@sh tests/machine.sh
	@command -v sqlmap >/dev/null || echo "sqlmap isn't installed (apt-get install sqlmap): its attacks are skipped."
	@$(BIN)/pytest -q -s -m attack tests

system: .venv/.dev-done
	@$(BIN)/pytest -q tests/system

lint: .venv/.dev-done
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports --no-logo 2>/dev/null || PYTHONPATH=. $(BIN)/lint-imports
	@find naru -name '*.html' -path '*templates*' | xargs $(BIN)/djade --target-version 5.2 --check
	@DJANGO_SETTINGS_MODULE=naru.config.test $(BIN)/django-admin makemigrations --check --dry-run --pythonpath .

fix: .venv/.dev-done
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@find naru -name '*.html' -path '*templates*' | xargs $(BIN)/djade --target-version 5.2 || true

types: .venv/.dev-done
	@$(BIN)/mypy

imports: .venv/.dev-done
	@PYTHONPATH=. $(BIN)/lint-imports

messages: .venv/.dev-done
	@sh tests/messages.sh

lock:
	@$(BIN)/uv pip compile -q pyproject.toml --generate-hashes --custom-compile-command "make lock" -o requirements/base.txt
	@$(BIN)/uv pip compile -q pyproject.toml --group dev --generate-hashes --custom-compile-command "make lock" -o requirements/dev.txt
	@printf "hatchling\neditables\n" | $(BIN)/uv pip compile -q - --generate-hashes --custom-compile-command "make lock" -o requirements/build.txt

assets: .venv/.dev-done
	@cd assets && npm ci && PYTHON=../$(BIN)/python npm run build

bench: .venv/.dev-done
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.storage
	@$(BIN)/python -m benchmarks.ledger
	@$(BIN)/python -m benchmarks.vault
	@$(BIN)/python -m benchmarks.engine
	@$(BIN)/python -m benchmarks.planner

clean:
	@rm -rf .venv home build dist
