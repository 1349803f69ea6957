"""Synonyms: terms that editors declare equal, so that a search for one finds the others."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from portal.search.normalization import STOP_WORDS, split_word_keys, split_words

KEPT = 8  # versions of the thesaurus
Expression = tuple[str, ...]  # the words of a term, all of which must be in the publication


class SynonymGroup(models.Model):
    """Terms that say the same. A change takes effect at the next search: nothing is reindexed."""

    terms = models.TextField(
        _("termes"),
        max_length=1000,
        help_text=_(
            "Un mot, un sigle ou une expression par ligne, deux lignes au moins. Chercher l’un "
            "trouve aussi les autres, tout de suite."
        ),
    )

    panels = [FieldPanel("terms")]

    personal_data = None

    class Meta:
        verbose_name = _("groupe de synonymes")
        verbose_name_plural = _("synonymes")
        ordering = ["terms"]

    def __str__(self) -> str:
        return " = ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The terms as editors typed them, one a line; empty lines are left out."""
        return [line.strip() for line in self.terms.splitlines() if line.strip()]

    @property
    def expressions(self) -> list[Expression]:
        return [words for line in self.lines if (words := tuple(split_words(line)))]

    def clean(self) -> None:
        """Raise ValidationError when fewer than two terms differ."""
        super().clean()
        if len({keys for line in self.lines if (keys := split_word_keys(line))}) < 2:
            raise ValidationError({"terms": _("Écrivez au moins deux termes différents.")})


class Thesaurus:
    """All synonym groups, fetched by one query when the thesaurus is made."""

    def __init__(self) -> None:
        texts = SynonymGroup.objects.values_list("terms", flat=True)
        self.groups = read_groups(tuple(texts))
        self.longest = max(map(len, self.groups), default=0)

    def match_start(self, words: list[str]) -> tuple[int, list[Expression]]:
        """Return how many of the first words make a known expression, and its synonyms.

        The longest expression wins; (0, []) when no expression starts the words.
        """
        keys = split_word_keys(" ".join(words[: self.longest]))
        for length in range(len(keys), 0, -1):
            if synonyms := self.groups.get(keys[:length]):
                return length, synonyms
        return 0, []


def get_thesaurus(version: str = "") -> Thesaurus:
    """Return the thesaurus; that of a version of the content is fetched once by each process."""
    return keep_thesaurus(version) if version else Thesaurus()


@lru_cache(KEPT)
def keep_thesaurus(version: str) -> Thesaurus:
    """Return a thesaurus; the version is not looked at: it tells one from the next."""
    return Thesaurus()


@lru_cache(KEPT)
def read_groups(texts: tuple[str, ...]) -> dict[tuple[str, ...], list[Expression]]:
    """Return the synonyms of each expression, by the keys of its words.

    It depends on the terms of the groups alone: they are read once after each change of one.
    """
    groups: dict[tuple[str, ...], list[Expression]] = {}
    for text in texts:
        expressions = SynonymGroup(terms=text).expressions
        for words in expressions:
            keys = get_keys(words)
            synonyms = groups.setdefault(keys, []) if keys else []
            synonyms += [other for other in expressions if other not in synonyms]
    return groups


def get_keys(words: Expression) -> tuple[str, ...]:
    """Return the keys of the words of an expression; searches leave the others out."""
    return tuple(key for key in split_word_keys(" ".join(words)) if key not in STOP_WORDS)
