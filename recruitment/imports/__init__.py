"""The imports of files: the State's list of occupations, and offers as drafts."""
