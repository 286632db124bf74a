"""What goes wrong: mistakes of people, damaged and hostile files, processes that are killed."""
