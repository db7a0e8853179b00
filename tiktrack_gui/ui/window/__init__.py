"""The main window and what belongs to no page: tray, messages, reports."""
