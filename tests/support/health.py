"""What the monitoring reads of the portal's health, with its token."""

from django.conf import settings
from django.http import JsonResponse
from django.test import Client


def health_details(client: Client) -> JsonResponse:
    return client.get("/health/ready", headers={"Authorization": f"Bearer {settings.HEALTH_TOKEN}"})
