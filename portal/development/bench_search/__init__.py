"""The benchmark of `make bench-search`: a large made-up French site, and how long it takes."""
