"""Fill an empty site with the demonstration content.

Raise CommandError when the site has pages, unless `--if-empty` asks to do nothing then.
"""

from types import ModuleType

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wagtail import hooks

from portal import demo
from portal.core.processes import get_executor
from portal.demo import gallery, indexes, people
from portal.media.rendition_tasks import create_all_renditions
from portal.site_search.jobs import enqueue_reading

NAME_WIDTH = 40  # columns


class Command(BaseCommand):
    help = "Remplit un site vide de contenus de démonstration, en français."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="ne rien faire si le site a déjà des pages"
        )
        parser.add_argument(
            "--renditions-by-worker",
            action="store_true",
            help="laisser au worker le dessin des images",
        )

    def handle(self, *, if_empty: bool, renditions_by_worker: bool, **options: object) -> None:
        if demo.has_content():
            if if_empty:
                return
            raise CommandError(
                "Le site a déjà des pages : la démonstration ne se charge que dans un site vide."
            )
        gallery.start_drawing()
        with transaction.atomic(), indexes.indexing_at_the_end():
            enqueue_reading()
            create_all_renditions.enqueue()
            accounts = people.create_accounts()
            hashes = get_executor().map(make_password, [password for _, password, _ in accounts])
            self.load_content()
            self.say("Indexation pour la recherche…")
        if renditions_by_worker:
            self.say("Le worker dessinera les images, dans toutes leurs tailles.")
        else:
            self.say("Images, dans toutes leurs tailles…")
            create_all_renditions.call()
        names = [name for name, *_ in accounts]
        people.open_accounts(dict(zip(names, hashes, strict=True)))
        self.say("La démonstration est en place.")
        self.print_accounts(accounts)

    def load_content(self) -> None:
        home = demo.build(self.say)
        modules = registered_demos()
        for _, module in modules:  # the lists first: pages of one app link to those of another
            module.prepare(home)
        for name, module in modules:
            self.say(f"{name}…")
            module.load(home)
        demo.complete(home)

    def print_accounts(self, accounts: list[tuple[str, str, str]]) -> None:
        self.say(
            "\nComptes de démonstration, un par rôle. Leurs mots de passe ne seront plus affichés :"
        )
        for name, password, group in accounts:
            self.say(f"  {name:<{NAME_WIDTH}} {password}   {group}")

    def say(self, message: str) -> None:
        self.stdout.write(message)
        self.stdout.flush()


def registered_demos() -> list[tuple[str, ModuleType]]:
    """Return the modules of the hook `register_demo`, each after the name of its application."""
    demos = []
    for register in hooks.get_hooks("register_demo"):
        module = register()
        app = apps.get_containing_app_config(module.__name__)
        demos.append((str(app.verbose_name) if app else module.__name__, module))
    return demos
