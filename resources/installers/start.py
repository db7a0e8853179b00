"""Where the packaged program begins. Puts the environment in order before anything else is imported."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def leave_our_libraries_out_of_other_programs() -> None:
    """The loader points LD_LIBRARY_PATH and Qt's paths into the package, and every child would inherit that.

    The browser, its driver and whatever opens a link have libraries of their own. This process has read the
    variables by now and does not need them again: Qt finds its plugins beside itself.
    """
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        original = os.environ.pop(f"{name}_ORIG", None)
        if original is not None:
            os.environ[name] = original
        else:
            os.environ.pop(name, None)
    for name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
        os.environ.pop(name, None)


def find_certificates() -> None:
    """OpenSSL looks where the computer that built the package has them; without any, those packed with us serve."""
    import _ssl

    file_variable, file, folder_variable, folder = _ssl.get_default_verify_paths()
    if os.environ.get(file_variable) or os.environ.get(folder_variable):
        return
    if not (Path(file).exists() or Path(folder).exists()):
        import certifi

        os.environ[file_variable] = certifi.where()


leave_our_libraries_out_of_other_programs()
if sys.platform != "win32":  # Windows has a store of its own
    find_certificates()

from tiktrack_gui.__main__ import main  # noqa: E402

if __name__ == "__main__":
    main()
