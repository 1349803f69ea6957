"""The parts of Wagtail and of the libraries beneath it that nobody promised to keep.

Nothing else in the portal uses a name of theirs that begins with an underscore, nor a module that
their documentation leaves out. Each part says in which version it was read, and
tests/portal/test_wagtail_internals.py checks that it is still there and still does what the portal
relies on. After an upgrade, read each part again in the new version, then change `READ_IN`.

- `content`: pages, blocks, forms, files; safe to import from models.
- `search`: the search index; to import once the models are loaded.
- `prepared`: queries that are built once; `rows`: pages that are made of rows.
- `background`: what the worker does, and redirects.
- `forms`, `damaged`: what every form reads; `spreadsheets`: what every export writes;
  `inline_scripts`: how choosers start; `words`: the French of Wagtail and of the libraries. The
  application calls them once, when it starts.
- `sites`: how Wagtail finds the site of a request; to import once the models are loaded.
- `tags`: the tags that the screens of files propose; to import once the models are loaded.
- `factors`: how django-allauth logs in, and reads codes; to import once the models are loaded.
- `logs`: what Wagtail logs of people; the settings name it.

Django's `_meta`, `_default_manager` and `_base_manager` are documented, and used anywhere. So are
the views of Wagtail's administration that the portal extends: their addresses are tested in
tests/portal/admin/test_shadowed_addresses.py.
"""

# The versions in which the parts were read, by the name of the distribution. A test fails when
# another series is installed.
READ_IN = {
    "django": "5.2.19",
    "django-allauth": "65.21.1",
    "django-modelcluster": "6.5",
    "django-tasks-db": "0.13.0",
    "django-treebeard": "5.3.1",
    "modelsearch": "1.3.2",
    "wagtail": "7.4.4",
}
