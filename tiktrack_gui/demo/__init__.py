"""The demo: fictional creators, videos and a channel, behind the same protocols as the real ones."""
