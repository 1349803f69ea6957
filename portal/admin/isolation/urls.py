"""URL patterns that replace Wagtail's own, at the same addresses: they come first."""

from django.urls import path
from django.views.decorators.cache import never_cache

from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.admin import reset, saving
from portal.admin.isolation import choosers, refusals, tags, views
from portal.workflow import decisions

urlpatterns = [
    path("choose-page/search/", choosers.SearchView.as_view()),
    path("choose-page/chosen-multiple/", choosers.ChosenMultipleView.as_view()),
    path("choose-external-link/", choosers.ExternalLinkView.as_view()),
    path("media/chooser/<int:media_id>/", choosers.media_chosen),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        decisions.DecisionView.as_view(),
    ),
    path("pages/<int:page_id>/edit/", saving.EditView.as_view()),
    path("pages/<int:page_id>/revisions/<int:revision_id>/revert/", saving.RevertView.as_view()),
    path(
        "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
        "<int:parent_page_id>/",
        saving.CreateView.as_view(),
    ),
    path("test404/", refusals.absent),
    path("failwhale/", refusals.absent),
    path("collections/<int:collection_id>/privacy/", refusals.absent),
    path("account/", refusals.AccountView.as_view()),
    path("dismissibles/", refusals.DismissiblesView.as_view()),
    path("images/<int:image_id>/preview/<str:filter_spec>/", refusals.preview),
    path("tag-autocomplete/", tags.autocomplete),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", tags.autocomplete),
    path("reports/site-history/", views.HistoryView.as_view()),
    path("reports/site-history/results/", views.HistoryView.as_view(results_only=True)),
]
for decorator in (require_admin_access, never_cache):
    decorate_urlpatterns(urlpatterns, decorator)
# Nobody is logged in there.
urlpatterns += [
    path("password_reset/", never_cache(reset.PasswordResetView.as_view())),
    path("password_reset/confirm/<uidb64>/<token>/", reset.PasswordResetConfirmView.as_view()),
]
