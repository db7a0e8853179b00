"""The parts the window is made of, one per file. They know the theme and nothing of TikTok, stores or services."""
