"""The board of all offers in the administration, and the actions of recruiters on each."""
