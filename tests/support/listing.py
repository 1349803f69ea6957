"""The public lists: what each holds, the titles and the counts that it shows."""

from tests.support import factories

FACTORIES = {
    "news": factories.NewsArticlePageFactory,
    "press": factories.PressReleasePageFactory,
    "jobs": factories.JobOfferPageFactory,
}


def titles(response) -> list[str]:
    """The titles of the cards."""
    return [page.title for page in response.context["object_list"]]


def facet(response, name: str) -> dict[str, int]:
    """The count beside each value of a facet."""
    groups = {group["name"]: group for group in response.context["facets"]}
    return {choice["value"]: choice["count"] for choice in groups[name]["choices"]}
