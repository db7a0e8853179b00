"""The choice of browser: TikTrack's own, to download, or an installed program."""
