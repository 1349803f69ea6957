"""The desk: who writes, who reviews, and what nobody does alone."""
