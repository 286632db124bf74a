"""Official documents: frame, sections and styles."""
