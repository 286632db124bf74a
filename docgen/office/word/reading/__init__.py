"""What a Word document means."""
