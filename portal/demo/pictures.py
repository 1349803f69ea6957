"""The pictures of the demonstration: each is used once, where it shows what the text tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """An illustration to draw: its style and seed, then what editors and readers know of it."""

    style: str
    seed: int
    title: str
    alt: str


# Seeds that are multiples of three draw by night, the next ones on blue, the others by day.
PICTURES = {
    # The home page and that of the agency
    "accueil": Picture(
        *("hall", 3, "Salle de calcul, la nuit"),
        "Allée d’une salle de calcul dessinée en perspective, bordée d’armoires aux voyants allumés",
    ),
    "agence": Picture(
        *("network", 6, "Les sites de l’agence"),
        "Carte de France au trait sur fond bleu nuit, Bruz et Palaiseau reliés à six autres villes",
    ),
    "directeur": Picture(
        *("portrait", 3, "Buste"),
        "Buste sans visage, gravé de lignes claires sur fond bleu nuit",
    ),
    "ministere": Picture(
        *("contours", 3, "Vallée"),
        "Courbes de niveau resserrées autour d’une vallée bleue bordée de lignes rouges",
    ),
    # News
    "naissance": Picture(
        *("dots", 3, "Constellation"),
        "Trame de points clairs sur fond bleu nuit, plus gros en haut à gauche",
    ),
    "bruz": Picture(
        *("fields", 5, "Le pays de Bruz vu du ciel"),
        "Parcelles claires vues du ciel, traversées par une rivière",
    ),
    "ecosysteme": Picture(
        *("network", 4, "Quinze centres"),
        "Carte de France blanche sur fond bleu, des arcs joignant deux sites à six autres",
    ),
    "assistant": Picture(
        *("keyboard", 3, "Deux mains au clavier"),
        "Deux mains gravées de lignes blanches posées sur un clavier, la nuit",
    ),
    "supercalculateur": Picture(
        *("hall", 4, "Salle de calcul"),
        "Allée bleue entre deux rangées d’armoires de calcul, éclairée par le plafond",
    ),
    "amphitheatre": Picture(
        *("crowd", 5, "Un amphithéâtre"),
        "Public vu de dos face à une courbe rouge projetée sur un grand écran clair",
    ),
    "registres": Picture(
        *("waves", 5, "Lignes d’écriture"),
        "Ondes bleues superposées sur fond clair, comme les lignes d’un registre",
    ),
    "lignes": Picture(
        *("waves", 3, "Signal d’une écriture"),
        "Ondes superposées sur fond bleu nuit, l’une d’elles tracée en rouge",
    ),
    "annotation": Picture(
        *("fields", 3, "Image annotée"),
        "Champs vus du ciel, la nuit, dont quatre endroits sont encadrés de blanc",
    ),
    "debat": Picture(
        *("crowd", 3, "Une conférence"),
        "Public vu de dos dans une salle sombre, devant une courbe rouge projetée",
    ),
    "reperes": Picture(
        *("contours", 11, "Repères"),
        "Courbes de niveau bleues sur fond clair, deux sommets entourés d’un trait rouge",
    ),
    "palaiseau": Picture(
        *("network", 5, "De Bruz à Palaiseau"),
        "Carte de France bleue sur fond clair, Bruz et Palaiseau marqués de cercles rouges",
    ),
    "plateau": Picture(
        *("contours", 5, "Versants"),
        "Courbes de niveau bleues sur fond presque blanc, partagées par un trait rouge",
    ),
    "frugale": Picture(
        *("chip", 5, "Une puce économe"),
        "Puce électronique bleue et ses pistes sur fond clair, trois d’entre elles rouges",
    ),
    "usages": Picture(
        *("radar", 3, "Écran de radar, la nuit"),
        "Écran de radar bleu nuit, son faisceau passant près de deux échos rouges",
    ),
    "voix": Picture(
        *("spectrogram", 5, "Spectre d’une voix"),
        "Spectrogramme bleu sur fond blanc, trois traits montants encadrés de rouge",
    ),
    "classe": Picture(
        *("crowd", 4, "Une classe en visite"),
        "Public vu de dos dans une salle bleue, devant une personne debout près d’un écran",
    ),
    "lexique": Picture(
        *("dots", 5, "Essaim"),
        "Trame de points bleus sur fond clair, rassemblés en foyers",
    ),
    "campagne": Picture(
        *("keyboard", 4, "Écrire un mémoire"),
        "Deux mains gravées de lignes claires posées sur un clavier, sur fond bleu",
    ),
    "service-public": Picture(
        *("portrait", 5, "Une silhouette"),
        "Buste sans visage, cheveux relevés, gravé de lignes bleues sur fond clair",
    ),
    "accord": Picture(
        *("circuit", 4, "Circuit"),
        "Pistes blanches parallèles d’un circuit imaginaire, sur fond bleu",
    ),
    "vibrations": Picture(
        *("spectrogram", 3, "Vibrations d’une machine"),
        "Spectrogramme clair sur fond sombre, une suite de traits encadrée de rouge",
    ),
    "epreuve": Picture(
        *("radar", 5, "Écran de radar"),
        "Écran de radar bleu sur fond clair, deux échos suivis d’un trait rouge",
    ),
    "anniversaire": Picture(
        *("contours", 13, "Campus"),
        "Courbes de niveau blanches sur fond bleu, comme le plan d’un terrain vu d’en haut",
    ),
    # Occupations
    "metier-ia": Picture(
        *("radar", 4, "Écran de veille"),
        "Écran de radar blanc sur fond bleu, deux échos suivis d’un trait",
    ),
    "metier-developpement": Picture(
        *("keyboard", 8, "Au clavier"),
        "Deux mains gravées de lignes bleues au-dessus d’un clavier, deux touches rouges",
    ),
    "metier-donnees": Picture(
        *("dots", 7, "Champ de données"),
        "Trame de points clairs sur fond bleu, dont la taille suit un relief",
    ),
    "metier-architecture": Picture(
        *("chip", 3, "Une puce, la nuit"),
        "Puce électronique cernée de violet sur fond bleu nuit, d’où partent des pistes",
    ),
    "metier-cybersecurite": Picture(
        *("circuit", 6, "Réseau"),
        "Pistes violettes d’un circuit imaginaire sur fond bleu nuit",
    ),
    "metier-projet": Picture(
        *("crowd", 7, "Une réunion publique"),
        "Public vu de dos dans une salle bleue, face à un écran éclairé",
    ),
    # The press
    "creation": Picture(
        *("contours", 12, "Relief"),
        "Courbes de niveau claires sur fond bleu nuit, l’une d’elles tracée en rouge",
    ),
    "commande": Picture(
        *("hall", 5, "Salle de calcul, de jour"),
        "Allée claire entre deux rangées d’armoires de calcul blanches cernées de bleu",
    ),
    "conferences": Picture(
        *("crowd", 6, "Une salle de conférences"),
        "Rangs d’auditeurs vus de dos dans une salle sombre, face à un écran éclairé",
    ),
    "inauguration": Picture(
        *("fields", 8, "Le plateau vu du ciel"),
        "Parcelles claires du plateau vues du ciel, avec une rivière et quatre repères rouges",
    ),
    "programme": Picture(
        *("waves", 2, "Mesures"),
        "Ondes bleues superposées sur fond clair, l’une d’elles tracée en rouge",
    ),
    "accueillir": Picture(
        *("dots", 4, "Rassemblement"),
        "Trame de points clairs sur fond bleu, plus denses sur le bord gauche",
    ),
    "calcul": Picture(
        *("chip", 4, "Une puce et ses pistes"),
        "Puce électronique cernée de blanc sur fond bleu, d’où partent des pistes",
    ),
    "visuels": Picture(
        *("contours", 8, "Estampe"),
        "Courbes de niveau bleues sur fond clair, l’une d’elles tracée en rouge",
    ),
    "ondes": Picture(
        *("waves", 4, "Échos"),
        "Ondes blanches superposées sur fond bleu",
    ),
    "crete": Picture(
        *("contours", 6, "Crête"),
        "Courbes de niveau claires sur fond bleu nuit, autour d’une crête",
    ),
    "pistes": Picture(
        *("circuit", 5, "Plan"),
        "Pistes bleues d’un circuit imaginaire sur fond clair",
    ),
    "trame": Picture(
        *("dots", 6, "Trame"),
        "Trame de points clairs sur fond bleu nuit, dont la taille suit un relief",
    ),
    "responsable": Picture(
        *("portrait", 8, "Une autre silhouette"),
        "Buste sans visage gravé de lignes bleues sur fond clair",
    ),
    "signature": Picture(
        *("circuit", 3, "Processeur"),
        "Pistes violettes et rouges d’un circuit imaginaire, sur fond bleu nuit",
    ),
    "donnees": Picture(
        *("spectrogram", 4, "Spectre"),
        "Spectrogramme blanc sur fond bleu, une suite de traits encadrée",
    ),
    "candidatures": Picture(
        *("keyboard", 5, "Écrire une candidature"),
        "Deux mains gravées de lignes bleues posées sur un clavier clair",
    ),
    "visite": Picture(
        *("fields", 4, "Le plateau, image annotée"),
        "Champs bleus vus du ciel, quatre endroits encadrés de rouge",
    ),
    "essais": Picture(
        *("sonar", 3, "Écran de sonar"),
        "Image d’un sonar en éventail : le fond de la mer et deux contacts entourés de rouge",
    ),
}
