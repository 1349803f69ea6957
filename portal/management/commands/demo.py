"""Fill an empty site with the demonstration."""

from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from wagtail import hooks

from portal import demo
from portal.demo import indexes, people
from portal.media.rendition_tasks import create_all_renditions

NAME_WIDTH = 40  # columns


class Command(BaseCommand):
    help = "Remplit un site vide de contenus de démonstration, en français."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="ne rien faire si le site a déjà des pages"
        )

        parser.add_argument(
            "--worker-draws", action="store_true", help="laisser au worker le dessin des images"
        )

    def handle(self, *, if_empty, worker_draws, **options):
        if demo.has_content():
            if if_empty:
                return
            raise CommandError(
                "Le site a déjà des pages : la démonstration ne se charge que dans un site vide."
            )
        with (
            ThreadPoolExecutor(max_workers=1) as aside,
            transaction.atomic(),
            indexes.made_at_the_end(),
        ):
            create_all_renditions.enqueue()
            accounts = people.enlist()
            # A second of computing for all of them, which the interpreter's lock does not hold up
            hashes = aside.map(make_password, [password for _, password, _ in accounts])
            self.load()
            self.say("Indexation pour la recherche…")
        if worker_draws:
            self.say("Le worker dessinera les images, dans toutes leurs tailles.")
        else:
            self.say("Images, dans toutes leurs tailles…")
            create_all_renditions.call()
        names = [name for name, *_ in accounts]
        people.open_accounts(dict(zip(names, hashes, strict=True)))
        self.say("La démonstration est en place.")
        self.show(accounts)

    def load(self):
        home = demo.build(self.say)
        modules = registered_demos()
        for _, module in modules:  # the lists first: publications of one app lead to another's
            module.prepare(home)
        for name, module in modules:
            self.say(f"{name}…")
            module.load(home)
        demo.complete(home)

    def show(self, accounts):
        self.say(
            "\nComptes de démonstration, un par rôle. Leurs mots de passe ne seront plus affichés :"
        )
        for name, password, group in accounts:
            self.say(f"  {name:<{NAME_WIDTH}} {password}   {group}")

    def say(self, message):
        self.stdout.write(message)
        self.stdout.flush()


def registered_demos() -> list[tuple[str, ModuleType]]:
    """The demonstrations of the hook `register_demo`, each with the name of its application."""
    modules = [register() for register in hooks.get_hooks("register_demo")]
    return [
        (apps.get_containing_app_config(module.__name__).verbose_name, module) for module in modules
    ]
