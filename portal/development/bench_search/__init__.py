"""The tools of `make bench-search`: a large French site of its own, and what asking it costs."""
