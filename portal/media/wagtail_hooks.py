"""Hooks of the media: the job that creates each night the renditions that are missing."""

from wagtail import hooks

from django_tasks.base import Task

from portal.media import rendition_tasks


@hooks.register("register_periodic_job")
def register_renditions_job() -> Task[[], None]:
    return rendition_tasks.create_all_renditions
