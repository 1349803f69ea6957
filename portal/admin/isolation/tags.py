"""The tags of files, of which nobody reads those that only files of others have."""

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.http import Http404, JsonResponse

from taggit.models import Tag, TagBase

from portal.admin_access import FILE_POLICIES, AdminRequest, AnyUser, choosable, current_user

COMPLETIONS = 10


def choosable_tags(user: AnyUser, models: list[type[Model]]) -> QuerySet[Tag]:
    """Return the tags of the files of these models that the user may choose."""
    files = Q()
    for model in models:
        files |= Q(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(model),
            taggit_taggeditem_items__object_id__in=choosable(model, user).values("pk"),
        )
    tags: QuerySet[Tag] = Tag.objects.filter(files)
    return tags


def popular_tags(model: type[Model], count: int = 10) -> QuerySet[Tag]:
    """Return the tags that the files of this model have most, of those that the user may choose."""
    tags = choosable_tags(current_user.get() or AnonymousUser(), [model])
    counted: QuerySet[Tag] = tags.annotate(item_count=Count("taggit_taggeditem_items"))
    return counted.order_by("-item_count")[:count]


def autocomplete(
    request: AdminRequest, app_name: str = "taggit", model_name: str = "tag"
) -> JsonResponse:
    """Return the names of tags that begin with a term; raise Http404 for what is no tag."""
    try:
        model = apps.get_model(app_name, model_name)
    except LookupError as error:
        raise Http404 from error
    if not issubclass(model, TagBase):
        raise Http404
    tags = model._default_manager.all()
    if model is Tag:
        tags = choosable_tags(request.user, list(FILE_POLICIES))
    term = request.GET.get("term", "")
    names = tags.filter(name__istartswith=term).order_by("name").values_list("name", flat=True)
    return JsonResponse([*names.distinct()[:COMPLETIONS]] if term else [], safe=False)
