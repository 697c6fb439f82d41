from django.urls import path

from roeland.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.components, name="components"),
    path("mode/", views.set_mode, name="set_mode"),
    path("language/", views.set_language, name="set_language"),
]
