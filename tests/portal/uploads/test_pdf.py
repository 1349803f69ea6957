"""A PDF file keeps what draws and helps to read; what runs, hides or is attached is refused."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from portal.uploads import documents
from tests.support import uploads
from tests.support.documents import pdf
from tests.support.uploads import SECRET, XMP, cleaned, refused


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def telling(document: pikepdf.Pdf) -> None:
    """Fill a file with all that tells of its authors, and with what must stay."""
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [SECRET.decode()]
        metadata["pdfuaid:part"] = "1"
    document.docinfo.Title, document.docinfo.Author = "Le dossier", SECRET.decode()
    page = document.pages[0].obj
    page.PieceInfo = Dictionary(Private=String(SECRET))
    page.LastModified = String("D:20261102")
    page.Thumb = Stream(document, SECRET)
    photo = Stream(document, uploads.telling())
    photo.Type, photo.Subtype, photo.Filter = Name.XObject, Name.Image, Name.DCTDecode
    photo.Width, photo.Height, photo.ColorSpace, photo.BitsPerComponent = 80, 40, Name.DeviceRGB, 8
    photo.Metadata = Stream(document, XMP)
    form = Stream(document, b"q Q")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
    form[Name("/PTEX.FileName")] = String(f"/home/{SECRET.decode()}/figure.pdf")
    page.Resources = Dictionary(XObject=Dictionary(Photo=photo, Form=form))
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 1, 1],
        A=Dictionary(S=Name.URI, URI=String("https://exemple.fr/")),
    )
    page.Annots = Array([link])
    page.Tabs = Name.S
    root = document.Root
    root.Lang = String("fr-FR")
    root.MarkInfo = Dictionary(Marked=True)
    root.StructTreeRoot = document.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Figure, Alt=String("Un plan")))
    )
    root.PageLabels = Dictionary(Nums=[0, Dictionary(S=Name.r)])
    root.SpiderInfo = root.Unknown = String(SECRET)
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Chapitre 1", 0))


def test_a_pdf_tells_its_title_alone_and_keeps_what_helps_to_read():
    content = pdf(telling)
    assert SECRET in content
    result = cleaned(documents.clean, content, "dossier.pdf")
    assert SECRET not in result
    with opened(result) as document:
        assert dict(document.docinfo) == {"/Title": "Le dossier"}
        assert document.open_metadata()["pdfuaid:part"] == "1"
        assert "dc:creator" not in document.open_metadata()
        page = document.pages[0].obj
        assert not {"/PieceInfo", "/Thumb", "/LastModified"} & {*page.keys()}
        assert page.Annots[0].A.URI == "https://exemple.fr/"
        assert page.Tabs == Name.S
        root = document.Root
        assert (root.Lang, root.MarkInfo.Marked) == ("fr-FR", True)
        assert root.StructTreeRoot.K.Alt == "Un plan"
        assert Name.r == root.PageLabels.Nums[1].S
        assert not {"/SpiderInfo", "/Unknown"} & {*root.keys()}
        photo = page.Resources.XObject.Photo
        with opened(content) as original:
            before = original.pages[0].obj.Resources.XObject.Photo
            assert photo.read_raw_bytes() != before.read_raw_bytes()
            pictures = [pikepdf.PdfImage(each).as_pil_image() for each in (before, photo)]
        assert pictures[0].tobytes() == pictures[1].tobytes()
        assert "/PTEX.FileName" not in page.Resources.XObject.Form
        with document.open_outline() as outline:
            assert outline.root[0].title == "Chapitre 1"


def test_without_claims_no_metadata_is_left():
    with opened(cleaned(documents.clean, pdf(), "a.pdf")) as document:
        assert "/Metadata" not in document.Root


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"x" * 900, b"\0" * 128])
def test_bytes_before_the_header_are_left_behind(before):
    result = cleaned(documents.clean, before + pdf(), "a.pdf")
    assert result.startswith(b"%PDF-")
    assert len(opened(result).pages) == 1


def test_former_texts_are_left_behind():
    content = pdf(lambda document: document.Root.__setitem__(Name.Lang, String(SECRET)))
    with opened(content) as document:
        root, pages = document.Root.objgen[0], document.Root.Pages.objgen[0]
        size = len(document.objects) + 1
    former = int(content[content.rindex(b"startxref") + 9 :].split()[0])
    change = f"{root} 0 obj\n<</Type/Catalog/Pages {pages} 0 R>>\nendobj\n"
    trailer = f"trailer <</Root {root} 0 R /Size {size} /Prev {former}>>\n"
    table = f"xref\n{root} 1\n{len(content):010} 00000 n \n{trailer}"
    end = f"startxref\n{len(content) + len(change)}\n%%EOF\n"
    updated = content + (change + table + end).encode()
    assert SECRET in updated
    with opened(updated) as document:
        assert "/Lang" not in document.Root
    assert SECRET not in cleaned(documents.clean, updated, "a.pdf")


def action(kind: str, **more):
    return Dictionary(S=Name(f"/{kind}"), **more)


def opening(kind: str, **more):
    def make(document):
        document.Root.OpenAction = action(kind, **more)

    return make


def note(kind: str, **more):
    def make(document):
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[0, 0, 9, 9], T=String("N"), **more
        )
        document.pages[0].obj.Annots = Array([annotation])

    return make


def attached(document):
    document.attachments["notes.txt"] = b"x"


def scripted_name(document):
    document.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=[String("a"), action("JavaScript", JS=String("a()"))])
    )


def page_event(document):
    document.pages[0].obj.AA = Dictionary(O=action("Launch", F=String("cmd.exe")))


def form(**more):
    def make(document):
        field = Dictionary(FT=Name.Tx, T=String("nom"), **more)
        document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))

    return make


def xfa(document):
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(document, b"<xdp/>"))


def layers(**more):
    def make(document):
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("Brouillon")))
        settings = {key: Array([layer]) if value else value for key, value in more.items()}
        document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(**settings))

    return make


def base_state(document):
    layers()(document)
    document.Root.OCProperties.D.BaseState = Name.OFF


def outside(document):
    document.pages[0].obj.Contents = document.make_indirect(Stream(document, b""))
    document.pages[0].obj.Contents.F = String("ailleurs.bin")


REFUSED = {
    "script": (opening("JavaScript", JS=String("a()")), "1 script"),
    "script nommé": (scripted_name, "1 script"),
    "programme": (page_event, "1 action qui lance un programme"),
    "envoi": (opening("SubmitForm", F=String("http://a.fr")), "1 action qui lance"),
    "autre fichier": (opening("GoToR", F=String("a.pdf")), "1 lien qui ne mène pas"),
    "disque": (note("Link", A=action("URI", URI=String("file:///C:/a"))), "(file:///C:/a)"),
    "script de lien": (note("Link", A=action("URI", URI=String("javascript:a()"))), "1 lien qui"),
    "suite": (
        note("Link", A=action("GoTo", Next=action("JavaScript", JS=String("a()")))),
        "1 script",
    ),
    "action inconnue": (note("Link", A=action("Teleport")), "ne sait pas vérifier (/Teleport)"),
    "pièce jointe": (attached, "1 pièce jointe (notes.txt)"),
    "note": (note("Text", Contents=String("Ne pas publier")), "1 commentaire ou annotation"),
    "surlignage": (note("Highlight"), "1 commentaire ou annotation"),
    "caviardage": (note("Redact"), "1 caviardage qui n’est pas appliqué"),
    "vidéo": (note("RichMedia"), "1 vidéo, son ou objet 3D"),
    "annotation inconnue": (note("Hologram"), "ne sait pas vérifier (/Hologram)"),
    "champ rempli": (form(V=String("Martin")), "1 champ de formulaire rempli (nom)"),
    "XFA": (xfa, "un formulaire XFA"),
    "calque": (layers(OFF=True), "1 calque masqué (Brouillon)"),
    "calques": (base_state, "1 calque masqué (Brouillon)"),
    "ailleurs": (outside, "1 contenu qui se trouve dans un autre fichier"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_pdf_must_not_hold(name):
    make, words = REFUSED[name]
    message = refused(documents.clean, pdf(make), "a.pdf")
    assert words in message
    assert message.startswith("Ce document ne peut pas être publié tel quel\u00a0: il reste ")


def test_what_is_refused_is_counted_by_kind():
    def make(document):
        attached(document)
        note("Text")(document)
        opening("JavaScript", JS=String("a()"))(document)

    message = refused(documents.clean, pdf(make), "a.pdf")
    for count in ["1 script", "1 commentaire ou annotation", "1 pièce jointe (notes.txt)"]:
        assert count in message
    assert message.count("Reprenez le document d’origine") == 1


KEPT = {
    "formulaire vide": form(),
    "calque montré": layers(ON=True),
    "lien": note("Link", A=action("URI", URI=String("mailto:a@exemple.fr"))),
    "page suivante": note("Link", A=action("Named", N=Name.NextPage)),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_a_pdf_may_hold(name):
    assert cleaned(documents.clean, pdf(KEPT[name]), "a.pdf")


def test_a_pdf_that_restricts_its_readers_does_so_no_more():
    locked = pdf(encryption=pikepdf.Encryption(owner="secret", user=""))
    assert not opened(cleaned(documents.clean, locked, "a.pdf")).is_encrypted


def test_a_pdf_of_too_many_objects_is_refused(settings):
    settings.DOCUMENTS_MAX_PDF_OBJECTS = 2
    assert "trop complexe" in refused(documents.clean, pdf(), "a.pdf")


def test_a_compressed_bomb_is_refused():
    """A stream of objects that becomes 200 million bytes."""
    bomb = zlib.compress(b" " * 200_000_000)
    body = b"%%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length %d>>stream\n"
    body = body % len(bomb) + bomb + b"\nendstream\nendobj\n"
    rows = [b"\0" * 5 + b"\xff", b"\1" + (9).to_bytes(4, "big") + b"\0", b"\2\0\0\0\1\0"]
    table = b"3 0 obj\n<</Type/XRef/Size 3/W[1 4 1]/Root 2 0 R/Length 18>>stream\n" + b"".join(rows)
    content = body + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(body)
    assert "n’est pas un PDF lisible" in refused(documents.clean, content, "a.pdf")
