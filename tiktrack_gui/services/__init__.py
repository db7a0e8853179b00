"""What TikTrack does, as asyncio coroutines and Qt signals; no widgets, no clients, no SQL."""
