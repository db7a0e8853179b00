"""TikTrack's domain logic, pure: no Qt, no I/O, no clock (the time is passed in)."""
