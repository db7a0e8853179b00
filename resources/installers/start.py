"""Entry point of the packaged program. Fixes the environment before anything else is imported."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def leave_our_libraries_out_of_other_programs() -> None:
    """Restores the library paths: the loader points LD_LIBRARY_PATH and Qt's paths into the package, and every child
    process would inherit that.

    The browser, its driver and the programs that open links need their own libraries. This process has already read
    the variables and doesn't need them any more: Qt finds its plugins next to itself.
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
    """Uses the packaged certificates if there are none where OpenSSL looks: the build computer's paths."""
    import _ssl

    file_variable, file, folder_variable, folder = _ssl.get_default_verify_paths()
    if os.environ.get(file_variable) or os.environ.get(folder_variable):
        return
    if not (Path(file).exists() or Path(folder).exists()):
        import certifi

        os.environ[file_variable] = certifi.where()


leave_our_libraries_out_of_other_programs()
if sys.platform != "win32":  # Windows has its own certificate store
    find_certificates()

from tiktrack_gui.__main__ import main  # noqa: E402

if __name__ == "__main__":
    main()
