"""Sessions of the administration: where a person is logged in, for how long, and how it ends.

`portal.core.session_store` holds when a session ends; `requests` says which requests prolong it,
`rows` which sessions a person has, `bounce` how somebody arrives from another site.
"""
