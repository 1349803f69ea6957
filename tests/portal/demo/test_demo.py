"""The demonstration: a whole site from one command, in good French typography."""

import re
from collections import Counter
from html.parser import HTMLParser
from io import StringIO

from django.core.management import CommandError, call_command
from django.http import QueryDict
from django.test import Client

from wagtail.models import Page, ReferenceIndex, Site, TaskState

import pytest

from news.models import NewsArticlePage
from portal.blocks import BodyBlock
from portal.core.typography import typeset
from portal.demo import illustrations
from portal.demo.pictures import PICTURES
from portal.demo.prose import prose
from portal.demo.synonyms import SYNONYMS
from portal.media.models import Rendition
from portal.media.shapes import SHAPES, first_specs
from portal.models import AgencyPage, HomePage, Image, PublicationPage, User
from portal.search import SynonymGroup
from portal.worker.jobs import job_results
from press.models import Journalist, PressIndexPage, PressReleasePage
from press.photographs import PhotographForm, Photographs
from recruitment.models import JobOfferPage

pytestmark = pytest.mark.django_db

STREAMS = ("actions", "figures", "body", "sections")
BESIDE_THE_TREE = ["/actualites/revue-de-presse/", "/presse/contacts/", "/presse/phototheque/"]
DRAFTS = [  # templates, and what waits for a bundle
    "modele-developpement",
    "modele-barometre-mensuel",
    "bilan-energetique-du-calcul",
    "compter-les-kilowattheures",
]
LONG_NAME = re.compile(r"Agence ministérielle \w+ l.intelligence artificielle de \w+")
STRAIGHT = re.compile("['\"]")
# A breaking space, or none, where French wants one that does not break.
SPACING = re.compile(r" [:;!?»]|« |«(?=\w)|(?<=\w)[;!?»](?=\s|$)|(?<=\w):(?=\s|$)")


class VisibleText(HTMLParser):
    """What a reader sees of a page, and the alternative texts of its pictures."""

    HIDDEN = ("script", "style", "template", "svg")

    def __init__(self, markup):
        super().__init__()
        self.texts, self.alternatives, self.hidden = [], [], 0
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in self.HIDDEN
        if tag == "img":
            self.alternatives.append(dict(attributes).get("alt"))

    def handle_endtag(self, tag):
        self.hidden -= tag in self.HIDDEN

    def handle_data(self, text):
        if not self.hidden and (text := re.sub(r"[ \t\r\n]+", " ", text)).strip(" "):
            self.texts.append(text)


@pytest.fixture(scope="module")
def answers(demo):
    """What each page answers to a visitor, by its address."""
    client = Client()
    addresses = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    return {url: client.get(url) for url in [*addresses, *BESIDE_THE_TREE]}


@pytest.fixture(scope="module")
def pages(answers):
    """What a visitor reads, by the page's address."""
    return {url: VisibleText(response.content.decode()) for url, response in answers.items()}


@pytest.mark.parametrize("style", illustrations.STYLES)
def test_a_picture_is_the_same_each_time(style):
    first, again, other = (illustrations.generate(style, seed, (160, 90)) for seed in (1, 1, 2))
    assert first.size == (160, 90)
    assert first.tobytes() == again.tobytes() != other.tobytes()


def test_plain_text_becomes_blocks():
    assert prose("""
        ## Un
        titre

        Un <b>paragraphe</b>.

        - un ;
        - deux
          lignes.
    """) == [
        {"type": "heading", "value": {"text": "Un titre", "level": "h2"}},
        {
            "type": "paragraph",
            "value": "<p>Un <b>paragraphe</b>.</p><ul><li>un\u00a0;</li><li>deux lignes.</li></ul>",
        },
    ]


def test_it_tells_what_it_does(demo):
    assert "La démonstration est en place.\n" in demo
    for user in User.objects.filter(username__startswith="demo-"):
        password = re.search(rf"{user.username} +(\S+)", demo)[1]
        assert user.check_password(password)
        assert user.get_full_name().startswith("Démonstration")


def test_its_texts_were_reviewed_by_others(demo):
    for page in PublicationPage.objects.exclude(slug__in=DRAFTS):
        revision = page.live_revision or page.scheduled_revision
        reviews = TaskState.objects.filter(revision=revision, status="approved")
        reviewers = {review.finished_by for review in reviews}
        assert len(reviewers) == len(page.specific_class.section.reviews)
        assert revision.user not in reviewers
        assert page.owner == revision.user


def test_it_has_enough_of_everything(demo):
    assert NewsArticlePage.objects.listed().count() >= 14
    assert PressReleasePage.objects.listed().count() >= 8
    assert JobOfferPage.objects.listed().count() >= 14
    assert JobOfferPage.objects.live().count() > JobOfferPage.objects.listed().count()
    assert set(PressReleasePage.objects.values_list("kind", flat=True)) == set(
        PressReleasePage.Kind.values
    )


