from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "roeland.demo"
    label = "demo"
