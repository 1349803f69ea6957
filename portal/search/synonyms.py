"""Words that say the same, as editors equate them: a search for one finds the others, at once."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from portal.search.normalization import keys_of, words_of

Expression = tuple[str, ...]  # the words of a term, which must all be there


class SynonymGroup(models.Model):
    terms = models.TextField(
        _("termes"),
        max_length=1000,
        help_text=_(
            "Un mot, un sigle ou une expression par ligne, deux lignes au moins. Chercher l’un "
            "trouve aussi les autres, tout de suite."
        ),
    )

    panels = [FieldPanel("terms")]

    class Meta:
        verbose_name = _("groupe de synonymes")
        verbose_name_plural = _("synonymes")
        ordering = ["terms"]

    def __str__(self) -> str:
        return " = ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.terms.splitlines() if line.strip()]

    @property
    def expressions(self) -> list[Expression]:
        return [words for line in self.lines if (words := tuple(words_of(line)))]

    def clean(self) -> None:
        super().clean()
        if len({keys for line in self.lines if (keys := keys_of(line))}) < 2:
            raise ValidationError({"terms": _("Écrivez au moins deux termes différents.")})


class Thesaurus:
    """All the groups, asked for once: which expressions equal the words that start here?"""

    def __init__(self) -> None:
        self.groups: dict[Expression, list[Expression]] = {}
        for group in SynonymGroup.objects.all():
            for words in group.expressions:
                equal = self.groups.setdefault(keys_of(" ".join(words)), [])
                equal += [other for other in group.expressions if other not in equal]
        self.longest = max(map(len, self.groups), default=0)

    def match(self, words: list[str]) -> tuple[int, list[Expression]]:
        """How many of the first words make a known expression, and what equals it."""
        keys = keys_of(" ".join(words[: self.longest]))
        for length in range(len(keys), 0, -1):
            if found := self.groups.get(keys[:length]):
                return length, found
        return 0, []
