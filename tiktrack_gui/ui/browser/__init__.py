"""Which browser: the download that is offered, and a program chosen by hand."""
