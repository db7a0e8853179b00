# What can be done here. Every target makes ready first, so each works alone on a fresh machine.
#   make demo     the main job over a simulated TikTok and Discord
#   make test     every test, on a desktop of its own; ARGS="tests/core -k velocity" chooses
#   make check    style, lint and types
#   make bench    what it costs, each figure beside its floor; ARGS=store chooses
#   make package  the program for computers without Python, in dist/
#   make clean    removes whatever was made here, .venv too

PYTHON_HERE = .venv/bin/python
ON_A_DESKTOP = $(PYTHON_HERE) .ci/desktop.py

.PHONY: setup demo test check bench package clean

setup:
	@.ci/setup

demo: setup
	.venv/bin/tiktrack demo

test: setup
	$(ON_A_DESKTOP) $(PYTHON_HERE) -m pytest $(ARGS)

check: setup
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m mypy

bench: setup
	$(ON_A_DESKTOP) $(PYTHON_HERE) -m tests.bench $(ARGS)

package: setup
	$(PYTHON_HERE) .ci/package.py

clean:
	rm -rf .venv build dist *.egg-info .*_cache .hypothesis *-output
	find . -name __pycache__ -prune -exec rm -rf {} +
