"""Every address of the administration that takes a key, called with the keys of another section."""

from itertools import product

from wagtail.models import Collection, Page, Revision, TaskState

import pytest

from portal.models import Document, Image, Media
from tests.support.admin_addresses import addresses
from tests.support.people import logged_in
from tests.support.secret_site import CANARY, content

pytestmark = pytest.mark.django_db

# What is no page nor file: the screens of these are for administrators, or one's own.
APART = {"query_id", "redirect_id", "uploaded_file_id", "uidb64", "token", "session_id"}


def foreign_keys(office) -> dict[str, list]:
    """For each name of a part, what the press has there."""
    pages = [office.keys[name] for name in ("draft", "pending")]
    files = [office.keys[name] for name in ("image", "document", "media")]
    revisions = list(Revision.objects.filter(object_id__in=pages).values_list("pk", flat=True))
    state = TaskState.objects.get(pk=office.keys["task_state"])
    parts = dict.fromkeys(["page_id", "parent_page_id", "page_to_move_id", "_0"], pages)
    parts |= {
        "page_pk": pages[:1],
        "destination_id": [pages[0], office.site.jobs.pk],
        "image_id": files[:1],
        "document_id": files[1:2],
        "doc_id": files[1:2],
        "media_id": files[2:],
        "pk": [pages[0], *files[:2]],
        "object_id": pages,
        "revision_id": revisions[:1],
        "_1": ["live"],
        "_2": ["latest"],
        "task_state_id": [state.pk],
        "task_id": [state.task_id],
        "workflow_state_id": [state.workflow_state_id],
        "workflow_pk": [state.workflow_state.workflow_id],
        "collection_id": [office.keys["collection"]],
        "content_type_app_name": ["press"],
        "content_type_model_name": ["pressreleasepage"],
        "app_name": ["portal"],
        "app_label": ["wagtailcore", "portal"],
        "model_name": ["page", "image"],
        "action": ["delete", "publish", "add_tags"],
        "action_name": ["approve", "publish"],
        "filter_spec": ["original"],
        "media_type": ["video"],
    }
    return parts


def paths(office) -> list[str]:
    keys = foreign_keys(office)
    urls = []
    for form, names in addresses():
        if not names or APART & set(names):
            continue
        unknown = set(names) - keys.keys()
        assert not unknown, f"what stands for {unknown} in {form}?"
        for values in product(*(keys[name] for name in names)):
            urls.append("/" + form % dict(zip(names, values, strict=True)))
    return sorted(set(urls))


def everything() -> list[int]:
    return [model.objects.count() for model in (Page, Image, Document, Media, Revision, Collection)]


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_names_or_harms_what_is_of_another_section(office, method):
    before, all_paths = everything(), paths(office)
    assert len(all_paths) > 150
    client = logged_in(office.beside.rachel)
    for path in all_paths:
        ids = f"?id={office.keys['draft']}&id={office.keys['image']}" if "/bulk/" in path else ""
        response = getattr(client, method)(path + ids)
        assert response.status_code < 500, path
        assert CANARY not in content(response), path
    assert CANARY not in content(client.get("/gestion/"))  # nor in a message that waited
    assert everything() == before
