from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "roeland.portfolio"
    label = "portfolio"
