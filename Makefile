# Targets; each runs the setup first if necessary, so it also works on a fresh machine.
#   make demo     run TikTrack with demo data; without a display, one cycle and a picture of every page
#   make test     run all tests, in two processes with a desktop each; ARGS="tests/core -k velocity" selects some
#   make check    check style, lint and types
#   make fuzz     try the properties with new random cases, 4,000 each; ARGS selects some; TIKTRACK_POSTS=100000 makes
#                 that many more posts, TIKTRACK_CANDIDATES=100000 that many more candidates, and print their seeds
#   make bench    run the benchmarks, each figure next to its floor; ARGS=store selects some
#   make soak     kill the program at random moments for nine minutes, and count what went wrong
#   make package  build the packages for computers without Python, into dist/
#   make pictures render every screen in every state, light and dark, at 100 % and 200 %, into pictures-output/
#   make clean    remove everything built here, including .venv

PYTHON_HERE = .venv/bin/python
ON_A_DESKTOP = $(PYTHON_HERE) .ci/desktop.py
# Each pytest worker is a Python process on its own desktop; a file's tests run in the same worker to share fixtures.
WORKERS = 2
SIDE_BY_SIDE = --dist loadfile --no-loadscope-reorder --max-worker-restart 0 --tx '$(WORKERS)*popen//python=$(ON_A_DESKTOP) $(PYTHON_HERE)'

# Otherwise every start compiles every module again, and the tests start the program hundreds of times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test fuzz check bench soak pictures package clean

setup:
	@.ci/setup

demo: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then .venv/bin/tiktrack demo; \
	else .venv/bin/tiktrack demo --pictures demo-output && echo "Pictures of every page: demo-output/"; fi

test: setup
	$(PYTHON_HERE) -m pytest $(SIDE_BY_SIDE) $(ARGS)

fuzz: setup
	$(PYTHON_HERE) -m pytest $(SIDE_BY_SIDE) --hypothesis-profile fuzz -m hypothesis $(ARGS)

check: setup
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m mypy

bench: setup
	$(ON_A_DESKTOP) $(PYTHON_HERE) -m tests.bench $(ARGS)

soak: setup
	$(ON_A_DESKTOP) $(PYTHON_HERE) -m tests.soak $(ARGS)

pictures: setup
	QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m tests.ui.gallery pictures-output

package: setup
	$(PYTHON_HERE) .ci/package.py

clean:
	rm -rf .venv build dist *.egg-info .*_cache .hypothesis *-output
	find . -name __pycache__ -prune -exec rm -rf {} +
