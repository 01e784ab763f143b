"""Every verb of the product. A verb is the action, the permission, the URL name and the audit word."""

from enum import StrEnum


class Verb(StrEnum):
    """What somebody can do. The value is the name of the action in the code."""

    # seen by all who hold any role in the pact
    SEE_HOME = "see_home"
    # the pact
    SEE_REGISTER = "see_register"
    SEE_ORGANISATION = "see_organisation"
    REGISTER_ORGANISATION = "register_organisation"
    EDIT_ORGANISATION = "edit_organisation"
    PUBLISH_ORGANISATION = "publish_organisation"
    WITHDRAW_ORGANISATION = "withdraw_organisation"
    ADD_CONTACT = "add_contact"
    EDIT_CONTACT = "edit_contact"
    REMOVE_CONTACT = "remove_contact"
    SEE_INTEREST = "see_interest"
    ANSWER_INTEREST = "answer_interest"
    # letters
    SEE_LETTERS = "see_letters"
    DRAFT_LETTER = "draft_letter"
    EDIT_LETTER = "edit_letter"
    DISCARD_LETTER = "discard_letter"
    ADD_PLEDGE = "add_pledge"
    EDIT_PLEDGE = "edit_pledge"
    REMOVE_PLEDGE = "remove_pledge"
    READY_LETTER = "ready_letter"
    REOPEN_LETTER = "reopen_letter"
    SIGN_LETTER = "sign_letter"
    END_LETTER = "end_letter"
    # deeds and results
    SEE_OUTCOMES = "see_outcomes"
    RECORD_OUTCOME = "record_outcome"
    REVERSE_OUTCOME = "reverse_outcome"
    # openings
    SEE_OPENINGS = "see_openings"
    POST_OPENING = "post_opening"
    EDIT_OPENING = "edit_opening"
    CLOSE_OPENING = "close_opening"
    IMPORT_ADS = "import_ads"
    # people
    SEE_PEOPLE = "see_people"
    SEE_PERSON = "see_person"
    REGISTER_PARTICIPANT = "register_participant"
    EDIT_PARTICIPANT = "edit_participant"
    RECORD_CONSENT = "record_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    SEE_CALLBACKS = "see_callbacks"
    ANSWER_CALLBACK = "answer_callback"
    GIVE_ACCESS = "give_access"
    # placements
    SEE_SHORTLIST = "see_shortlist"
    SEE_PLACEMENTS = "see_placements"
    SEE_PLACEMENT = "see_placement"
    PROPOSE_PLACEMENT = "propose_placement"
    ACCEPT_PROPOSAL = "accept_proposal"
    DECLINE_PROPOSAL = "decline_proposal"
    PRESENT_PERSON = "present_person"
    ANSWER_PRESENTATION = "answer_presentation"
    AGREE_PLACEMENT = "agree_placement"
    START_PLACEMENT = "start_placement"
    FOLLOW_UP_PLACEMENT = "follow_up_placement"
    END_PLACEMENT = "end_placement"
    # running it
    SEE_OUTBOX = "see_outbox"
    SEE_ACCOUNTS = "see_accounts"
    INVITE_ACCOUNT = "invite_account"
    END_ROLE = "end_role"
