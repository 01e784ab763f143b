"""What the roles are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pakten.base.access import Role

ROLE_NAMES: dict[Role, str | Promise] = {
    Role.COORDINATOR: _("Coordinator"),
    Role.MEMBER: _("Member representative"),
    Role.MENTOR: _("Mentor"),
    Role.PARTICIPANT: _("Participant"),
    Role.COUNSELLOR: _("Counsellor"),
    Role.PROCUREMENT: _("Procurement officer"),
    Role.BOARD: _("Board member"),
    Role.ANALYST: _("Analyst"),
    Role.ADMIN: _("Administrator"),
}
