"""Attempts to prove who one is: how many are let through, and how long who fails must wait.

`models` counts them in the database, which all processes share; `places` says where they come from;
`guard` asks before each attempt; `notifications` tells of the locks; `middleware` answers 429.
"""
