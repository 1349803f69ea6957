"""A note to editors whose event is always to come: its days are counted from today."""

from portal.demo.blocks import callout, quotation
from portal.demo.prose import prose
from press.demo.release import Event, Release

RELEASES = [
    Release(
        slug="visite-de-presse-du-pole-de-recherche",
        date="-2",
        kind="note-aux-redactions",
        place="palaiseau",
        title="Une matinée au pôle de recherche : visite de presse à Palaiseau",
        short_title="Visite de presse à Palaiseau",
        summary="""L’AMIAD ouvre aux journalistes les salles de travail de son pôle de recherche :
            trois démonstrations, une rencontre avec les équipes et un temps pour les questions.""",
        picture="visite",
        themes=("recherche", "ia-embarquee", "partenariats"),
        event=Event(
            at="+9 09:30",
            place="Pôle de recherche de l’AMIAD, X-Novation Center, Palaiseau (Essonne)",
            accreditation_until="+6 12:00",
        ),
        body=[
            *prose("""
                Que fait-on, concrètement, dans un laboratoire d’intelligence artificielle de
                défense ? La visite suit un modèle depuis les exemples qui l’instruisent jusqu’au
                boîtier qui l’emporte sur le terrain.

                ## Programme

                - 9 h 30 : accueil et contrôle des identités.
                - 10 h : « Apprendre avec peu d’exemples », démonstration commentée.
                - 10 h 40 : « Reconnaître un son sous l’eau », démonstration commentée.
                - 11 h 20 : « Un modèle dans un boîtier », démonstration et prise en main.
                - 12 h : questions aux équipes, entretiens individuels sur demande.
            """),
            quotation(
                """Nous montrerons aussi ce qui ne marche pas encore : c’est là que se trouve le
                travail.""",
                "Équipe du pôle de recherche",
                "AMIAD",
            ),
            *prose("""
                ## Venir

                Le lieu est à dix minutes à pied de l’arrêt de bus « École polytechnique ». Une pièce
                d’identité en cours de validité et la carte de presse sont demandées à l’entrée.
                L’accès est de plain-pied ; une boucle magnétique équipe la salle de questions.
            """),
            callout(
                "Tournages et prises de vue",
                """Les démonstrations peuvent être filmées. Dans les couloirs et les bureaux, suivez
                les indications de l’équipe d’accueil : certaines personnes ne peuvent pas apparaître
                à l’image.""",
            ),
        ],
        contacts=("Pôle de recherche", "Centre média"),
        related=("un-pole-de-recherche-ouvre-a-palaiseau", "ouverture-du-pole-de-recherche"),
    ),
]
