"""Comments in Word documents, and the places that they stand at."""
