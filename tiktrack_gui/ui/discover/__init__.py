"""The Discover tab: which small creators just broke through, and how well they fit a brand."""
