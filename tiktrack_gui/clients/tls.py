"""How servers' certificates are verified: as the system does, by its own store, which has a company's certificates.

Only for clients in Python. Chromium asks the same store on Windows and macOS, and its own (NSS) on Linux.
"""

from __future__ import annotations

import ssl


def context() -> ssl.SSLContext:
    """A new context for clients. Reads the store, so not on the GUI thread."""
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
