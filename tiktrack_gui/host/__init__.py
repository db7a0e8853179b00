"""This computer: folders, the lock, single instance, signals, logs, imports."""
