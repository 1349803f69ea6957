"""Jobs: functions that the worker runs outside a request.

A job is a function of a module, decorated with `@job` and called with `.enqueue()`. It runs at
least once: killed in the middle it runs again, so it must bear being run twice.
"""

from functools import partial

from django_tasks import task

QUEUE = "jobs"  # of settings.TASKS, and the only one of its backend
job = partial(task, backend=QUEUE, queue_name=QUEUE)
