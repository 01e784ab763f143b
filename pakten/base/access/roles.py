"""Every role and the verbs it holds. With `verbs`, this is the whole policy on two screens.

A role is held in a scope: the whole pact, one organisation, or one person. A coordinator holds
EDIT_LETTER for every letter of the pact; a member representative SEE_LETTERS for the own house's.
"""

from enum import StrEnum

from pakten.base.access.verbs import Verb


class Role(StrEnum):
    """The roles of the mission. Labels in the user's language live in `accounts.states`."""

    COORDINATOR = "coordinator"
    MEMBER = "member"
    MENTOR = "mentor"
    PARTICIPANT = "participant"
    COUNSELLOR = "counsellor"
    PROCUREMENT = "procurement"
    BOARD = "board"
    ANALYST = "analyst"
    ADMIN = "admin"


_OWN = {
    Verb.SEE_HOME,
    Verb.EDIT_ACCOUNT,
    Verb.CHOOSE_PACES,
    Verb.SEE_NOTICES,
    Verb.READ_NOTICES,
}
_READ_THE_PACT = {
    Verb.SEE_PACT,
    *_OWN,
    Verb.SEE_REGISTER,
    Verb.SEE_ORGANISATION,
    Verb.SEE_LETTERS,
    Verb.SEE_SEALED_LETTER,
    Verb.SEE_OUTCOMES,
    Verb.SEE_LOCAL_OFFERS,
    Verb.SAVE_VIEW,
    Verb.EDIT_VIEW,
    Verb.REMOVE_VIEW,
}
_PLACEMENT_STEPS = {
    Verb.SEE_SHORTLIST,
    Verb.SEE_FITTING,
    Verb.SEE_PLACEMENTS,
    Verb.SEE_PLACEMENT,
    Verb.PROPOSE_PLACEMENT,
    Verb.SET_ASIDE,
    Verb.PUT_BACK,
    Verb.ACCEPT_PROPOSAL,
    Verb.DECLINE_PROPOSAL,
    Verb.PRESENT_PERSON,
    Verb.ANSWER_PRESENTATION,
    Verb.AGREE_PLACEMENT,
    Verb.START_PLACEMENT,
    Verb.FOLLOW_UP_PLACEMENT,
    Verb.END_PLACEMENT,
    Verb.UNDO_ANSWER,
    Verb.ASK_FIRST,
    Verb.SEND_LINK,
    Verb.SEE_PULSES,
    Verb.EDIT_SUPERVISION,
    Verb.NOTE_CALL,
}
# What a person says about places, alone or together with a counsellor; and what an employer asks.
_PLACE_WISHES = {Verb.WISH_PLACE, Verb.RANK_PLACE, Verb.REFUSE_PLACE, Verb.CLEAR_PLACE}
_HOUSE_WISHES = {Verb.ASK_FOR_PERSON, Verb.TAKE_BACK_ASKING}
# Who knows a person may say what the round cannot know; only the office counts and publishes.
_REVIEW_ROUNDS = {
    Verb.SEE_ROUNDS,
    Verb.SEE_ROUND,
    Verb.SEE_PROOF,
    Verb.LOCK_PAIR,
    Verb.VETO_PAIR,
    Verb.RELEASE_PAIR,
}
_PEOPLE = {
    Verb.SEE_PEOPLE,
    Verb.SEE_PERSON,
    Verb.REGISTER_PARTICIPANT,
    Verb.EDIT_PARTICIPANT,
    Verb.RECORD_CONSENT,
    Verb.WITHDRAW_CONSENT,
    Verb.GIVE_ACCESS,
    Verb.SEE_CALLBACKS,
    Verb.ANSWER_CALLBACK,
}
_OWN_STEPS = {
    Verb.SEE_OWN_STEPS,
    Verb.PLAN_STEP,
    Verb.COMPLETE_STEP,
    Verb.REOPEN_STEP,
    Verb.SEE_SESSION,
}
_GUIDANCE = {
    *_OWN_STEPS - {Verb.SEE_OWN_STEPS},
    Verb.SEE_CASELOAD,
    Verb.HAND_OVER_PEOPLE,
    Verb.START_SESSION,
    Verb.ANSWER_LINES,
    Verb.END_SESSION,
    Verb.COPY_SESSION,
    Verb.EDIT_STEP,
    Verb.REMOVE_STEP,
    Verb.NOTE_LEAVE,
    Verb.WELCOME_BACK,
    Verb.SEE_TWINS,
    Verb.COMPARE_TWINS,
    Verb.KEEP_APART,
    Verb.MERGE_PEOPLE,
}
# What a person may do with their own data; the counsellor on the person's word.
_OWN_DATA = {Verb.TAKE_COPY, Verb.ASK_CORRECTION, Verb.ASK_ERASURE, Verb.CANCEL_ERASURE}
_OTHERS_DATA = {
    Verb.SHARE_PERSON,
    Verb.SEE_CORRECTIONS,
    Verb.ANSWER_CORRECTION,
    Verb.ASK_ERASURE,
    Verb.CANCEL_ERASURE,
}
_KEEPING = {Verb.SEE_ERASURES, Verb.SEE_RETENTION, Verb.EDIT_TERMS}
_CHECKLIST = {Verb.SEE_CHECKLIST, Verb.ADD_CHECK, Verb.EDIT_CHECK, Verb.RETIRE_CHECK}
# The member writes on its own side of a draft; the actions keep the city's pledges the office's.
_OWN_DRAFT = {
    Verb.EDIT_LETTER,
    Verb.ADD_PLEDGE,
    Verb.EDIT_PLEDGE,
    Verb.REMOVE_PLEDGE,
    Verb.ADD_SIGNATORY,
    Verb.EDIT_SIGNATORY,
    Verb.REMOVE_SIGNATORY,
    Verb.SHARE_LETTER,
    Verb.AGREE_LETTER,
    Verb.READ_LETTER,
    Verb.COMMENT_LETTER,
    Verb.EDIT_COMMENT,
    Verb.WITHDRAW_COMMENT,
    Verb.RESOLVE_COMMENT,
    Verb.REOPEN_COMMENT,
}
# Answers and their counts are read by the board too; notes and free words only by those who work with them.
_SEE_SURVEYS = {Verb.SEE_SURVEYS, Verb.PREVIEW_SURVEY, Verb.SEE_ANSWERS, Verb.SEE_QUESTIONS}
_SURVEYS = {
    *_SEE_SURVEYS,
    Verb.PLAN_SURVEY,
    Verb.EDIT_SURVEY,
    Verb.CHOOSE_QUESTIONS,
    Verb.OPEN_SURVEY,
    Verb.CLOSE_SURVEY,
    Verb.DISCARD_SURVEY,
    Verb.REPEAT_SURVEY,
    Verb.READ_WORDS,
    Verb.BEGIN_BANK,
    Verb.ADD_QUESTION,
    Verb.EDIT_QUESTION,
    Verb.TRANSLATE_QUESTION,
    Verb.RETIRE_QUESTION,
    Verb.SEE_INTERVIEWS,
    Verb.NOTE_INTERVIEW,
    Verb.EDIT_INTERVIEW,
    Verb.OPEN_INTERVIEW,
    Verb.REMOVE_INTERVIEW,
    Verb.TAG_PASSAGE,
    Verb.UNTAG_PASSAGE,
    Verb.SEE_QUOTES,
    Verb.PROPOSE_QUOTE,
    Verb.APPROVE_QUOTE,
    Verb.PUBLISH_QUOTE,
    Verb.WITHDRAW_QUOTE,
    Verb.SEE_CODEBOOK,
    Verb.ADD_THEME,
    Verb.EDIT_THEME,
    Verb.MERGE_THEME,
    Verb.RETIRE_THEME,
}
_ANALYSIS = {Verb.EXPLORE_MEASURES, Verb.SEE_CONVERSION}
_SHAPING = {Verb.SHAPE_PACT, Verb.EDIT_CATALOGUE, Verb.EDIT_MEASURE}
_ACCOUNTS = {Verb.SEE_OUTBOX, Verb.SEE_ACCOUNTS, Verb.INVITE_ACCOUNT, Verb.END_ROLE}

