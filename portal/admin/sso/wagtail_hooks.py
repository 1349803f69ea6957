"""Hooks of single sign-on: the log of what it did to accounts."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from portal.admin.sso import accounts, groups


@hooks.register("register_log_actions")
def register_identity_log_actions(registry: LogActionRegistry) -> None:
    registry.register_action(accounts.BIND_ACTION)(accounts.BindFormatter)
    registry.register_action(accounts.FORGET_ACTION)(accounts.ForgetFormatter)
    registry.register_action(accounts.OPEN_ACTION)(accounts.OpenFormatter)
    registry.register_action(groups.GROUPS_ACTION)(groups.GroupsFormatter)
