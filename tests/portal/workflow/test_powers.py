"""The powers of the groups: permissions, and each group touches what is its own."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils.timezone import localdate

from wagtail.models import Collection, Page, Workflow

import pytest

from portal.models import Image, ReviewTask
from portal.withdrawal import actions
from portal.withdrawal.mixins import WithdrawalMixin
from portal.workflow.resources import section_users, user_roles
from portal.workflow.sections import Role
from portal.workflow.setup import SHARED_COLLECTION, section_permissions
from press.embargo.permissions import can_hand_over
from press.section import HAND_OVER, PRESS
from recruitment.lifecycle.actions import is_recruiter
from recruitment.models import RECRUITMENT
from recruitment.section import ACT_ON_OFFER
from tests.support import factories
from tests.support.people import fields_of, logged_in, person
from tests.support.secret_site import CANARY, WORD
from tests.support.sections import PEOPLE, SECTIONS, somebody

# Powers are permissions of the groups


def test_each_power_is_a_permission(db):
    declared = {power for section in SECTIONS.values() for power, _roles in section.powers}
    codenames = {power.partition(".")[2] for power in declared} | {"oversee_sections"}
    assert set(section_permissions().values_list("codename", flat=True)) == codenames
    kinds = [kind for kind in apps.get_models() if issubclass(kind, WithdrawalMixin)]
    assert len(kinds) == 2
    assert {actions.withdraw_permission(kind) for kind in kinds} <= declared


def test_a_group_without_the_permission_loses_the_power(site):
    release = factories.PressReleasePageFactory(parent=site.press)
    asked = {
        "withdraw_pressreleasepage": lambda user: actions.may_remove(user, release),
        "hand_over_embargo": can_hand_over,
        "act_on_offer": is_recruiter,
    }
    everywhere = person("everywhere", PRESS.validators, RECRUITMENT.writers)
    for codename, can in asked.items():
        user = type(everywhere).objects.get(pk=everywhere.pk)
        assert can(user)
        for group in everywhere.groups.all():
            group.permissions.remove(Permission.objects.get(codename=codename))
        user = type(everywhere).objects.get(pk=everywhere.pk)
        assert not can(user)


def test_an_administrator_gives_a_power_to_a_group_of_their_own(site):
    outside = Group.objects.create(name="Cabinet")
    outside.permissions.set(
        Permission.objects.filter(codename__in=["hand_over_embargo", "act_on_offer"])
    )
    member = person("camille", "Cabinet")
    assert member.has_perms([HAND_OVER, ACT_ON_OFFER])
    assert can_hand_over(member)
    assert is_recruiter(member)
    assert not section_users(PRESS, *Role).exists()


def test_superusers_hold_the_roles_of_their_groups_alone(site):
    chief = person("chef", is_superuser=True)
    assert user_roles(chief) == set()
    assert not section_users(PRESS, *Role).exists()
    assert not can_hand_over(chief)
    member = person("cheffe", PRESS.validators, is_superuser=True)
    assert list(section_users(PRESS, *Role)) == [member]
    assert can_hand_over(member)
    member.is_active = False
    member.save()
    assert not section_users(PRESS, *Role).exists()
    assert user_roles(member) == set()
    assert not can_hand_over(member)


# Who may touch what

ADMINISTER = {"administrators"}
PRESS_VALIDATION = {"press validators", "administrators"}
EDITORS = set(PEOPLE) - {"account administrators"}
SCREENS = {
    "": set(PEOPLE),
    "images/": EDITORS,
    "documents/": EDITORS,
    "media/": EDITORS,
    "images/multiple/add/": EDITORS,
    "pages/add/press/pressreleasepage/{press}/": {"press writers", *PRESS_VALIDATION},
    "pages/add/news/newsarticlepage/{news}/": {"news writers", "news validators", *ADMINISTER},
    "pages/add/recruitment/jobofferpage/{jobs}/": {
        *("jobs writers", "jobs validators", "administrators")
    },
    "pages/{press}/edit/": {"press writers", *PRESS_VALIDATION},
    "pages/{home}/edit/": ADMINISTER,
    "pages/add/portal/standardpage/{home}/": ADMINISTER,
    "snippets/portal/mediacontact/": PRESS_VALIDATION,
    "snippets/portal/mediacontact/add/": PRESS_VALIDATION,
    "snippets/portal/mediacontact/edit/{contact}/": PRESS_VALIDATION,
    "snippets/portal/mediacontact/usage/{contact}/": PRESS_VALIDATION,
    "snippets/portal/place/edit/{place}/": PRESS_VALIDATION,
    "snippets/news/pressreviewitem/": {"news validators", *ADMINISTER},
    "snippets/news/pressreviewitem/add/": {"news validators", *ADMINISTER},
    "snippets/news/pressreviewitem/edit/{item}/": {"news validators", *ADMINISTER},
    "snippets/portal/theme/": ADMINISTER,
    "snippets/portal/glossaryentry/add/": ADMINISTER,
    "snippets/portal/synonymgroup/add/": ADMINISTER,
    "settings/portal/portalsettings/": ADMINISTER,
    "settings/press/pressrules/": ADMINISTER,
    "users/new/": {"account administrators"},
    "comptes/demandes/": {"account administrators"},
    "groups/edit/{group}/": set(),
    "redirects/add/": ADMINISTER,
    "searchpicks/add/": ADMINISTER,
    "reports/searches/": ADMINISTER,
    "collections/add/": ADMINISTER,
    "sites/": set(),
    "workflows/list/": set(),
    "workflows/add/": set(),
    "workflows/edit/{workflow}/": set(),
    "workflows/disable/{workflow}/": set(),
    "workflows/usage/{workflow}/": set(),
    "workflows/tasks/index/": set(),
    "workflows/tasks/add/portal/reviewtask/": set(),
    "workflows/tasks/edit/{task}/": set(),
    "workflows/tasks/disable/{task}/": set(),
}


@pytest.fixture(scope="module")
def all_keys(common_site) -> dict[str, int]:
    site = common_site
    return {
        **{name: getattr(site, name).pk for name in ("home", *SECTIONS)},
        "contact": factories.MediaContactFactory().pk,
        "place": factories.PlaceFactory().pk,
        "item": factories.PressReviewItemFactory().pk,
        "group": Group.objects.get(name=PRESS.writers).pk,
        "workflow": Workflow.objects.get(name=PRESS.name).pk,
        "task": ReviewTask.objects.first().pk,
    }


@pytest.fixture
def keys(all_keys, db) -> dict[str, int]:
    return all_keys


@pytest.mark.parametrize("who", [*PEOPLE, "superuser"])
def test_each_screen_opens_for_those_who_work_there(keys, who):
    chief = who == "superuser"
    client = logged_in(person("chef", is_superuser=True) if chief else somebody(who))
    for screen, allowed in SCREENS.items():
        path = f"/gestion/{screen.format_map(keys)}"
        response = client.get(path)
        if response.get("Location", "").startswith(path):  # to the only row of these settings
            response = client.get(response["Location"])
        opened = response.status_code == 200
        assert opened == (chief or who in allowed), screen


def test_only_superusers_write_workflows_and_tasks(keys):
    fields = {"name": "À moi", "active": "on", "groups": [str(keys["group"])]}
    client = logged_in(somebody("administrators"))
    for path in ("workflows/tasks/add/portal/reviewtask/", f"workflows/tasks/edit/{keys['task']}/"):
        client.post(f"/gestion/{path}", fields)
    client.post("/gestion/workflows/task_chooser/create/", fields)
    client.post(f"/gestion/workflows/disable/{keys['workflow']}/")
    assert not ReviewTask.objects.filter(name="À moi").exists()
    assert Workflow.objects.get(pk=keys["workflow"]).active


# Each group can do its work

ADD = {
    "press": ("press/pressreleasepage", {}),
    "news": ("news/newsarticlepage", {}),
    "jobs": (
        "recruitment/jobofferpage",
        {
            "closing_date": f"{localdate().year + 2}-01-01",
            "place_links-TOTAL_FORMS": "1",
            "place_links-0-id": "",
        }
        | {"place_links-0-ORDER": "1", "contacts-0-role": "rh"},
    ),
}


def collection(name: str) -> Collection:
    return Collection.objects.get(name=name)


@pytest.mark.parametrize("role", ["writers", "validators"])
@pytest.mark.parametrize("key", SECTIONS)
def test_a_text_is_begun_with_what_the_sections_share(site, key, role):
    client = logged_in(somebody(f"{key} {role}"))
    shared = factories.ImageFactory(title="Commune", collection=collection(SHARED_COLLECTION))
    place, contact = factories.PlaceFactory(name="Bruz"), factories.MediaContactFactory()
    for path, words in (
        (f"snippets/choose/portal/place/chosen/{place.pk}/", "Bruz"),
        (f"snippets/choose/portal/mediacontact/chosen/{contact.pk}/", contact.name),
        ("images/chooser/", "Commune"),
        (f"images/chooser/chosen/{shared.pk}/", "Commune"),
        ("tag-autocomplete/portal/theme/?term=a", "["),
    ):
        response = client.get(f"/gestion/{path}")
        assert response.status_code == 200
        assert words in response.content.decode()
    model, own = ADD[key]
    address = f"/gestion/pages/add/{model}/{getattr(site, key).pk}/"
    fields = fields_of(client.get(address).content.decode())
    fields |= {"title": "Un texte", "slug": "un-texte", "illustration": shared.pk, **own}
    if key != "news":
        fields |= {"place": place.pk, "place_links-0-place": place.pk}
        fields |= {"contacts-TOTAL_FORMS": "1", "contacts-0-id": ""}
        fields |= {"contacts-0-ORDER": "1", "contacts-0-contact": contact.pk}
    client.post(address, fields)
    page = Page.objects.get(slug="un-texte").specific
    latest = page.get_latest_revision_as_object()
    assert (page.live, latest.illustration) == (False, shared)
    assert page.has_workflow


@pytest.mark.parametrize("key", SECTIONS)
def test_files_go_into_the_collection_of_the_section(site, key):
    client, own = logged_in(somebody(f"{key} writers")), collection(SECTIONS[key].name)
    for target in Collection.objects.all():
        values = {"title": "Un fichier", "alt": "Un fichier", "file": factories.picture_file()}
        values["collection"] = target.pk
        fields = {f"image-chooser-upload-{name}": value for name, value in values.items()}
        client.post("/gestion/images/chooser/create/", fields)
    assert {image.collection for image in Image.objects.all()} == {own}


@pytest.mark.parametrize("kind", ["image", "document", "media"])
def test_a_file_is_changed_by_its_section_and_chosen_from_the_shared_ones(office, kind):
    listing = "media/" if kind == "media" else f"{kind}s/"
    edit = "images/{}/" if kind == "image" else f"{listing}edit/{{}}/"
    choose = f"{listing}chooser/{{}}/" if kind == "media" else f"{listing}chooser/chosen/{{}}/"
    client = logged_in(office.beside.rachel)
    own, shared, secret = (
        getattr(files, kind).pk
        for files in (office.beside.own, office.beside.shared, office.secrets)
    )

    def open_to(path: str) -> list[bool]:
        answers = [client.get(f"/gestion/{path.format(key)}") for key in (own, shared, secret)]
        return [response.status_code == 200 for response in answers]

    assert open_to(edit) == [True, False, False]
    assert open_to(choose) == [True, True, False]
    listed = client.get(f"/gestion/{listing}").content.decode()
    proposed = client.get(f"/gestion/{listing}chooser/").content.decode()
    assert [f"{name} {WORD}" in listed for name in ("interne", "commun", CANARY)] == [1, 0, 0]
    assert [f"{name} {WORD}" in proposed for name in ("interne", "commun", CANARY)] == [1, 1, 0]
