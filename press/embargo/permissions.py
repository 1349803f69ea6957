"""The permission to hand over a text under embargo."""

from portal.core.users import User
from portal.workflow.resources import user_roles
from portal.workflow.sections import Role
from press.section import HAND_OVER, PRESS


def can_hand_over(user: User) -> bool:
    """Return whether the user has the permission.

    A superuser, who has every permission, must also be a validator of the press.
    """
    is_validator = (PRESS.key, Role.VALIDATORS) in user_roles(user)
    return user.has_perm(HAND_OVER) and (is_validator or not user.is_superuser)
