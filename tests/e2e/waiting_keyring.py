"""A keyring backend that waits forever to be unlocked, for PYTHON_KEYRING_BACKEND."""

from __future__ import annotations

import sys
import threading

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        sys.stderr.write("waiting\n")
        sys.stderr.flush()
        threading.Event().wait()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError
