from django.urls import path

from roeland.work.views import absence, calendar, home, mailing, messages

app_name = "work"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("messages/", messages.messages, name="messages"),
    path("messages/read/", messages.read_messages, name="read_messages"),
    path("messages/<uuid:pk>/", messages.open_message, name="open_message"),
    path("messages/choose/", mailing.mail_choice, name="mail_choice"),
    path("absence/", absence.absence, name="absence"),
    path("absence/end/", absence.end_absence, name="end_absence"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/open/", calendar.open_feed, name="open_feed"),
    path("calendar/close/", calendar.close_feed, name="close_feed"),
    path("calendar/<str:token>.ics", calendar.feed, name="feed"),
]
