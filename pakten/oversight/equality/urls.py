"""The addresses of the room."""

from django.urls import path

from pakten.oversight.equality.views import asking, groups, pages, steps

urlpatterns = [
    path("results/equality/", pages.see_equality, name="see_equality"),
    path("equality/", pages.analyse_equality, name="analyse_equality"),
    path("equality/eligible/new/", groups.add_eligible, name="add_eligible"),
    path("equality/eligible/<int:pk>/", groups.edit_eligible, name="edit_eligible"),
    path("equality/eligible/<int:pk>/remove/", groups.remove_eligible, name="remove_eligible"),
    path("equality/gap-steps/new/", steps.add_equality_step, name="add_equality_step"),
    path("equality/gap-steps/<int:pk>/", steps.edit_equality_step, name="edit_equality_step"),
    path("equality/afterwards/", asking.see_afterwards, name="see_afterwards"),
    path("equality/afterwards/<int:pk>/", asking.note_afterwards, name="note_afterwards"),
]
