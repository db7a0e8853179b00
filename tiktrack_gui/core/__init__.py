"""The rules of TikTrack, pure: no Qt, no I/O, no clock (time is an argument)."""
