# Earthscribe: `make` lists what can be done. The logic stands in dev/*.py (standard library only); nothing here needs
# more than GNU make, git and Python 3.11 or newer.

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-qgis test-qgis-all translations lint fix fuzz torture run zip docs bench train

PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$p"; break; }; done)
ENSURE = $(if $(PYTHON),$(PYTHON),$(error Earthscribe needs Python 3.11 or newer: apt-get install python3 python3-venv)) \
	-m dev.environment
VENV := .venv/bin
DEV := $(VENV)/python -m
TESTS := $(VENV)/pytest

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS='	' read -r name text; do \
		printf '  make %-13s %s\n' "$$name" "$$text"; done

demo: ## install the light tier and describe sample rasters into demo/ (no torch, no account, no download of models)
	@$(ENSURE) light
	$(VENV)/earthscribe demo --out demo

setup: ## the light tier and torch for large models (TORCH=cpu or TORCH=cuda overrules the choice)
	@$(ENSURE) light torch

test: setup lint ## everything CI runs: lint, types, unit, worker, docs, plugin-site gates, QGIS offscreen
	@$(ENSURE) dev train qt6
	$(TESTS)
	@$(DEV) dev.qgis_tests

test-qgis: ## the tests in a real QGIS only, installed with apt where missing and allowed
	@$(ENSURE) light
	@$(DEV) dev.qgis_tests

test-qgis-all: ## the same tests in every QGIS to be had (3.40 and 3.44 in chroots, needs root), and the windows on PyQt6
	@$(ENSURE) light
	@$(DEV) dev.qgis_versions -q

translations: ## i18n/*.ts brought up to date with the texts of the windows, and compiled
	@$(ENSURE) light
	@$(DEV) dev.translations

lint: ## ruff, mypy (strict on inference), the rules of the architecture
	@$(ENSURE) light dev
	$(VENV)/ruff check .
	@mkdir -p .dev && ln -sfn .. .dev/earthscribe
	MYPYPATH=.dev $(VENV)/mypy -p earthscribe.inference
	$(DEV) dev.architecture

fix: ## what can be put right by a machine: imports, style, version and package list copied to where they are needed
	@$(ENSURE) light dev
	$(DEV) dev.release
	$(VENV)/ruff check --fix .

fuzz: ## random input against readers, parsers and the protocol, fresh every time
	@$(ENSURE) light dev
	HYPOTHESIS_PROFILE=fuzz $(TESTS) -m fuzz

torture: ## kill, fill and starve it on purpose
	@$(ENSURE) light dev
	$(TESTS) -m torture

run: ## QGIS with the plugin of this checkout, in a throw-away profile
	@$(ENSURE) light
	@$(DEV) dev.run_qgis

zip: ## dist/earthscribe-VERSION.zip, checked by the gates of the plugin site
	@$(ENSURE) light dev qt6
	@$(DEV) dev.build_zip
	@$(DEV) dev.gates

docs: ## write the generated pages of docs/ again
	@$(ENSURE) light
	@$(DEV) dev.generate_docs

bench: ## the figures that the docs name, measured on this machine
	@$(ENSURE) light
	$(VENV)/python bench/run.py

train: ## the bundled detector from labelled pictures: DATA=FOLDER of sets, OUT=FOLDER of the run, ARGS for more
	@test -n "$(DATA)" || { echo "make train DATA=FOLDER: the folder of labelled sets, see docs/training.md"; exit 2; }
	@$(ENSURE) light torch train
	$(VENV)/earthscribe train --data "$(DATA)" --out "$(or $(OUT),build/training)" --resume $(ARGS)
