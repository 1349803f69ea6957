# All that is made stays under var/: the virtual environment, the database, the static files.

# The first that will do; Debian's own is built to run faster than most that stand before it.
PYTHON ?= $(shell for python in /usr/bin/python3 python3; do \
	$$python -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	echo $$python && exit; done; echo python3)
VENV = var/venv
PY = $(VENV)/bin/python
ENVIRONMENT = $(VENV)/installed
COMPILE = $(VENV)/bin/uv pip compile pyproject.toml --quiet --universal --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

# uv takes a tenth of pip's time. It does not read pip's configuration, so that what it needs of it is
# handed over; where it still cannot reach the packages, pip installs them.
PIP_INSTALL = $(PY) -m pip install -qq --disable-pip-version-check --no-deps --require-hashes
UV_INSTALL = UV_DEFAULT_INDEX=$${PIP_INDEX_URL:-$$($(PY) -m pip config get global.index-url 2>/dev/null)} \
	UV_FIND_LINKS=$$(echo $$PIP_FIND_LINKS | tr ' ' ,) \
	$(VENV)/bin/uv pip install --quiet --system-certs --python $(PY) --no-deps --require-hashes

# Dates end without a line feed, which would put a space before the full stop that follows them.
TEMPLATES = git ls-files -z 'templates/*.html' ':!templates/components/date*.html' | xargs -0

.DEFAULT_GOAL = help
.PHONY: help run dev nginx check test axe references lint format types contracts coverage \
	bench bench-search outage guide validate lighthouse grade lock install-hooks clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: $(ENVIRONMENT) ## Serve the portal on localhost:8000, demonstration included (PORT=8001 for another)
	@$(PY) -m portal.development.serve

dev: $(ENVIRONMENT) ## Serve it with DEBUG, reloading what changes (PORT=8001 for another)
	@$(PY) -m portal.development.dev

nginx: $(ENVIRONMENT) ## Serve it as `run` does, behind nginx as deploy/ configures it (PORT=8001 for another)
	@$(PY) -m portal.development.nginx

check: $(ENVIRONMENT) ## Check style, types and contracts; run the tests that a change touches, no browser
	@$(PY) -m tests.tools.check

test: $(ENVIRONMENT) ## Run all tests, on PostgreSQL and in Chromium (ARGS="-k feed" for some)
	@$(PY) -m tests.tools.run $(ARGS)

axe: $(ENVIRONMENT) ## Look with axe at each kind of page at three widths, light and dark
	@AXE=all $(PY) -m tests.tools.run --dist worksteal tests/browser/reading/test_accessibility.py -k "anywhere or mouse"

references: $(ENVIRONMENT) ## Draw anew the pictures with which the catalogue's tests compare
	@REFERENCES=write $(PY) -m tests.tools.run tests/browser/test_catalogue.py -k looks

lint: $(ENVIRONMENT) ## Check the style of the code and of the templates
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(TEMPLATES) $(VENV)/bin/djangofmt --check --quiet
	@$(TEMPLATES) $(VENV)/bin/djade --check --target-version 5.2

types: $(ENVIRONMENT) ## Check the types with mypy, strict
	@$(PY) -m portal.development.type_check $(ARGS)

contracts: $(ENVIRONMENT) ## Check which package may import which
	@$(VENV)/bin/lint-imports --cache-dir var/import_linter_cache

format: $(ENVIRONMENT) ## Put the code and the templates in style
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format
	@$(TEMPLATES) $(VENV)/bin/djangofmt --quiet
	@$(TEMPLATES) $(VENV)/bin/djade --target-version 5.2

coverage: $(ENVIRONMENT) ## Run the tests and tell which lines and branches none of them takes
	@$(PY) -m tests.tools.run --cov --cov-report term --cov-report html $(ARGS)

bench: $(ENVIRONMENT) ## Measure requests per second (ARGS="--write FILE" for a Markdown table)
	@$(PY) -m portal.development.database $(PY) manage.py bench $(ARGS)

bench-search: $(ENVIRONMENT) ## Measure the search and the lists at 20,000 and 100,000 publications
	@$(PY) -m portal.development.database $(PY) manage.py prepare --static-only
	@$(PY) -m portal.development.database $(PY) manage.py bench_search $(ARGS)

outage: $(ENVIRONMENT) ## Kill the embedded database and a worker while people read, and count what they get
	@$(PY) -m portal.development.database $(PY) manage.py outage $(ARGS)

guide: $(ENVIRONMENT) ## Take again the pictures of the administration’s guide
	@$(PY) -m tests.tools.guide

validate: $(ENVIRONMENT) ## Check the HTML of each kind of page with v.Nu
	@$(PY) -m tests.tools.validate

lighthouse: $(ENVIRONMENT) ## Score six kinds of page with Lighthouse, as on a phone
	@$(PY) -m tests.tools.lighthouse

grade: $(ENVIRONMENT) ## Grade the search of the portal that runs on the demonstration (ARGS="address queries.json")
	@$(PY) -m tests.tools.grade $(ARGS)

lock: $(ENVIRONMENT) ## Pin the dependencies of pyproject.toml anew (ARGS="--upgrade" for newer ones)
	@$(COMPILE) $(ARGS) --output-file requirements.lock
	@$(COMPILE) $(ARGS) --output-file requirements-embeddings.lock --extra embeddings
	@$(COMPILE) $(ARGS) --output-file requirements-cache.lock --extra cache
	@$(COMPILE) $(ARGS) --output-file requirements-dev.lock --extra dev

install-hooks: $(ENVIRONMENT) ## Have git check each commit (pre-commit)
	@$(VENV)/bin/pre-commit install

clean: ## Remove what can be made again; the database and the uploads stay
	rm -rf $(VENV) var/static var/static.stamp var/stylesheet var/vnu var/lighthouse \
		var/mypy_cache var/import_linter_cache var/check var/coverage .pytest_cache .ruff_cache

$(ENVIRONMENT): requirements-dev.lock
	@command -v $(PYTHON) >/dev/null || \
		{ echo "Python manque : apt-get install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 ou plus récent est requis : make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Le module venv de Python manque : apt-get install python3-venv" >&2; exit 1; }
	@echo "Installation des dépendances dans $(VENV)…"
	@$(PYTHON) -m venv --clear $(VENV)
	@sed -n '/^uv==/,/[^\\]$$/p' $< > $(VENV)/uv.lock
	@$(PIP_INSTALL) -r $(VENV)/uv.lock
	@$(UV_INSTALL) -r $< || $(PIP_INSTALL) -r $<
	@touch $@
