"""What the queries of publications ask of PostgreSQL that the ORM does not say."""

from django.db import models
from django.db.models import Func

from portal.search.query import CONFIG

# What could be read after a page: what its editor picked, and the newest pages of its themes. A
# theme may have tens of thousands: to look at all of them would make each page as slow as a search.
PICKED = """
    SELECT target_id FROM portal_relatedpublication WHERE page_id = %s AND target_id <> page_id
"""
CANDIDATES = f"""{PICKED}
    UNION
    SELECT newest.content_object_id FROM portal_publicationtheme own
    CROSS JOIN LATERAL (
        SELECT content_object_id FROM portal_publicationtheme theirs
        WHERE theirs.tag_id = own.tag_id ORDER BY content_object_id DESC LIMIT 200
    ) newest
    WHERE own.content_object_id = %s AND newest.content_object_id <> own.content_object_id
"""  # noqa: S608 (a constant)
# Straight from the index's entries: a join with the pages would be made for each of them. There may
# be tens of thousands: as arrays they travel in a tenth of the time of rows.
MATCHES = f"""
    WITH matching AS MATERIALIZED (
        SELECT object_id::integer AS key, title @@ to_tsquery('{CONFIG}', %s) AS in_title,
            title @@ to_tsquery('{CONFIG}', %s) AS is_titled
        FROM wagtailsearch_indexentry
        WHERE content_type_id = ANY(%s) AND (title || body) @@ to_tsquery('{CONFIG}', %s)
    )
    SELECT ARRAY({{newest}}), ARRAY(SELECT key FROM matching WHERE in_title),
        ARRAY(SELECT key FROM matching WHERE is_titled)
"""  # noqa: S608 (constants)


class IsMatching(Func):
    """Whether a key is among those of MATCHES."""

    template = "%(expressions)s IN (SELECT key FROM matching)"
    output_field = models.BooleanField()


class PlaceAmongLinks(Func):
    """The place of a publication among those that the editor of another one picked, if it is."""

    template = """(
        SELECT min(coalesce(sort_order, 1000)) FROM portal_relatedpublication
        WHERE (page_id, target_id) = (%(expressions)s)
    )"""
    output_field = models.IntegerField()


class Place(Func):
    """A date and a key, by which publications are sorted."""

    function = "ROW"
    output_field = models.BooleanField()  # of none: rows are only compared


class Compared(Func):
    """Whether a place comes before or after another one, as `sign` says.

    An index serves it: the same said by the date, or else by the key, reads half of the table.
    """

    template = "%(expressions)s"
    output_field = models.BooleanField()

    def __init__(self, *places: Place, sign: str) -> None:
        super().__init__(*places, arg_joiner=f" {sign} ")


class SharedThemes(Func):
    """The number of themes that two publications share."""

    template = """(
        SELECT count(*) FROM portal_publicationtheme own
        JOIN portal_publicationtheme theirs USING (tag_id)
        WHERE (own.content_object_id, theirs.content_object_id) = (%(expressions)s)
    )"""
    output_field = models.IntegerField()