def test_a_communique_waits_and_journalists_may_have_it(demo):
    waiting = PressReleasePage.objects.exclude(slug__in=DRAFTS).get(live=False)
    assert (
        waiting.get_embargoed_text().embargo_until == waiting.scheduled_revision.approved_go_live_at
    )
    assert waiting.get_embargoed_text().date == waiting.embargo_until.date()
    assert all(each.email.endswith(".example") for each in Journalist.objects.all())
    assert Journalist.objects.count() >= 2


def test_every_publication_has_themes_and_a_date_of_publication(demo):
    for page in PublicationPage.objects.live().prefetch_related("theme_links__tag"):
        assert page.card_themes, page
        assert page.first_published_at.date() == page.date, page


def test_its_press_room_is_furnished(demo):
    press = PressIndexPage.objects.get()
    notice = press.next_notice()
    assert notice.accreditation_is_open
    assert len(press.contacts.general) == 1
    assert len(press.contacts.by_theme) >= 8
    assert len(Photographs(PhotographForm(QueryDict())).keys()) >= 12


def test_our_home_page_is_the_root_of_the_only_site(demo):
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_it_leaves_a_site_that_has_content_alone_when_asked(demo):
    before = Page.objects.count()
    output = StringIO()
    call_command("demo", if_empty=True, stdout=output)
    assert (output.getvalue(), Page.objects.count()) == ("", before)


def test_it_refuses_a_site_that_has_content(site):
    with pytest.raises(CommandError, match="Le site a déjà des pages"):
        call_command("demo")


def test_every_page_answers(answers):
    assert {url: answer.status_code for url, answer in answers.items()} == dict.fromkeys(
        answers, 200
    )


def test_an_editor_could_save_every_body(demo):
    for page in Page.objects.filter(depth__gt=1).specific():
        for stream in filter(None, (getattr(page, name, None) for name in STREAMS)):
            stream.stream_block.clean(stream)


def test_it_shows_every_block_but_the_video(demo):
    used = {
        child.block_type
        for page in Page.objects.filter(depth__gt=1).specific()
        for name in STREAMS
        for child in getattr(page, name, ())
    }
    assert set(BodyBlock().child_blocks) - used == {"video"}


def test_every_picture_has_an_alternative_text(demo, pages):
    assert not Image.objects.filter(alt="").exists()
    for url, page in pages.items():
        assert None not in page.alternatives, url


def test_its_pictures_are_shown_before_the_worker_has_drawn_all_sizes(demo, pages):
    assert (
        job_results()
        .ready()
        .filter(task_path="portal.media.rendition_tasks.create_all_renditions")
        .count()
        == 1
    )
    assert sum(len(page.alternatives) for page in pages.values()) > 50
    drawn = set(Rendition.objects.values_list("filter_spec", flat=True))
    assert drawn <= {*first_specs(*SHAPES)}


def test_the_typography_is_french(pages):
    faults = {
        f"{url} {text}"
        for url, page in pages.items()
        for text in page.texts
        if STRAIGHT.search(text) or SPACING.search(text)
    }
    assert not faults


def test_the_agency_has_one_long_name(pages):
    names = {
        name for page in pages.values() for text in page.texts for name in LONG_NAME.findall(text)
    }
    assert names == {"Agence ministérielle pour l’intelligence artificielle de défense"}


def test_each_picture_is_used_once(demo):
    usage = Counter(
        ReferenceIndex.get_references_to(image).count() for image in Image.objects.all()
    )
    assert usage == {1: len(PICTURES)}


def test_every_contact_of_a_release_is_among_those_of_the_press_room(demo, pages):
    contacts = " ".join(pages["/presse/contacts/"].texts)
    names = {
        contact.name for page in PressReleasePage.objects.all() for contact in page.contact_list
    }
    assert len(names) > 2
    assert [name for name in names if name not in contacts] == []


def test_the_agency_s_summary_names_its_director_early(demo):
    headings = [heading.value.text for heading in AgencyPage.objects.get().headings]
    assert [place for place, text in enumerate(headings) if "Rondepierre" in text] == [1]


def test_the_supercomputer_is_told_in_the_same_words(pages):
    """Those of the sources: neither « mise en service » nor « à ce jour »."""
    sentence = typeset("doté depuis septembre 2025 d’un supercalculateur classifié")
    telling = [url for url, page in pages.items() if any(sentence in text for text in page.texts)]
    assert len(telling) == 3
    for url in telling:
        text = " ".join(pages[url].texts)
        assert not re.search(r"en cours de\sdéploiement|à ce jour|entre en service", text), url


def test_its_texts_lack_nothing(demo):
    """What is left is true: figures of a page without a date grow old, an official title is long."""
    out = StringIO()
    call_command("check_content", stdout=out)
    left = ("date de plus d’un an", "Le titre a 124 caractères")
    lines = out.getvalue().splitlines()
    assert [line for line in lines if not any(each in line for each in left)] == []


def test_each_term_has_one_group_of_synonyms():
    """Two groups of a term would make one of all their terms, unseen."""
    for group in SYNONYMS:
        SynonymGroup(terms="\n".join(group)).clean()
    terms = [term for group in SYNONYMS for term in group]
    assert sorted(terms) == sorted(set(terms))
