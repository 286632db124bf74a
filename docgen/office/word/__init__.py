"""Word files: templates compiled once and rendered many times, and reading what comes back."""
