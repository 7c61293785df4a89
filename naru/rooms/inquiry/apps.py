"""The inquiry room as a Django app."""

from django.apps import AppConfig


class InquiryConfig(AppConfig):
    """Interviews, statements, exhibits and findings."""

    name = "naru.rooms.inquiry"
    label = "inquiry"
