"""The subcommands of `tiktrack`: everything the window does, without a window.

A failure prints one line on stderr and exits with status 1, a usage error with 2; --json prints only JSON on stdout.
"""
