"""The addresses of the room. `survey/` is answered by anybody with the link, `surveys/` is the office's."""

from django.urls import path

from pakten.oversight.surveys.views import answering, bank, codebook, interviews, office, quotes

_SURVEY, _QUESTION, _TALK = "surveys/<int:pk>", "questions/<int:pk>", "interviews/<int:pk>"
_QUOTE, _THEME = "quotes/<int:pk>", "codebook/<int:pk>"

urlpatterns = [
    path("survey/thanks/", answering.survey_thanks, name="survey_thanks"),
    path("survey/open/<str:survey_code>/", answering.answer_openly, name="answer_openly"),
    path("survey/<str:survey_token>/", answering.answer_survey, name="answer_survey"),
    path("survey/<str:survey_token>/untie/", answering.untie_answers, name="untie_answers"),
    path("surveys/", office.see_surveys, name="see_surveys"),
    path("surveys/new/", office.plan_survey, name="plan_survey"),
    path(f"{_SURVEY}/", office.see_survey, name="see_survey"),
    path(f"{_SURVEY}/edit/", office.edit_survey, name="edit_survey"),
    path(f"{_SURVEY}/questions/", office.choose_questions, name="choose_questions"),
    path(f"{_SURVEY}/preview/", answering.preview_survey, name="preview_survey"),
    path(f"{_SURVEY}/open/", office.open_survey, name="open_survey"),
    path(f"{_SURVEY}/close/", office.close_survey, name="close_survey"),
    path(f"{_SURVEY}/repeat/", office.repeat_survey, name="repeat_survey"),
    path(f"{_SURVEY}/discard/", office.discard_survey, name="discard_survey"),
    path(f"{_SURVEY}/answers/", office.see_answers, name="see_answers"),
    path(f"{_SURVEY}/words/", office.read_words, name="read_words"),
    path("questions/", bank.see_questions, name="see_questions"),
    path("questions/begin/", bank.begin_bank, name="begin_bank"),
    path("questions/new/", bank.add_question, name="add_question"),
    path(f"{_QUESTION}/edit/", bank.edit_question, name="edit_question"),
    path(f"{_QUESTION}/in/<str:lang>/", bank.translate_question, name="translate_question"),
    path(f"{_QUESTION}/retire/", bank.retire_question, name="retire_question"),
    path("interviews/", interviews.see_interviews, name="see_interviews"),
    path("interviews/new/", interviews.note_interview, name="note_interview"),
    path(f"{_TALK}/", interviews.see_interview, name="see_interview"),
    path(f"{_TALK}/edit/", interviews.edit_interview, name="edit_interview"),
    path(f"{_TALK}/open/", interviews.open_interview, name="open_interview"),
    path(f"{_TALK}/remove/", interviews.remove_interview, name="remove_interview"),
    path(f"{_TALK}/tag/", interviews.tag_passage, name="tag_passage"),
    path(f"{_TALK}/quote/", quotes.propose_quote, name="propose_quote"),
    path("passages/<int:pk>/untag/", interviews.untag_passage, name="untag_passage"),
    path("quotes/", quotes.see_quotes, name="see_quotes"),
    path(f"{_QUOTE}/approve/", quotes.approve_quote, name="approve_quote"),
    path(f"{_QUOTE}/publish/", quotes.publish_quote, name="publish_quote"),
    path(f"{_QUOTE}/withdraw/", quotes.withdraw_quote, name="withdraw_quote"),
    path("codebook/", codebook.see_codebook, name="see_codebook"),
    path("codebook/new/", codebook.add_theme, name="add_theme"),
    path(f"{_THEME}/edit/", codebook.edit_theme, name="edit_theme"),
    path(f"{_THEME}/merge/", codebook.merge_theme, name="merge_theme"),
    path(f"{_THEME}/retire/", codebook.retire_theme, name="retire_theme"),
]
