"""The plugin of django-stubs, corrected for abstract models.

django-stubs looks for the class of the default manager of each model. An abstract model has none:
the plugin then waits for the class of `None`, which never comes, and mypy gives up with « maximum
semantic analysis iteration count reached ». Read in django-stubs 5.2.9; 6.1.2 does the same.
"""

from django.db.models import Model

from mypy.plugin import Plugin
from mypy_django_plugin.main import NewSemanalDjangoPlugin
from mypy_django_plugin.transformers.models import AddDefaultManagerAttribute

run_with_model_cls = AddDefaultManagerAttribute.run_with_model_cls


def run_with_managed_model_cls(self: AddDefaultManagerAttribute, model_cls: type[Model]) -> None:
    """Look for the class of the default manager, unless the model has none."""
    if model_cls._meta.default_manager is not None:
        run_with_model_cls(self, model_cls)


def plugin(version: str) -> type[Plugin]:
    """Return the plugin: the function that mypy calls, with its version."""
    AddDefaultManagerAttribute.run_with_model_cls = run_with_managed_model_cls  # type: ignore[method-assign]
    return NewSemanalDjangoPlugin
