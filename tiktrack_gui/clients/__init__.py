"""The outside world, one concern per file: TikTok, Discord, images, and their demo doubles."""
