"""The second step of a login."""

from typing import Any

from allauth.mfa.stages import AuthenticateStage

from portal.admin.factors import rules


class SecondFactorStage(AuthenticateStage):
    """allauth's, which those skip for whom the identity provider proved a second factor."""

    def handle(self) -> tuple[Any, bool]:
        if rules.has_factor_record(self.request, self.login.user):
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer
