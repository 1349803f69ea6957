"""What comes in by files: the State's list of occupations, and offers written elsewhere."""
