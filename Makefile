# Every target sets up .venv by itself; only Python 3.11 or newer is needed.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test example soak check bench clean

demo: .venv/.ready
	$(BIN)/docgen demo build/demo

# What holds a time to a bound runs by itself, when the other tests are done; it is looked for in
# the files that have such tests, as all of them take long to collect.
test: .venv/.ready
	$(BIN)/pytest -m "not soak and not timed" --numprocesses 2 --dist loadscope --no-loadscope-reorder
	$(BIN)/pytest -m "not soak and timed" $$(grep -rl --include='test_*.py' 'mark\.timed' tests)

# Builds the example's roster and completed forms anew, after a change of forms or templates.
example: .venv/.ready
	PYTHONPATH=tests $(BIN)/python -m samples.build_example
	PYTHONPATH=tests $(BIN)/python -m samples.example_programmes

soak: .venv/.ready
	$(BIN)/pytest -m soak

check: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.ready
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.repeated_rows

.venv/.ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
