"""Workbooks: templates expanded once and filled many times, and reading what comes back."""
