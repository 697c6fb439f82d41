"""The addresses of impact assessments."""

from django.urls import path

from roeland.assessments.instruments.views import advising, assessing, official, overview, parts, remarks

app_name = "instruments"
urlpatterns = [
    path("", overview.everything, name="everything"),
    path("of/<uuid:pk>/", overview.of_application, name="of_application"),
    path("of/<uuid:pk>/begin/<slug:instrument>/", overview.begin, name="begin"),
    path("<uuid:pk>/", assessing.assessment, name="assessment"),
    path("<uuid:pk>/differences/", assessing.differences, name="differences"),
    path("<uuid:pk>/pdf/", assessing.pdf, name="pdf"),
    path("<uuid:pk>/output/", official.output, name="output"),
    path("<uuid:pk>/bring-in/", official.bring_in, name="bring_in"),
    path("<uuid:pk>/again/", assessing.again, name="again"),
    path("<uuid:pk>/close/", assessing.close, name="close"),
    path("<uuid:pk>/reopen/", assessing.reopen, name="reopen"),
    path("<uuid:pk>/stop/", assessing.stop, name="stop"),
    path("<uuid:pk>/advise/", advising.advise, name="advise"),
    path("<uuid:pk>/sign/", advising.sign, name="sign"),
    path("<uuid:pk>/part/<slug:section>/", parts.part, name="part"),
    path("<uuid:pk>/part/<slug:section>/keep/", parts.keep, name="keep"),
    path("<uuid:pk>/part/<slug:section>/ask/", parts.ask, name="ask"),
    path("<uuid:pk>/question/<slug:code>/", remarks.question, name="question"),
    path("<uuid:pk>/question/<slug:code>/file/", remarks.file, name="file"),
    path("<uuid:pk>/remark/<uuid:remark>/reply/", remarks.reply, name="reply"),
    path("<uuid:pk>/remark/<uuid:remark>/settle/", remarks.settle, name="settle"),
]
