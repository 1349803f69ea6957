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
        entry = self.answers.get(key)
        return entry[0] if entry and entry[1] is era else None

    def find(self, key: Key) -> Answer | None:
        """Return the page, be it of an era that the clock has ended."""
        entry = self.answers.get(key)
        return entry[0] if entry else None

    def put(self, key: Key, answer: Answer, era: Era) -> None:
        """Keep the page, unless its era has ended meanwhile."""
        with self.lock:
            if era.is_open and answer.weight <= self.limit // 8:
                self.remove(key)
                self.answers[key] = (answer, era, 0)
                self.weigh(key)

    def touch(self, key: Key, *, grew: bool = False) -> None:
        """Note that the page was read, and weigh it again if it grew."""
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)
                if grew:
                    self.weigh(key)

    def weigh(self, key: Key) -> None:
        """Weigh a page; let go of those read longest ago while all weigh too much."""
        answer, era, former = self.answers[key]
        self.answers[key] = (answer, era, answer.weight)
        self.weight += answer.weight - former
        while self.weight > self.limit:
            self.remove(next(iter(self.answers)))

    def remove(self, key: Key) -> None:
        if key in self.answers:
            self.weight -= self.answers.pop(key)[2]

    def clear(self) -> None:
        """Forget all pages. To be called once their era is closed."""
        with self.lock:
            self.answers.clear()
            self.weight = 0
