"""The tools of `make bench`: pages under load, beside servers that do nothing but answer.

- `pages`: one page of each kind, and how many queries it takes;
- `servers`: what answers them: the portal, with and without its page cache, and fixed bodies;
- `fronts`: a web server in front of these, and alone with a file;
- `load`: a bounded load, and what it costs the processes of a server;
- `turns`: all servers of a page loaded by turns, so that other work of the machine weighs on each;
- `publishing`: a text that is published while people read;
- `table`: the results in Markdown.
"""
