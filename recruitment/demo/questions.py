"""Who may apply: what candidates ask before anything else."""

from portal.demo.blocks import accordion, fold

WHO_MAY_APPLY = accordion(
    "Qui peut postuler",
    fold(
        "Faut-il être militaire ?",
        """Non. La plupart des postes sont civils. Chaque offre dit, parmi ses faits, si elle
        s’adresse à des civils, à des militaires ou aux deux ; la liste se filtre aussi ainsi.""",
    ),
    fold(
        "Faut-il être fonctionnaire ?",
        """Non. Sauf mention contraire, les postes civils sont ouverts aux fonctionnaires et aux
        contractuels, en CDI ou en CDD. Il y a aussi des stages, des apprentissages, des thèses.""",
    ),
    fold(
        "Faut-il être de nationalité française ?",
        """Oui si l’offre demande une habilitation ou le précise : la ligne « Nationalité »
        le dit alors. Sinon, un poste de contractuel ne le demande pas ; un fonctionnaire peut
        venir de tout pays de l’Espace économique européen.""",
    ),
    fold(
        "Faut-il habiter près d’un site ?",
        """Les postes sont à Bruz, à Palaiseau, à Paris ou à Suresnes. Beaucoup permettent un
        télétravail partiel, que l’offre précise.""",
    ),
)
