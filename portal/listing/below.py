"""A page below a list, at one of its addresses."""


class BelowView:
    """To mix in before one of Django's views; `index` is the list."""

    index = None
    route = ""
    label = ""
    description = ""

    def get_context_data(self, **kwargs):
        return (
            self.index.get_context(self.request)
            | super().get_context_data(**kwargs)
            | {
                "label": self.label,
                "description": self.description,
                "canonical_url": self.index.full_url + self.index.reverse_subpage(self.route),
            }
        )
