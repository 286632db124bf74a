"""LibreOffice, confined: converting, and what it makes current."""
