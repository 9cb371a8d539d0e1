# make run: the dashboard on this machine. make test: everything tests need, then the tests.
VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8501

.PHONY: run test fuzz check sample bench clean

$(VENV)/run.stamp: requirements.txt
	@python3 -m venv $(VENV) || { echo "Python's venv module is missing. Install it: apt-get install python3-venv"; exit 1; }
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/run.stamp
	@echo "Dasbor / dashboard: http://127.0.0.1:$(PORT)"
	@$(PYTHON) -m streamlit run app.py --server.port $(PORT)

test: $(VENV)/test.stamp
	@sh tests/browser/install_chromium.sh
	$(PYTHON) -m pytest -n 2 --ignore tests/browser
	@# A browser test that fails on a busy machine is tried once more, alone; a second failure counts.
	$(PYTHON) -m pytest -n 2 tests/browser || $(PYTHON) -m pytest --last-failed --last-failed-no-failures none tests/browser

fuzz: $(VENV)/test.stamp
	DAMAGED_FILES=2000 $(PYTHON) -m pytest -n 2 tests/gate/test_mutated.py

check: $(VENV)/test.stamp
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/mypy

sample: $(VENV)/run.stamp
	$(PYTHON) -m analytics.sample

bench: $(VENV)/test.stamp
	$(PYTHON) -m benchmarks.questions
	$(PYTHON) -m benchmarks.documents
	$(PYTHON) -m benchmarks.gate

clean:
	rm -rf $(VENV)
