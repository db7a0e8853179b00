"""Clients for the outside world: TikTok, Discord, images, notifications and browsers."""
