"""What comes in: telling formats apart, archives of files, CSV, processes with limits."""
