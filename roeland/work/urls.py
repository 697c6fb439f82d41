from django.urls import path

from roeland.work import views

app_name = "work"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("messages/", views.messages, name="messages"),
    path("messages/read/", views.read_messages, name="read_messages"),
    path("messages/<uuid:pk>/", views.open_message, name="open_message"),
]
