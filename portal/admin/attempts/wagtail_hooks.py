"""Hook of attempts: what is forgotten each night."""

from wagtail import hooks

from django_tasks.base import Task

from portal.admin.attempts import retention


@hooks.register("register_periodic_job")
def register_attempts_job() -> Task[[], None]:
    return retention.forget_attempts
