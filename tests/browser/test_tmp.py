from tests.browser.test_pasting import *
from tests.support import factories

TEXT = """<h1>MINISTÈRE DES ARMÉES</h1><p><i>Liberté<br>Égalité<br>Fraternité</i></p><h2>COMMUNIQUÉ DE PRESSE DU MINISTÈRE</h2>
<p>Paris, le 24 octobre 2026</p><h3><b>L'agence ouvre un centre de calcul</b></h3><p><b>Un chapô qui dit l'essentiel.</b></p>
<p>Un premier paragraphe : avec des mots.</p><h4>Trois piliers</h4><ul><li>Un</li><li>Deux</li></ul>
<table><tr><th>Site</th><th>Effectif</th></tr><tr><td>Bruz</td><td>180</td></tr></table>
<blockquote><p>Nous avançons.</p><footer>Camille Martin, cheffe de projet</footer></blockquote>
<p>Contact média :</p><p>Centre média<br><a href="mailto:media@exemple.fr">MEDIA@exemple.fr</a><br>01 99 00 12 34</p><p>Une autre ligne</p>"""


def test_page(arrive, live_site):
    set_up_sections()
    factories.PlaceFactory(name="Paris", slug="paris")
    factories.MediaContactFactory(
        name="Centre média", email="media@exemple.fr", phone="01 99 00 12 34"
    )
    alice = writer("alice")
    page = arrive(alice, path=f"/gestion/pages/add/press/pressreleasepage/{live_site.press.pk}/")
    logs = []
    page.on("console", lambda m: logs.append(m.text))
    page.on("pageerror", lambda m: logs.append(str(m)))
    page.screenshot(path="/tmp/pp0.png")
    page.get_by_role("button", name="Coller un texte").click()
    paste(page, TEXT)
    page.wait_for_timeout(1500)
    page.screenshot(path="/tmp/pp1.png")
    page.get_by_role("button", name="Remplir la page").click()
    page.wait_for_timeout(2500)
    page.screenshot(path="/tmp/pp2.png")
    page.locator("#id_contacts-0-contact-chooser").scroll_into_view_if_needed()
    page.screenshot(path="/tmp/pp3.png")
    print(logs)
    save(page)
    from press.models import PressReleasePage

    r = PressReleasePage.objects.get()
    r = r.get_latest_revision_as_object()
    print(
        "STORED",
        r.title,
        "|",
        r.summary,
        "|",
        r.date,
        r.place,
        [c.contact for c in r.contacts.all()],
        r.slug,
    )
    for c in r.body:
        print("STORED", c.block_type, getattr(c.value, "source", c.value))
    assert 0
