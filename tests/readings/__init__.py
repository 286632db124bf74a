"""One record in every format and by every hand, and readers to compare with."""
