"""Long tables of any spreadsheet or CSV, row by row, as their cells show them."""
