"""Answers to questions: what the site says, quoted as it stands. Nothing is made up or reworded."""

from portal.site_search.answers.answer import Answer, find_answer, find_pinned
from portal.site_search.answers.candidates import Candidate
from portal.site_search.answers.questions import Question

__all__ = ["Answer", "Candidate", "Question", "find_answer", "find_pinned"]
