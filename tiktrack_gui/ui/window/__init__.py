"""The main window and everything outside its pages: tray, messages, reports."""
