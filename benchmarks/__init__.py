"""docgen beside other ways of doing the same work, all measured in one run."""
