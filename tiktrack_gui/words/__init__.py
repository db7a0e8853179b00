"""What people read: formats of numbers, ages and durations, and the words of each subject."""
