"""Jobs: functions that the worker runs outside a request.

A job is a function of a module, decorated with `@job` and called with `.enqueue()`. It runs at
least once: a job that is killed runs again from its start, so it must allow being run twice.
"""

from functools import partial

from django_tasks import task

QUEUE = "jobs"  # in settings.TASKS: the name of a backend and of its only queue
job = partial(task, backend=QUEUE, queue_name=QUEUE)
