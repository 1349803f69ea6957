"""Public pages, kept in the memory of each web process and answered before Django.

`docs/page-cache.md` tells the whole. One module, one thought:

- `addresses`: which requests may be answered from memory, and under which key;
- `answers`: a kept page, its encodings, its answer to a request;
- `replies`: requests that were answered, with their replies;
- `store`: the pages of this process, bounded in bytes;
- `eras`: for how long they are true, by the database's clock;
- `listener`: hears of changes, and knows whether the database is there;
- `tallies`: counts what was answered without Django;
- `outage`: what is answered while the database is away;
- `layer`: the WSGI application that joins them.
"""

from portal.site.page_cache.layer import PageCache, with_page_cache

__all__ = ["PageCache", "with_page_cache"]
