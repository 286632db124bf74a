"""Comments in workbooks, and the highlights of their cells."""
