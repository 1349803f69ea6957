"""The pages that this process keeps, bounded in bytes: those read longest ago go first."""

from collections import OrderedDict
from threading import Lock

from portal.site.page_cache.addresses import Key
from portal.site.page_cache.answers import Answer
from portal.site.page_cache.eras import Era


class Store:
    """Answers by their keys. A page that weighs more than an eighth of all is not kept."""

    def __init__(self, limit: int) -> None:
        self.limit, self.weight = limit, 0
        self.answers: OrderedDict[Key, tuple[Answer, Era, int]] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key, era: Era) -> Answer | None:
        """Return the page, if it was made in this era."""
        found = self.answers.get(key)
        return found[0] if found and found[1] is era else None

    def find(self, key: Key) -> Answer | None:
        """Return the page, be it of an era that the clock has ended."""
        found = self.answers.get(key)
        return found[0] if found else None

    def put(self, key: Key, answer: Answer, era: Era) -> None:
        """Keep the page, unless its era has ended meanwhile; or weigh it again."""
        weight = answer.weight
        if weight > self.limit // 8:
            return
        with self.lock:
            if not era.is_open:
                return
            self.remove(key)
            self.answers[key] = (answer, era, weight)
            self.weight += weight
            while self.weight > self.limit:
                self.remove(next(iter(self.answers)))

    def touch(self, key: Key) -> None:
        """Note that the page was read."""
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)

    def remove(self, key: Key) -> None:
        if key in self.answers:
            self.weight -= self.answers.pop(key)[2]

    def clear(self) -> None:
        """Forget all pages. To be called once their era is closed."""
        with self.lock:
            self.answers.clear()
            self.weight = 0
