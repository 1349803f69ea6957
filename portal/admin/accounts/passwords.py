"""What a password must be: hard to guess by somebody who knows the agency, and new."""

import re
from itertools import chain
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zxcvbn import zxcvbn

from portal.admin.accounts.models import FormerPassword
from portal.admin.accounts.notifications import tell_new_password
from portal.admin.sessions.rows import close_others
from portal.core.users import User

GUESSES = 10**11  # fewer are made in a day by somebody who stole the hashes
LONGEST = 72  # characters that are looked at: what zxcvbn bears
# Words that its English lists lack: of French passwords, keyboards, the agency
WORDS = """
    motdepasse passe azerty azertyuiop qsdfgh qsdfghjklm wxcvbn wxcvbn bonjour bonsoir soleil doudou
    chouchou loulou nicolas camille jetaime jtaime amour chocolat coucou marseille paris france
    bretagne rennes bruz palaiseau suresnes ministere armees ministeredesarmees defense defence
    intelligence artificielle intelligenceartificielle amiad portail presse recrutement actualites
    communique embargo gestion administration administrateur validation redaction bienvenue
    printemps automne hiver janvier fevrier mars avril juin juillet aout septembre octobre novembre
    decembre lundi mardi mercredi jeudi vendredi samedi dimanche
""".split()
SEPARATORS = re.compile(r"[\s_.,;:!?/-]+")  # not what stands for a letter, as @ does


class GuessableValidator:
    """Refuse what few guesses find, also without its punctuation (zxcvbn, Wheeler 2016)."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a password that is too easy to guess."""
        words = [*WORDS, *words_of_site(), *(words_of(user) if user else ())]
        for form in {password, SEPARATORS.sub("", password)} - {""}:
            if zxcvbn(form[:LONGEST], user_inputs=words)["guesses"] < GUESSES:
                raise ValidationError(
                    _(
                        "Ce mot de passe se devine trop facilement. Alignez plutôt quatre "
                        "ou cinq mots sans rapport entre eux, ni avec vous, ni avec l’agence."
                    ),
                    code="guessable",
                )

    def get_help_text(self) -> str:
        return _("Quatre ou cinq mots sans rapport entre eux font un bon mot de passe.")


class NewPasswordValidator:
    """Refuse the passwords that the account had; keep each, and tell its owner of the next."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a password that the account had."""
        if user is None or user.pk is None:
            return
        former = FormerPassword.objects.filter(account=user).values_list("password", flat=True)
        if any(check_password(password, each) for each in {user.password, *former}):
            raise ValidationError(
                _("Vous avez déjà eu ce mot de passe. Choisissez-en un nouveau."), code="former"
            )

    def password_changed(self, password: str, user: User) -> None:
        """Keep its hash. The first one is that of a new account: nobody chose it.

        Django ends the sessions of the former password when they are next used; here they are gone.
        """
        close_others(user)
        is_first = not FormerPassword.objects.filter(account=user).exists()
        FormerPassword.objects.keep(user)
        if not is_first:
            tell_new_password(user)

    def get_help_text(self) -> str:
        count = FormerPassword.KEPT
        return ngettext(
            "Le dernier mot de passe ne peut pas resservir.",
            "Les %(count)d derniers mots de passe ne peuvent pas resservir.",
            count,
        ) % {"count": count}


def words_of(user: User) -> list[str]:
    names = (user.username, user.first_name, user.last_name, user.email.partition("@")[0])
    return split_words(names)


def words_of_site() -> list[str]:
    return split_words((settings.WAGTAIL_SITE_NAME, urlsplit(settings.SITE_URL).hostname or ""))


def split_words(texts: tuple[str, ...]) -> list[str]:
    """Return the words of these texts, and each text in one word, without accents."""
    slugs = [slugify(text.replace(".", "-")) for text in texts]
    return [
        *chain.from_iterable(slug.split("-") for slug in slugs),
        *(s.replace("-", "") for s in slugs),
    ]
