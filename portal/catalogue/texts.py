"""The texts of the specimens: of usual length, very short, very long."""

from textwrap import shorten


def cut(text: str, length: int) -> str:
    """Return the text cut to whole words, in `length` characters at most."""
    return shorten(text, length, placeholder="")


SHORT = "IA"
TITLE = "Un pôle de recherche ouvre à Palaiseau"
LONG_TITLE = (
    "Le ministère et ses partenaires industriels, universitaires et européens présentent la "
    "feuille de route de l’intelligence artificielle de défense pour les années 2026 à 2030, du "
    "supercalculateur classifié aux capteurs embarqués des plus petites unités"
)
# A word that a browser cannot break by itself.
WORD = "Interopérabilité.des.systèmes.d’information.opérationnels.et.de.communication"
SUMMARY = (
    "Quarante chercheuses et chercheurs s’y installent. Ils travailleront avec les écoles du "
    "plateau sur des modèles que l’on comprend et que l’on peut vérifier."
)
LONG_SUMMARY = (
    "Quarante chercheuses et chercheurs s’y installent dès ce printemps, rejoints à la rentrée par "
    "une vingtaine de doctorants. Ils travailleront avec les écoles et les laboratoires du plateau "
    "sur des modèles que l’on comprend, que l’on peut vérifier et que l’on sait faire tourner sur "
    "du matériel modeste, au plus près de celles et ceux qui s’en servent. Les premiers résultats "
    "seront publiés avec leurs données, chaque fois que leur nature le permet\xa0; les autres "
    "resteront dans les murs."
)
LINE = "Des outils d’IA qui marchent, là où les forces en ont besoin."
LONG_LINE = (
    "Des outils d’IA qui marchent là où les forces en ont besoin, y compris sans réseau, sous la "
    "pluie, la nuit, à bord d’un véhicule dont la batterie faiblit, entre des mains gantées."
)
PARAGRAPH = (
    "<p>L’agence met l’<b>intelligence artificielle</b> au service des forces, des directions et "
    "des services. Elle choisit les essais prometteurs, les consolide, puis les rend disponibles "
    "pour tous\xa0: les opérations y gagnent en justesse, le travail quotidien en simplicité.</p>"
)
PARAGRAPHS = PARAGRAPH + (
    "<p>Trois principes guident son travail, du 1<sup>er</sup> essai à la mise en service\xa0:</p>"
    "<ul><li>un système critique doit être fiable, performant et protégé\xa0;</li><li>une décision "
    "reste celle d’une personne, qui peut <a href='https://exemple.fr/'>en rendre compte</a>\xa0;"
    "</li><li>ce qui est appris est partagé.</li></ul>"
    "<ol><li>Essayer</li><li>Mesurer</li><li>Déployer</li></ol>"
    f"<p>{WORD}, dit aussi H<sub>2</sub>O.</p>"
)
