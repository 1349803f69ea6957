"""What recruiters do in the administration: the board of all offers, and what happens to each."""
