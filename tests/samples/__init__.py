"""The example round, forms and rosters made from it, and what completes them."""
