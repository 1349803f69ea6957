"""Check the latest texts of all pages, as the editor does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wagtail.models import Page

from portal.content_checks import check_page


class Command(BaseCommand):
    help = (
        "Vérifie le dernier texte de chaque page (liens, images, sigles, dates…), écrit ce qui est "
        "à corriger ou à vérifier, et échoue s’il reste une erreur."
    )

    def handle(self, **options: Any) -> None:
        errors = 0
        for page in Page.objects.filter(depth__gt=1).order_by("path").specific().iterator(100):
            findings = check_page(page.get_latest_revision_as_object())
            for finding in findings:
                errors += finding.is_error
                level = "À corriger" if finding.is_error else "À vérifier"
                self.stdout.write(f"{page.url_path} – {level}\u00a0: {finding.message}")
        if errors:
            raise CommandError(f"À corriger\u00a0: {errors}.")
