# The verbs of the project; people and CI call the same ones.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test test-postgresql check evals bench test-deep format lock clean

demo: $(STAMP)
	$(BIN)/python examples/demo.py

# A worker for each core; more than four would only ask for memory.
WORKERS := -n logical --maxprocesses 4 --dist worksteal

test: $(STAMP)
	$(BIN)/python -m pytest -q $(WORKERS) -m "not deep"

# What a database can change, once more on PostgreSQL.
test-postgresql: $(STAMP)
	$(BIN)/python -m pytest -q $(WORKERS) -m "not deep" tests --database postgresql

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_promises.py

evals: $(STAMP)
	$(BIN)/python -m evals run

bench: $(STAMP)
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.bench.scale
	$(BIN)/python -m evals.bench.reading --out bench-reading.json
	$(BIN)/python -m evals.bench.retrieval
	$(BIN)/python -m evals.bench.index

# Hours: the largest has some 38 million rows.
.PHONY: bench-scale
bench-scale: $(STAMP)
	$(BIN)/python -m evals.bench.scale --sizes 24,1000,10000,100000 --out evals/bench/measured.json
	$(BIN)/python -m evals.bench.performance

test-deep: $(STAMP)
	$(BIN)/python -m pytest -q -m deep

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Names, versions and hashes only; the index is whatever the machine is set to.
lock:
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --extra dev --no-annotate \
		--no-header --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed' if sys.version_info < (3, 11) else 0)"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib assistant tools knowledge prompts evals || true
	$(BIN)/python -c "from assistant.wiring import warm; warm()"
	touch $(STAMP)

clean:
	rm -rf $(VENV) .pmo
