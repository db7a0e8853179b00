"""The window's building blocks, one per file. They know the theme, but nothing of TikTok, stores or services."""
