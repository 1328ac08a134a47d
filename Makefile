# A fresh machine needs Python 3.11 and make; what says "Node" needs Node as well.
# Set-up is done once for each state of the locks, and remembered in stamp files named after it.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh

PYTHON ?= python3
VENV := .venv
# The commands and their tests start Python many times, and it starts in half the time where it finds its bytecode.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
PY := $(BIN)/python
PACKAGES := . $(patsubst %/pyproject.toml,%,$(wildcard generated/gettask-*/pyproject.toml))
CODE := $(wildcard src codegen release tests scripts benchmarks)

digest = $(firstword $(shell cat $(1) | cksum))
METADATA := $(PACKAGES:=/pyproject.toml)
SETUP := $(VENV)/.setup-$(call digest,requirements/setup.txt)
RUN := $(VENV)/.run-$(call digest,requirements/run.txt $(METADATA))
DEV := $(VENV)/.dev-$(call digest,requirements/dev.txt $(METADATA))
CONSOLE := $(VENV)/.console-$(call digest,requirements/console.txt)
DOCS := $(VENV)/.docs-$(call digest,requirements/docs.txt)
SDKS := $(basename $(notdir $(wildcard requirements/*[0-9].in requirements/clients.in)))
CLIENTS := $(foreach sdk,$(SDKS),.cache/$(sdk)/.stamp-$(call digest,requirements/$(sdk).txt))
NODE := node_modules/.stamp-$(call digest,package-lock.json)
INSPECTOR := tests/inspector/node_modules/.stamp-$(call digest,package-lock.json $(wildcard tests/inspector/package-lock.json))

CONSUMERS := .cache/consumers/.stamp-$(call digest,requirements/consumers.txt)
CONSUMERS_NODE := tests/consumers/node_modules/.stamp-$(call digest,package-lock.json $(wildcard tests/consumers/package-lock.json))

.PHONY: help demo test console-test consumers check generate tables stale drift diff new-variant new-api docs contract mutants planted faults interrupts soak jobs-soak fleet-soak bench release build setup publish format node lock clean

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN) ## eight jobs against the mock, results in demo-out/; ALL=1 runs one task of every variant
	@$(PY) -m scripts.demo $(if $(ALL),--all)

test: $(DEV) $(CLIENTS) ## run the tests that need no Node and build no release; SKIP="…" leaves folders out
	$(PY) -m pytest -m "not node and not gate" -n auto --dist worksteal $(SKIP:%=--ignore=%)

console-test: $(DEV) $(CONSOLE) $(NODE) ## try the console, and Redoc's pages, in Chromium; screenshots in build/console/ (Node)
	@CHROMIUM=$$(scripts/chromium) && export CHROMIUM && $(PY) -m pytest -q tests/console/in_browser.py

consumers: $(DEV) $(NODE) $(CONSUMERS) $(CONSUMERS_NODE) ## try the tools of others with the portable documents; TOOLS="orval prism", WHOLE=1 (Node, Java)
	@$(PY) -m tests.consumers $(TOOLS) $(if $(WHOLE),--whole)

check: $(DEV) $(NODE) $(INSPECTOR) ## lint, types, drift, versions and changelog, and the tests that need Node or build releases
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE) $(wildcard generated/gettask-*/gettask_*)
	$(PY) -m codegen drift
	$(PY) -m release gate
	$(PY) -m pytest -m "node or gate" -n auto --dist worksteal

generate: $(DEV) $(NODE) ## make generated/ from openapi/ and overlays/ (Node)
	@$(PY) -m codegen generate
	@$(COG) -r

tables: $(DEV) ## write the tables of README and docs/ again, as generate does
	@$(COG) -r

stale: $(RUN) ## list variants whose newest source nobody has read for DAYS=90, and fail if there is any
	@$(PY) -m gettask variants --stale $(or $(DAYS),90)

drift: $(DEV) $(NODE) ## fail if generated/ is not what generate would make (Node)
	@$(PY) -m codegen drift

diff: $(DEV) $(NODE) ## say what changed for consumers since BASE=… (the last release); FORMAT=text|markdown|json (Node)
	@$(PY) -m release diff $(if $(BASE),--base "$(BASE)") $(if $(FORMAT),--format "$(FORMAT)")

new-variant: $(DEV) $(NODE) ## scaffold a variant: API=tripo NAME=foo BODY=response.json or a HAR (or paste it); REQUEST=… PATH_OF_CREATE=/foo (Node)
	@$(PY) -m codegen new-variant --api "$(API)" --name "$(NAME)" $(if $(BODY),--body "$(BODY)") $(if $(REQUEST),--request "$(REQUEST)") $(if $(PATH_OF_CREATE),--path "$(PATH_OF_CREATE)")
	@$(PY) -m tests.codegen.differences
	@$(COG) -r

new-api: $(DEV) $(NODE) ## scaffold an API: NAME=acme FROM=openapi.yaml, or what is known of it: ARGS="--body task.json …" (Node)
	@$(PY) -m codegen new-api --name "$(NAME)" $(if $(FROM),--from "$(FROM)") $(ARGS)
	@$(MAKE) --silent setup
	@$(COG) -r

docs: $(DEV) $(DOCS) ## build the documentation site into build/site/, offline; Redoc's pages need Node
	@$(MAKE) --silent $(NODE) >/dev/null 2>&1 || true  # the build says what is left out
	@NO_MKDOCS_2_WARNING=1 $(PY) -m mkdocs build --strict --quiet

ifdef URL
contract: $(DEV) ## run the contract tests at full depth against the mock, EXAMPLES=… a test (100); or URL=… API=… elsewhere
	$(PY) -m gettask check "$(URL)" --api "$(API)" $(ARGS)
	@CONTRACT_EXAMPLES=$(or $(EXAMPLES),100) UNBOUNDED="$(UNBOUNDED)" $(PY) -m tests.contract.elsewhere "$(URL)" "$(API)"
else
contract: $(DEV)
	CONTRACT_EXAMPLES=$(or $(EXAMPLES),100) HYPOTHESIS_PROFILE=thorough $(PY) -m pytest tests/contract tests/generated -n auto --dist worksteal
endif

mutants: $(DEV) ## try servers with one fault each; print those that no check notices; V=-v names the checks
	@$(PY) -m tests.conformance.mutants.bench $(V)

planted: $(DEV) $(NODE) ## plant some 250 slips in the documents of all APIs; print those that lint does not name (Node)
	@$(PY) -m tests.codegen.planted

faults: $(DEV) ## run client and command line RUNS=10000 times under faults, from SEED=0 on; RUNS=1 prints the steps
	@$(PY) -m tests.faults $(or $(RUNS),10000) $(or $(SEED),0)

interrupts: $(DEV) ## interrupt RUNS=1000 commands by Ctrl-C and SIGTERM at moments of SEED=0: none loses its job
	@$(PY) -m tests.cli.interrupting $(or $(RUNS),1000) $(or $(SEED),0)

soak: $(DEV) ## drive the mock with REQUESTS=200000 requests, then with hostile input, and watch its memory
	@$(PY) -m benchmarks.soak $(if $(REQUESTS),--requests $(REQUESTS))

jobs-soak: $(DEV) ## kill a batch of ROWS=300 rows KILLS=50 times at points of SEED=1; EDITED=1 changes it after each
	@$(PY) -m tests.jobs.killing $(if $(ROWS),--rows $(ROWS)) $(if $(KILLS),--kills $(KILLS)) $(if $(SEED),--seed $(SEED)) $(if $(EDITED),--edited)

fleet-soak: $(DEV) ## run JOBS=500 jobs on Temporal, and kill workers and server KILLS=20 times at points of SEED=1
	@$(PY) -m tests.jobs.fleet $(if $(JOBS),--jobs $(JOBS)) $(if $(KILLS),--kills $(KILLS)) $(if $(SEED),--seed $(SEED))

bench: $(DEV) ## print the benchmarks as a table of ratios; the mock beside Prism, if there is Node
	@$(PY) -m benchmarks

release: $(DEV) $(NODE) ## set versions and write changelogs from changes/; after the commit, TAG=1 tags it (Node)
	@$(PY) -m release prepare $(if $(TAG),--tag)

build: $(DEV) ## build wheels and sdists of all packages into dist/, the same bytes everywhere
	@$(PY) -m release build

setup: $(DEV) ## install what the targets need, which they also do by themselves

publish: $(DEV) ## try a tagged release, upload it to INDEX_URL=…, or what DIST=… has of it; install it from there and try it
	@$(PY) -m release publish --index-url "$(INDEX_URL)" $(if $(DIST),--dist "$(DIST)") $(if $(UPLOAD_URL),--upload-url "$(UPLOAD_URL)")

format: $(DEV) ## format the code, and mend what lint can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

node: $(NODE) ## install the tools that need Node

lock: $(SETUP) ## lock requirements/*.in and package.json again; UPGRADE=--upgrade raises versions (Node)
	$(COMPILE) requirements/setup.in -o requirements/setup.txt
	$(COMPILE) requirements/dev.in -o requirements/dev.txt
	$(COMPILE) requirements/run.in -c requirements/dev.txt -o requirements/run.txt
	$(COMPILE) requirements/console.in -c requirements/dev.txt -o requirements/console.txt
	$(COMPILE) requirements/docs.in -c requirements/dev.txt -o requirements/docs.txt
	$(COMPILE) requirements/consumers.in -o requirements/consumers.txt
	for sdk in $(SDKS); do $(COMPILE) requirements/$$sdk.in -o requirements/$$sdk.txt || exit; done
	npm install --package-lock-only --ignore-scripts --prefix benchmarks/prism
	npm install --package-lock-only --ignore-scripts --prefix tests/inspector
	npm install --package-lock-only --ignore-scripts --prefix tests/consumers
	npm install --package-lock-only --ignore-scripts

clean: ## remove what the other targets set up
	rm -rf $(VENV) node_modules benchmarks/prism/node_modules tests/inspector/node_modules tests/consumers/node_modules .cache build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

COG = $(BIN)/cog -I . --verbosity=0 README.md docs/*.md docs/reference/cli.md

# Set-up

COMPILE = $(BIN)/uv pip compile --quiet --python $(PY) --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header $(UPGRADE)

# uv where it can, pip where only pip is configured to reach an index.
install_in = $(BIN)/uv pip install --quiet --python $(1) $(2) || $(PY) -m pip --python $(1) install --quiet $(2)
install = $(call install_in,$(PY),$(1))

$(PY):
	@for python in $(PYTHON) python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "setting up $(VENV), once"; \
	    "$$python" -m venv --clear $(VENV) && exit; rm -rf $(VENV); exit 1; fi; done; \
	echo "gettask needs Python 3.11 or later: install one, or name it, as in make PYTHON=/path/to/python3.11" >&2; exit 1

$(SETUP): $(PY)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/setup.txt
	@rm -f $(VENV)/.setup-*; touch $@

# Once, not by each process of the first run of the tests.
$(DEV): export UV_COMPILE_BYTECODE := 1

$(RUN) $(DEV): $(VENV)/.%: $(SETUP)
	@echo "installing requirements/$(firstword $(subst -, ,$*)).txt, once"
	@$(call install,--require-hashes -r requirements/$(firstword $(subst -, ,$*)).txt)
	@$(call install,--no-deps --no-build-isolation $(addprefix -e ,$(PACKAGES)))
	@rm -f $(VENV)/.$(firstword $(subst -, ,$*))-*; touch $@

# Beside what dev.txt installs.
$(DOCS) $(CONSOLE): $(VENV)/.%: $(DEV)
	@echo "installing requirements/$(firstword $(subst -, ,$*)).txt, once"
	@$(call install,--require-hashes -r requirements/$(firstword $(subst -, ,$*)).txt)
	@rm -f $(VENV)/.$(firstword $(subst -, ,$*))-*; touch $@

# Nothing but the client, as its users have it: a test has it talk to the mock.
$(CLIENTS): $(SETUP)
	@echo "installing requirements/$(notdir $(@D)).txt, once"
	@$(PY) -m venv --clear --without-pip $(@D)
	@$(call install_in,$(@D)/bin/python,--require-hashes -r requirements/$(notdir $(@D)).txt)
	@touch $@

# The tools of others, beside nothing of ours.
$(CONSUMERS): $(SETUP)
	@echo "installing requirements/consumers.txt, once"
	@$(PY) -m venv --clear --without-pip $(@D)
	@$(call install_in,$(@D)/bin/python,--require-hashes -r requirements/consumers.txt)
	@touch $@

$(CONSUMERS_NODE): $(NODE)
	npm ci --ignore-scripts --loglevel error --prefix tests/consumers
	@touch $@

$(NODE): package.json
	@case "$$(command -v npm >/dev/null && node --version)" in \
	v20.19.*|v20.[2-9][0-9].*|v22.1[2-9].*|v22.[2-9][0-9].*|v2[3-9].*|v[3-9][0-9].*) ;; \
	*) echo "Node is needed to bundle and lint specs: install Node 20.19 or later of 20, or 22.12 or later." >&2; exit 1;; esac
	npm ci
	@touch $@

$(INSPECTOR): $(NODE)
	npm ci --ignore-scripts --prefix tests/inspector
	@touch $@
