# What can be done here. Every target makes ready first, so each works alone on a fresh machine.
#   make demo     TikTrack over demo data; without a display, one cycle of its job, and pictures of every page
#   make test     every test, in two processes on a desktop each; ARGS="tests/core -k velocity" chooses
#   make check    style, lint and types
#   make bench    what it costs, each figure beside its floor; ARGS=store chooses
#   make package  the program for computers without Python, in dist/
#   make pictures every screen in every state, light and dark, at 100 % and 200 %, into pictures-output/
#   make clean    removes whatever was made here, .venv too

PYTHON_HERE = .venv/bin/python
ON_A_DESKTOP = $(PYTHON_HERE) .ci/desktop.py
# Each of pytest's workers is a Python on a desktop of its own; a file's tests stay together, for what they share.
WORKERS = 2
SIDE_BY_SIDE = --dist loadfile --no-loadscope-reorder --max-worker-restart 0 --tx '$(WORKERS)*popen//python=$(ON_A_DESKTOP) $(PYTHON_HERE)'

.PHONY: setup demo test check bench pictures package clean

setup:
	@.ci/setup

demo: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then .venv/bin/tiktrack demo; \
	else .venv/bin/tiktrack demo --pictures demo-output && echo "Pictures of every page: demo-output/"; fi

test: setup
	$(PYTHON_HERE) -m pytest $(SIDE_BY_SIDE) $(ARGS)

check: setup
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m mypy

bench: setup
	$(ON_A_DESKTOP) $(PYTHON_HERE) -m tests.bench $(ARGS)

pictures: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m tests.ui.gallery pictures-output

package: setup
	$(PYTHON_HERE) .ci/package.py

clean:
	rm -rf .venv build dist *.egg-info .*_cache .hypothesis *-output
	find . -name __pycache__ -prune -exec rm -rf {} +
