"""What is active in an office file: what runs, fetches, calls or includes something else."""
