"""Where people work: a round's folder, and everything that is done with it."""
