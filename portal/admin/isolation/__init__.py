"""Isolation of the sections: the administration shows nobody what another section prepares.

Wagtail asks for a permission before it lets a user change a page or a file, but not always before
it shows its name. `portal.admin_access` tells who may see what; this package asks it wherever
Wagtail does not.
"""
