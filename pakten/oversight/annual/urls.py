"""The addresses of the room."""

from django.urls import URLPattern, path

from pakten.oversight.annual.views import editor, members, office, public

PART = "reports/<int:pk>/<slug:chapter>/<slug:lang>/"

urlpatterns: list[URLPattern] = [
    path("reports/", office.see_reports, name="see_reports"),
    path("reports/lock/", office.lock_year, name="lock_year"),
    path("reports/members/", members.prepare_member_reports, name="prepare_member_reports"),
    path("reports/so-far/<int:year>-<slug:lang>.pdf", office.see_so_far, name="see_so_far"),
    path("reports/<int:pk>/", office.see_report, name="see_report"),
    path("reports/<int:pk>/report-<slug:lang>.pdf", office.print_report, name="print_report"),
    path(
        "reports/<int:pk>/page-<slug:lang>-<int:number>.png",
        editor.see_report_page,
        name="see_report_page",
    ),
    path("reports/<int:pk>/send/", office.send_report, name="send_report"),
    path("reports/<int:pk>/review/", office.review_report, name="review_report"),
    path("reports/<int:pk>/return/", office.return_report, name="return_report"),
    path("reports/<int:pk>/approve/", office.approve_report, name="approve_report"),
    path("reports/<int:pk>/publish/", office.publish_report, name="publish_report"),
    path(PART, editor.write_report, name="write_report"),
    path(f"{PART}correct/", editor.correct_figure, name="correct_figure"),
    path(f"{PART}keep/", editor.keep_figure, name="keep_figure"),
    path("our-report/", members.our_report, name="our_report"),
    path(
        "our-report/<int:pk>/report-<slug:lang>.pdf",
        members.our_report_file,
        name="our_report_file",
    ),
    path(
        "our-report/<int:pk>/picture-<slug:lang>.<slug:ending>",
        members.our_report_picture,
        name="our_report_picture",
    ),
    path("results/reports/", public.see_annual_reports, name="see_annual_reports"),
    path("results/reports/<int:year>/", public.annual_report, name="annual_report"),
    path(
        "results/reports/<int:year>/report-<slug:lang>.pdf",
        public.annual_report_file,
        name="annual_report_file",
    ),
]