_EQUALITY = {
    Verb.ANALYSE_EQUALITY,
    Verb.ADD_ELIGIBLE,
    Verb.EDIT_ELIGIBLE,
    Verb.REMOVE_ELIGIBLE,
    Verb.ADD_EQUALITY_STEP,
    Verb.EDIT_EQUALITY_STEP,
}
_VALUES = {
    Verb.SEE_VALUES,
    Verb.DRAFT_VALUES,
    Verb.EDIT_VALUES,
    Verb.ADD_UNIT_VALUE,
    Verb.EDIT_UNIT_VALUE,
    Verb.REMOVE_UNIT_VALUE,
    Verb.PUBLISH_VALUES,
    Verb.WITHDRAW_VALUES,
}
_READ_REPORTS = {Verb.SEE_REPORTS, Verb.SEE_REPORT}
_WRITE_REPORTS = {
    Verb.LOCK_YEAR,
    Verb.WRITE_REPORT,
    Verb.CORRECT_FIGURE,
    Verb.KEEP_FIGURE,
    Verb.SEND_REPORT,
    Verb.REVIEW_REPORT,
    Verb.RETURN_REPORT,
}
_APPROVE_REPORTS = {Verb.APPROVE_REPORT, Verb.RETURN_REPORT}

HOLDS: dict[Role, frozenset[Verb]] = {
    Role.COORDINATOR: frozenset(set(Verb) - _ACCOUNTS - {Verb.SHAPE_PACT}),
    Role.COUNSELLOR: frozenset(
        _READ_THE_PACT - {Verb.SEE_LETTERS, Verb.SEE_SEALED_LETTER}
        | _PEOPLE
        | _OTHERS_DATA
        | _GUIDANCE
        | _PLACEMENT_STEPS
        | _PLACE_WISHES
        | _HOUSE_WISHES
        | _REVIEW_ROUNDS
        | {Verb.SEE_OPENINGS, Verb.SEE_AFTERWARDS, Verb.NOTE_AFTERWARDS}
    ),
    Role.MEMBER: frozenset(
        {
            *_OWN,
            Verb.SEE_ORGANISATION,
            Verb.ADD_CONTACT,
            Verb.EDIT_CONTACT,
            Verb.REMOVE_CONTACT,
            Verb.REPLACE_CONTACT,
            Verb.CONFIRM_CONTACTS,
            Verb.CHOOSE_LEVEL,
            Verb.EDIT_LOCAL_OFFER,
            Verb.SEE_LETTERS,
            Verb.SEE_SEALED_LETTER,
            *_OWN_DRAFT,
            Verb.SEE_OUTCOMES,
            Verb.RECORD_OUTCOME,
            Verb.SEE_CHECK_IN,
            Verb.FILL_CHECK_IN,
            Verb.AGREE_CHECK_IN,
            Verb.OBJECT_CHECK_IN,
            Verb.CHOOSE_WAY,
            Verb.RENEW_LETTER,
            Verb.SEE_OPENINGS,
            Verb.POST_OPENING,
            Verb.EDIT_OPENING,
            Verb.CLOSE_OPENING,
            Verb.IMPORT_ADS,
            Verb.PUBLISH_OPENING,
            Verb.DUPLICATE_OPENING,
            Verb.PAUSE_OPENING,
            Verb.RESUME_OPENING,
            Verb.CONFIRM_OPENING,
            Verb.SET_REQUIREMENT,
            Verb.SEE_PLACEMENTS,
            Verb.SEE_PLACEMENT,
            Verb.ANSWER_PRESENTATION,
            Verb.FOLLOW_UP_PLACEMENT,
            Verb.EDIT_SUPERVISION,
            *_HOUSE_WISHES,
            Verb.OUR_REPORT,
        }
    ),
    Role.PARTICIPANT: frozenset(
        {
            *_OWN,
            *_OWN_STEPS,
            Verb.SEE_PERSON,
            Verb.EDIT_PARTICIPANT,
            Verb.RECORD_CONSENT,
            Verb.WITHDRAW_CONSENT,
            Verb.SEE_LOOKS,
            *_OWN_DATA,
            Verb.SEE_PLACEMENTS,
            Verb.SEE_PLACEMENT,
            Verb.ACCEPT_PROPOSAL,
            Verb.DECLINE_PROPOSAL,
            Verb.UNDO_ANSWER,
            Verb.ASK_FIRST,
            Verb.FOLLOW_UP_PLACEMENT,
            Verb.ANSWER_PULSE,
            Verb.SEE_OWN_PLACES,
            *_PLACE_WISHES,
        }
    ),
    Role.MENTOR: frozenset(_OWN),
    Role.PROCUREMENT: frozenset(_READ_THE_PACT | {Verb.SEE_OPENINGS}),
    Role.BOARD: frozenset(
        _READ_THE_PACT
        | _ANALYSIS
        | _READ_REPORTS
        | _APPROVE_REPORTS
        | _SEE_SURVEYS
        | {Verb.ANALYSE_EQUALITY, Verb.SEE_SAMPLES}
    ),
    Role.ANALYST: frozenset(
        _READ_THE_PACT
        | {Verb.SEE_OPENINGS, Verb.EDIT_MEASURE, Verb.SEE_SAMPLES}
        | _ANALYSIS
        | _EQUALITY
        | _READ_REPORTS
        | _WRITE_REPORTS
        | _SURVEYS
    ),
    Role.ADMIN: frozenset(
        _READ_THE_PACT
        | {Verb.SEE_SAMPLES, Verb.EDIT_SAMPLING}
        | {Verb.PUBLISH_ORGANISATION, Verb.WITHDRAW_ORGANISATION, Verb.SEE_VETTING}
        | _CHECKLIST
        | _SHAPING
        | _ACCOUNTS
        | _KEEPING
        | _VALUES
    ),
}
