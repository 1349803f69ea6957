"""Walls between the sections: the administration names to nobody what another section prepares.

Wagtail asks for a permission before it lets change a page or a file, not always before it shows its
name. Who may see what is said in `portal.admin_access`; here it is asked at every door.
"""
