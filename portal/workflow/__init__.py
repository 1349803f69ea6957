"""The editorial workflow: who writes, who reviews, and what nobody may do alone."""
