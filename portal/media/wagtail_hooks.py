"""Hooks of the media: the job that draws each night the sizes that are missing."""

from wagtail import hooks

from portal.media import rendition_tasks


@hooks.register("register_periodic_job")
def register_renditions_job():
    return rendition_tasks.draw_all
