"""TikTrack: follow what takes off on TikTok and put it into Discord as threads."""
