"""Press releases from the autumn of 2025 on."""

from portal.demo.agency import SUPERCOMPUTER
from portal.demo.blocks import (
    accordion,
    callout,
    download,
    fold,
    gallery,
    picture,
    see_also,
    table,
)
from portal.demo.prose import prose
from portal.versions.models import Kind
from press.demo.release import ARMED_FORCES, VETERANS_TOO, Fault, Release

RELEASES = [
    Release(
        slug="le-calcul-souverain-en-six-questions",
        date="2025-09-15",
        kind="dossier-de-presse",
        issuer=ARMED_FORCES,
        title="Le calcul souverain en six questions",
        summary="""Pourquoi une machine classifiée, pour qui, avec quelles garanties ? Un dossier
            pour comprendre l’investissement réalisé à Suresnes.""",
        picture="calcul",
        themes=("supercalculateur", "souverainete"),
        body=[
            *prose("""
                Ce dossier rassemble les informations publiques sur le supercalculateur du
                Mont-Valérien. Il est destiné aux journalistes qui découvrent le sujet comme à ceux qui
                le suivent depuis 2024.
            """),
            callout("À noter", SUPERCOMPUTER),
            accordion(
                "Questions et réponses",
                fold(
                    "À quoi sert un supercalculateur d’IA ?",
                    """À régler des modèles. Des milliers de processeurs se partagent les exemples,
                    comparent leurs résultats et recommencent, pendant des jours.""",
                ),
                fold(
                    "Pourquoi est-il classifié ?",
                    """Parce que les exemples le sont. Un modèle garde une trace de ce qu’il a appris :
                    il doit être protégé comme ses données.""",
                ),
                fold(
                    "Qui pourra l’utiliser ?",
                    """Les armées, les directions et les services, mais aussi des entreprises de
                    défense, pour des travaux protégés.""",
                ),
                fold(
                    "Est-il relié à internet ?",
                    "Non. Les données y entrent et en sortent par des procédures contrôlées.",
                ),
                fold(
                    "Qui l’entretient ?",
                    "Des spécialistes de nationalité française, habilités.",
                ),
                fold(
                    "Et la consommation d’énergie ?",
                    """Elle est mesurée pour chaque calcul. Un projet doit dire ce qu’il espère avant
                    de réserver des heures, et ce qu’il a obtenu après.""",
                ),
            ),
            table(
                "Calendrier public",
                ("Étape", "Date annoncée"),
                ("Marché notifié", "Octobre 2024"),
                ("Livraison", "Automne 2025"),
                ("Pleinement opérationnel", "Fin 2025"),
            ),
            download(
                "Fiche repère : le calcul souverain",
                "La fiche repère",
                "Une page de texte, pour lecture hors ligne.",
            ),
        ],
        attachments=("Fiche repère : le calcul souverain", "Chiffres clés de l’agence"),
        related=("un-supercalculateur-au-mont-valerien",),
    ),
    Release(
        slug="visuels-libres-pour-la-presse",
        date="2025-10-02",
        kind="photo-video",
        place="bruz",
        title="Des visuels libres pour illustrer l’intelligence artificielle",
        short_title="Visuels libres pour la presse",
        summary="""Lassés des cerveaux bleus et des robots pensifs ? Le portail met à disposition des
            images abstraites, dessinées par un programme et librement réutilisables.""",
        picture="visuels",
        themes=("intelligence-artificielle",),
        body=[
            *prose("""
                Illustrer un article sur l’IA n’est pas simple. Les visuels ci-dessous ont été calculés
                par un court programme : des reliefs, des ondes, des trames, des circuits. Aucun ne
                représente un lieu, un matériel ou une personne.

                ## Conditions d’emploi

                Les images peuvent être reprises et recadrées, sous Licence Ouverte 2.0, avec la mention
                « Portail AMIAD, image générée par programme ».
            """),
            gallery(
                "Quatre familles d’images",
                picture("ondes", "Échos. Une onde amortie par courbe, décalée de la précédente."),
                picture("crete", "Crête. Des courbes de niveau, comme sur une carte de randonnée."),
                picture("pistes", "Plan. Des pistes parallèles qui tournent ensemble."),
                picture("trame", "Trame. Une trame d’imprimerie dont les points grossissent."),
            ),
            download(
                "Catalogue des visuels",
                "Le catalogue des visuels",
                "Titre, description, crédit et licence de chaque image.",
            ),
        ],
        contacts=("Pôle presse de l’agence",),
        attachments=("Catalogue des visuels",),
    ),
    Release(
        slug="declaration-usage-responsable",
        date="2025-11-05",
        kind="declaration",
        title="Déclaration de l’agence sur l’usage responsable de l’IA",
        short_title="Usage responsable de l’IA",
        summary="""Six engagements, écrits pour être vérifiés : l’agence rend publique la manière
            dont elle entend concevoir ses outils.""",
        picture="responsable",
        themes=("ethique", "intelligence-artificielle"),
        body=[
            *prose("""
                L’intelligence artificielle n’est ni bonne ni mauvaise en soi. Ce qu’on lui demande, la
                manière dont on la surveille et la personne qui en répond font toute la différence.

                ## Nos engagements

                - <b>Une personne responsable.</b> Chaque outil a un responsable nommé, qui peut
                  l’arrêter.
                - <b>Un usage borné.</b> Le domaine d’emploi est écrit ; hors de ce domaine, l’outil se
                  tait.
                - <b>Une mesure honnête.</b> Les erreurs sont publiées auprès des utilisateurs, au même
                  titre que les réussites.
                - <b>Des données respectées.</b> Leur origine est connue, leur durée de conservation
                  aussi.
                - <b>Une énergie comptée.</b> Le plus petit modèle qui suffit est préféré.
                - <b>Une porte ouverte.</b> Tout agent peut signaler un doute, et reçoit une réponse.

                L’agence rendra compte chaque année de la manière dont elle tient ces engagements.
            """),
            see_also(to="des-reperes-ethiques-pour-l-ia"),
        ],
        contacts=("Pôle presse de l’agence", "Centre média"),
        related=("des-reperes-ethiques-pour-l-ia", "evaluer-avant-de-deployer"),
    ),
    Release(
        slug="accord-cadre-avec-mistral-ai",
        date="2026-01-08",
        kind="communique",
        issuer=VETERANS_TOO,
        title="Le ministère et Mistral AI signent un accord-cadre de plusieurs années",
        short_title="Accord-cadre avec Mistral AI",
        summary="""L’accord ouvre aux armées, directions et services l’accès aux modèles d’une
            entreprise française. L’AMIAD en assure le pilotage.""",
        picture="signature",
        themes=("partenariats", "ia-generative", "souverainete"),
        body=[
            *prose("""
                L’accord-cadre officialisé ce jour porte sur des modèles, des logiciels et des
                prestations d’accompagnement. Il bénéficie à l’ensemble du ministère et à plusieurs
                établissements qui lui sont rattachés : Commissariat à l’énergie atomique et aux
                énergies alternatives (CEA), Onera, Shom.

                ## Des garanties

                Les outils seront installés en France, sur des infrastructures maîtrisées. Les modèles
                pourront être adaptés à des données de défense sans que celles-ci quittent les enceintes
                du ministère.

                ## Une continuité

                Une convention de coopération, rendue publique en mars 2025, avait préparé le terrain.
                Transcription, traduction, lecture de documents : les premières commandes porteront sur
                des usages déjà essayés par les agents.
            """),
            callout(
                "À noter",
                """Texte de démonstration, écrit d’après les informations publiques sur cet
                accord.""",
            ),
        ],
        contacts=("Centre média", "Pôle presse de l’agence"),
        related=("un-accord-cadre-avec-mistral-ai",),
    ),
    Release(
        slug="des-donnees-ouvertes-sur-l-agence",
        date="2026-06-30",
        kind="communique",
        place="bruz",
        title="L’AMIAD publie ses premiers chiffres en données ouvertes",
        short_title="Premiers chiffres en données ouvertes",
        summary="""Effectifs prévus, sites, usages recensés : les chiffres clés de l’agence sont
            désormais disponibles dans un fichier que chacun peut relire.""",
        picture="donnees",
        themes=("donnees", "souverainete"),
        body=[
            *prose("""
                Un chiffre sans date ni source ne vaut pas grand-chose. Le fichier publié aujourd’hui
                donne, pour chaque valeur, le jour auquel elle se rapporte et le document dont elle est
                tirée. Il sera mis à jour deux fois par an.

                ## Un format simple

                Le fichier est un tableau au format CSV, lisible par tout tableur. Les colonnes sont
                décrites dans la première ligne. Aucune donnée personnelle ou sensible n’y figure.
            """),
            download(
                "Chiffres clés de l’agence",
                "Les chiffres clés de l’agence",
                "Valeur, unité, date et source de chaque chiffre.",
            ),
            *prose("""
                Journalistes, enseignants, étudiants : vos remarques sur ce fichier sont attendues à
                l’adresse de contact de l’agence.
            """),
        ],
        contacts=("Pôle presse de l’agence",),
        attachments=("Chiffres clés de l’agence",),
        related=("trois-familles-d-usages", "evaluer-avant-de-deployer"),
    ),
    Release(
        slug="campagne-de-stages-et-de-theses",
        date="2026-11-09",
        kind="communique",
        place="palaiseau",
        title="Stages et thèses : l’AMIAD ouvre sa campagne 2027",
        short_title="Campagne 2027 de stages et de thèses",
        summary="""Les sujets de stage de fin d’études, d’apprentissage et de thèse sont en ligne.
            Les candidatures sont reçues jusqu’à la fin de l’hiver.""",
        picture="candidatures",
        themes=("recrutement", "formation", "recherche"),
        body=[
            *prose("""
                L’agence publie aujourd’hui 42 sujets pour 2027. Ils se répartissent entre le pôle
                technique de Bruz et le pôle de recherche de Palaiseau, et couvrent la vision, les
                langues, le signal, la sûreté des modèles et les systèmes embarqués.

                ## Pour les établissements

                Les écoles et universités qui souhaitent relayer ces sujets peuvent reprendre les
                annonces telles quelles. Une rencontre en ligne avec les équipes aura lieu en décembre.

                ## Pour la presse

                Des doctorantes et des doctorants volontaires peuvent parler de leurs travaux. Les
                demandes d’entretien passent par le contact presse.
            """),
        ],
        contacts=("Pôle presse de l’agence",),
        related=("stages-et-theses-la-campagne-est-ouverte", "a-la-rencontre-des-etudiants"),
        faults=(
            Fault(
                wrong="reprendre les annonces telles quels",
                right="reprendre les annonces telles quelles",
                kind=Kind.MINOR,
                note="Un accord : « telles quelles » et non « telles quels ».",
            ),
            Fault(
                wrong="publie aujourd’hui 24 sujets",
                right="publie aujourd’hui 42 sujets",
                kind=Kind.FIGURE,
                note="""L’agence propose 42 sujets, et non 24 comme l’indiquait la première version de
                    ce communiqué : deux chiffres y étaient inversés.""",
            ),
        ),
    ),
]
