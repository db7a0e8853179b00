"""The texts that users read: counts, times, and the words of each subject."""
