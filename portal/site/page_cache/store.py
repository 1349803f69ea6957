"""The pages that this process keeps, bounded in bytes: those that nobody reads go first."""

from collections import OrderedDict
from threading import Lock

from portal.site.page_cache.addresses import Key
from portal.site.page_cache.answers import Answer
from portal.site.page_cache.eras import Era
from portal.site.page_cache.replies import Replies


class Store:
    """Answers by their keys. A page that weighs more than an eighth of all is not kept."""

    def __init__(self, limit: int) -> None:
        self.limit, self.weight = limit, 0
        self.answers: OrderedDict[Key, tuple[Answer, Era, int]] = OrderedDict()
        self.replies = Replies()  # of these answers
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

    def note_growth(self, key: Key) -> None:
        """Weigh a page again, which got another encoding or its copy for outages."""
        with self.lock:
            if key in self.answers:
                self.weigh(key)

    def weigh(self, key: Key) -> None:
        """Weigh a page. While all weigh too much, let go of the oldest that was not read lately."""
        answer, era, former = self.answers[key]
        self.answers[key] = (answer, era, answer.weight)
        self.weight += answer.weight - former
        while self.weight > self.limit:
            oldest, (answer, _era, _weight) = next(iter(self.answers.items()))
            if answer.was_read:
                answer.was_read = False
                self.answers.move_to_end(oldest)
            else:
                self.remove(oldest)

    def remove(self, key: Key) -> None:
        if key in self.answers:
            self.weight -= self.answers.pop(key)[2]
            self.replies.clear()

    def clear(self) -> None:
        """Forget all pages. To be called once their era is closed."""
        with self.lock:
            self.answers.clear()
            self.replies.clear()
            self.weight = 0
