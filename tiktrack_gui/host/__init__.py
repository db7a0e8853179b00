"""The host system: folders, the lock, single instance, signals, logs, imports."""
