"""The addresses of the room."""

from django.urls import path

from pakten.parties.guidance.views import handing, sessions, steps, twins

urlpatterns = [
    path("people/<int:pk>/together/", sessions.start_session, name="start_session"),
    path("sessions/<int:pk>/", sessions.see_session, name="see_session"),
    path("sessions/<int:pk>/answers/", sessions.answer_lines, name="answer_lines"),
    path("sessions/<int:pk>/end/", sessions.end_session, name="end_session"),
    path("sessions/<int:pk>/copy/", sessions.copy_session, name="copy_session"),
    path("me/steps/", steps.see_own_steps, name="see_own_steps"),
    path("people/<int:pk>/steps/plan/", steps.plan_step, name="plan_step"),
    path("steps/<int:pk>/edit/", steps.edit_step, name="edit_step"),
    path("steps/<int:pk>/done/", steps.complete_step, name="complete_step"),
    path("steps/<int:pk>/reopen/", steps.reopen_step, name="reopen_step"),
    path("steps/<int:pk>/remove/", steps.remove_step, name="remove_step"),
    path("people/<int:pk>/leave/", steps.note_leave, name="note_leave"),
    path("people/<int:pk>/back/", steps.welcome_back, name="welcome_back"),
    path("people/hand-over/", handing.hand_over_people, name="hand_over_people"),
    path("people/doubles/", twins.see_twins, name="see_twins"),
    path("people/<int:pk>/or/<int:other_pk>/", twins.compare_twins, name="compare_twins"),
    path("people/<int:pk>/or/<int:other_pk>/apart/", twins.keep_apart, name="keep_apart"),
    path("people/<int:pk>/or/<int:other_pk>/merge/", twins.merge_people, name="merge_people"),
]
