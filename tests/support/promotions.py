"""Promoted results, as editors make them."""

from wagtail.contrib.search_promotions.models import Query, SearchPromotion


def promote(words: str, page=None, **fields) -> SearchPromotion:
    query, _ = Query.objects.get_or_create(query_string=words)
    return SearchPromotion.objects.create(query=query, page=page, **fields)
