"""Addresses of letters."""

from django.urls import path

from pakten.agreements.commitments import signing_views
from pakten.agreements.commitments.views import (
    comments,
    letters,
    pledges,
    sharing,
    signatories,
    templates,
)

_PLEDGE = "letters/<int:pk>/pledges/<int:pledge_pk>"
_COMMENT = "letters/<int:pk>/comments/<int:comment_pk>"
_SIGNATORY = "letters/<int:pk>/signatories/<int:signatory_pk>"

_TEMPLATE = "letter-templates/<int:pk>"

urlpatterns = [
    path("letter-templates/", templates.see_templates, name="see_templates"),
    path("letter-templates/new/", templates.add_template, name="add_template"),
    path(f"{_TEMPLATE}/edit/", templates.edit_template, name="edit_template"),
    path(f"{_TEMPLATE}/retire/", templates.retire_template, name="retire_template"),
    path(f"{_TEMPLATE}/<slug:party>/new/", templates.add_template_line, name="add_template_line"),
    path(
        f"{_TEMPLATE}/proposals/<int:proposal_pk>/remove/",
        templates.remove_template_line,
        name="remove_template_line",
    ),
    path("letters/", letters.see_letters, name="see_letters"),
    path("letters/<int:pk>/", letters.see_letter, name="see_letter"),
    path("organisations/<int:pk>/letters/new/", letters.draft_letter, name="draft_letter"),
    path("letters/<int:pk>/edit/", letters.edit_letter, name="edit_letter"),
    path("letters/<int:pk>/pledges/new/", pledges.add_pledge, name="add_pledge"),
    path(f"{_PLEDGE}/edit/", pledges.edit_pledge, name="edit_pledge"),
    path(f"{_PLEDGE}/remove/", pledges.remove_pledge, name="remove_pledge"),
    path(
        "letters/<int:pk>/signatories/<slug:party>/new/",
        signatories.add_signatory,
        name="add_signatory",
    ),
    path(f"{_SIGNATORY}/edit/", signatories.edit_signatory, name="edit_signatory"),
    path(f"{_SIGNATORY}/remove/", signatories.remove_signatory, name="remove_signatory"),
    path("letters/<int:pk>/changes/", sharing.see_changes, name="see_changes"),
    path("letters/<int:pk>/share/", sharing.share_letter, name="share_letter"),
    path("letters/<int:pk>/agree/", sharing.agree_letter, name="agree_letter"),
    path("letters/<int:pk>/read/", sharing.read_letter, name="read_letter"),
    path("letters/<int:pk>/revise/", sharing.revise_letter, name="revise_letter"),
    path("letters/<int:pk>/comments/new/", comments.comment_letter, name="comment_letter"),
    path(f"{_COMMENT}/edit/", comments.edit_comment, name="edit_comment"),
    path(f"{_COMMENT}/withdraw/", comments.withdraw_comment, name="withdraw_comment"),
    path(f"{_COMMENT}/resolve/", comments.resolve_comment, name="resolve_comment"),
    path(f"{_COMMENT}/reopen/", comments.reopen_comment, name="reopen_comment"),
    path("letters/<int:pk>/ready/", signing_views.ready_letter, name="ready_letter"),
    path("letters/<int:pk>/reopen/", signing_views.reopen_letter, name="reopen_letter"),
    path("letters/<int:pk>/end/", signing_views.end_letter, name="end_letter"),
    path("letters/<int:pk>/discard/", signing_views.discard_letter, name="discard_letter"),
]
