# make demo   everything from nothing: environment, graph, page
# make test   all tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KG := $(BIN)/kg
OUT := out
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile --no-deps

.PHONY: demo test lint types docs bench train locks clean
.DELETE_ON_ERROR:

demo: $(VENV)/run.stamp
	@$(KG) build examples/ibm --store $(OUT)/store
	@$(KG) export --store $(OUT)/store --format turtle -o $(OUT)/alliances.ttl
	@$(KG) view --store $(OUT)/store -o $(OUT)/alliances.html
	@$(KG) analyze --store $(OUT)/store --json -o $(OUT)/analysis.json
	@$(KG) analyze --store $(OUT)/store --company IBM --top 10
	@echo
	@echo "Where to look next:"
	@echo "  $(OUT)/alliances.html    the picture; open it in a browser, click an edge"
	@echo "  $(OUT)/alliances.ttl     the graph in RDF"
	@echo "  $(OUT)/analysis.json     who is central, communities, sectors"
	@echo "  $(KG) analyze --store $(OUT)/store"
	@echo "  $(KG) query --list --store $(OUT)/store"
	@echo "  $(KG) query who-says-so --company IBM --store $(OUT)/store"

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.stamp
	$(BIN)/mypy

docs: $(VENV)/test.stamp
	$(BIN)/python -m pytest -q --doctest-glob='*.md' README.md docs

bench: $(VENV)/test.stamp
	$(BIN)/python -m bench

# make train GOLD=folder PRETRAINED=folder   see docs/training.md
train: .train-venv/stamp
	.train-venv/bin/python -m training.train $(GOLD) $(PRETRAINED) $(OUT)/training
	.train-venv/bin/python -m training.export $(OUT)/training $(PRETRAINED) \
	  kg/extract/model
	.train-venv/bin/python -m training.cues $(GOLD) kg/extract/cues.tsv

.train-venv/stamp: locks/train.txt
	@$(PYTHON) -m venv .train-venv
	@.train-venv/bin/pip install --quiet --no-deps -r locks/train.txt
	@touch $@

locks: $(VENV)/run.stamp
	scripts/lock.sh

clean:
	rm -rf $(OUT) $(VENV)

# An environment that was installed once is used as it is until a lock changes.
$(VENV)/run.stamp: locks/run.txt pyproject.toml | $(BIN)/python
	@echo "installing into $(VENV): once, a few minutes"
	@$(INSTALL) --require-hashes -r locks/run.txt
	@$(INSTALL) --no-build-isolation --editable .
	@$(BIN)/python scripts/slim.py $(VENV)/lib
	@touch $@

$(VENV)/test.stamp: locks/test.txt $(VENV)/run.stamp
	@$(INSTALL) --require-hashes -r locks/test.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed, and $(PYTHON) is" \
	    "$$($(PYTHON) --version 2>&1); try: make demo PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
