from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "roeland.reporting"
    label = "reporting"
