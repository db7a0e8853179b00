"""TikTok in a browser: converts pages and API responses to core models."""
