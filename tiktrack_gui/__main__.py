"""`python -m tiktrack_gui` is the command `tiktrack`."""

from tiktrack_gui.cli import main

if __name__ == "__main__":
    main()
