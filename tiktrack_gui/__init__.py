"""TikTrack: follow what takes off on TikTok and post it to Discord as threads."""
