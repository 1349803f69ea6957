"""A lock of PostgreSQL: among all the workers of a database, one at a time holds it."""

from django.db import connection

SPACE = 0x414D  # « AM », so that no other user of advisory locks meets ours
# A holder whose machine vanished is forgotten in half a minute; by default it takes two hours.
KEEPALIVES = {"tcp_keepalives_idle": 10, "tcp_keepalives_interval": 5, "tcp_keepalives_count": 4}


class Lock:
    """Held as long as the session that took it lasts: PostgreSQL lets go of it with the session."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.session = None

    def is_held(self) -> bool:
        return self.session is not None and self.session is connection.connection

    def take(self) -> bool:
        with connection.cursor() as cursor:
            for name, value in KEEPALIVES.items():
                cursor.execute("SELECT set_config(%s, %s, false)", [name, str(value)])
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [SPACE, self.number])
            self.session = connection.connection if cursor.fetchone()[0] else None
        return self.is_held()
