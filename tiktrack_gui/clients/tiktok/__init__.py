"""TikTok in a browser: pages and answers become core models."""
