"""PDF: reading pages, and binding them."""
