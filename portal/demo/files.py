"""The documents of the demonstration: small text files, generated here."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape

from django.core.files.base import ContentFile

from portal.core.typography import typeset
from portal.demo.gallery import CREDIT, LICENCE
from portal.demo.pictures import PICTURES
from portal.demo.prose import line
from portal.media.models import Document
from portal.workflow.setup import get_or_create_shared_collection

MIME = "application/vnd.oasis.opendocument.text"
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text>{}</office:text></office:body></office:document-content>"""

FACTS = [
    "Lieu : Mont-Valérien, à Suresnes (Hauts-de-Seine).",
    "Commande : annoncée le 24 octobre 2024, au groupement Hewlett Packard Enterprise et Orange.",
    "Usage : entraîner et adapter des modèles sur des données classifiées.",
    "Utilisateurs : armées, directions, services et entreprises de défense.",
    "Sécurité : aucune connexion à internet ; entretien par des personnes habilitées.",
    "Document de démonstration, écrit d’après des informations publiques.",
]
FIGURES = [
    ("Indicateur", "Valeur", "Date de la valeur", "Source"),
    ("Recrutements prévus avant la fin de 2026", 300, "2025-03-05", "Ministère des Armées"),
    ("Cas d’usage recensés", 400, "2025-03-05", "Ministère des Armées"),
    ("Sites principaux", 2, "2025-03-05", "Ministère des Armées"),
    ("Centres consacrés à la donnée et à l’IA", 15, "2024-10-24", "Ministère des Armées"),
]
QUESTIONS = [
    ("Épreuve", "Question", "Réponse", "Preuve"),
    ("Usage", "Les utilisateurs s’en servent-ils sans aide ?", "", ""),
    ("Mesure", "Fait-il mieux que la méthode actuelle ?", "", ""),
    ("Accident", "Que coûte sa pire erreur ?", "", ""),
    ("Attaque", "Que se passe-t-il face à une entrée malveillante ?", "", ""),
    ("Temps", "Comment saura-t-on qu’il a vieilli ?", "", ""),
]


def create_documents() -> None:
    """Generate and store every document."""
    catalogue = [("Titre", "Description", "Crédit", "Licence")]
    catalogue += [
        (picture.title, line(picture.alt), CREDIT, LICENCE) for picture in PICTURES.values()
    ]
    title = "Fiche repère : le calcul souverain"
    create_document(title, "fiche-calcul-souverain.odt", odt_file(title, FACTS))
    create_document("Chiffres clés de l’agence", "chiffres-cles.csv", csv_file(FIGURES))
    create_document("Grille d’évaluation", "grille-evaluation.csv", csv_file(QUESTIONS))
    create_document("Catalogue des visuels", "catalogue-visuels.csv", csv_file(catalogue))


def create_document(title: str, name: str, content: bytes) -> None:
    document = Document(title=typeset(title), collection=get_or_create_shared_collection())
    document.file.save(name, ContentFile(content), save=False)
    document.file_size = document.file.size
    document.save()


def csv_file(rows: Iterable[Sequence[object]]) -> bytes:
    """Return the rows as CSV, with the separator of French spreadsheets."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")  # spreadsheets read UTF-8 by its mark


def odt_file(title: str, lines: list[str]) -> bytes:
    """Return a minimal OpenDocument text: a title and paragraphs."""
    body = f'<text:h text:outline-level="1">{escape(typeset(title))}</text:h>'
    body += "".join(f"<text:p>{escape(typeset(text))}</text:p>" for text in lines)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # The format requires its media type first, and not compressed.
        archive.writestr("mimetype", MIME)
        archive.writestr("META-INF/manifest.xml", MANIFEST, zipfile.ZIP_DEFLATED)
        archive.writestr("content.xml", CONTENT.format(body), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
