"""Coded values about a person. No field for ethnicity, religion or health, here or anywhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How well a person speaks a language besides Swedish: the CEFR levels, and the first one."""

    A1 = "a1", _("a few words (A1)")
    A2 = "a2", _("a little (A2)")
    B1 = "b1", _("well enough for work (B1)")
    B2 = "b2", _("well (B2)")
    C1 = "c1", _("very well (C1)")
    C2 = "c2", _("fluently (C2)")
    FIRST = "native", _("first language")


class SwedishSays(models.TextChoices):
    """The sentence a person says is true of their Swedish, at the CEFR level it describes."""

    GREET = "a1", _("I can greet and say my name.")
    ERRANDS = "a2", _("I manage in the shop, on the bus and at the doctor's.")
    WORK = "b1", _("I can talk about my work and understand instructions.")
    MEETINGS = "b2", _("I can take part in meetings and write longer texts.")


class Learnt(models.TextChoices):
    """How a skill was gained. All of it counts, with papers or without."""

    JOB = "job", _("In a job")
    SCHOOL = "school", _("At school or on a course")
    HOME = "home", _("At home or in the family")
    ASSOCIATION = "club", _("In an association or as a volunteer")
    OTHER = "other", _("In another way")


class YearsBand(models.TextChoices):
    """For how long, as somebody remembers it."""

    UNDER_ONE = "0", _("Less than 1 year")
    FROM_ONE = "1-2", _("1–2 years")
    FROM_THREE = "3-5", _("3–5 years")
    FROM_SIX = "6+", _("6 years or more")


class Aim(models.TextChoices):
    """What somebody wants most; one or two, in order."""

    JOB = "job", _("Get a job")
    MENTOR = "mentor", _("Meet a mentor")
    INTERNSHIP = "internship", _("Internship")
    COURSE = "course", _("Study")
    SWEDISH = "swedish", _("Speak more Swedish")
    OWN = "own", _("Start a business")


class DayTime(models.TextChoices):
    """When somebody can work."""

    DAYS = "days", _("Days")
    EVENINGS = "evenings", _("Evenings")
    NIGHTS = "nights", _("Nights")
    WEEKENDS = "weekends", _("Weekends")
    SCHOOL = "school", _("When the children are at school")


class Helps(models.TextChoices):
    """What helps a person to do a good job. Never why: no diagnosis, nothing about health."""

    SHOW = "show", _("Show me, and not only tell me")
    WRITTEN = "written", _("Instructions in writing")
    QUIET = "quiet", _("A quiet place")
    LATER = "later", _("Start later in the morning")
    PAUSES = "pauses", _("Short breaks")
    INTERPRETER = "interpreter", _("An interpreter the first day")
    NO_STEPS = "no_steps", _("A place without steps")
    CHILDREN = "children", _("Time to take children to school")
    SOMEBODY = "somebody", _("Somebody to ask the first weeks")


class EducationLevel(models.TextChoices):
    """How far somebody studied: the levels of SUN 2020 (Statistics Sweden), put together by use."""

    SHORT = "short", _("Less than 9 years at school")
    COMPULSORY = "compulsory", _("Nine or ten years at school")
    SECONDARY = "secondary", _("Upper secondary school")
    VOCATIONAL = "vocational", _("Vocational education")
    HIGHER_SHORT = "higher", _("University, less than 3 years")
    HIGHER = "degree", _("University, 3 years or more")
    DOCTOR = "doctor", _("Doctor's degree")


class EducationField(models.TextChoices):
    """What was studied: the ten broad fields of SUN 2020 (Statistics Sweden), by their digit."""

    GENERAL = "0", _("General education")
    TEACHING = "1", _("Teaching")
    ARTS = "2", _("Arts, languages and media")
    SOCIAL = "3", _("Business, law and social science")
    SCIENCE = "4", _("Science, mathematics and computing")
    TECHNOLOGY = "5", _("Technology and building")
    FARMING = "6", _("Farming, forestry and animals")
    CARE = "7", _("Health care and social care")
    SERVICE = "8", _("Service: restaurant, transport, cleaning, security")
    OTHER = "9", _("Something else")


class Papers(models.TextChoices):
    """Whether there is a certificate to show."""

    YES = "yes", _("I have papers")
    NO = "no", _("I have no papers")
    ASSESSED = "assessed", _("My papers are being assessed")


class Piece(models.TextChoices):
    """A piece of the profile an employer may be shown, one by one."""

    WORK = "work", _("What I have worked with")
    SKILLS = "skills", _("What I can do")
    SWEDISH = "swedish", _("My Swedish")
    LANGUAGES = "languages", _("Other languages")
    EDUCATION = "education", _("What I have studied")
    TIMES = "times", _("When I can work")
    LICENCES = "licences", _("Driving licence")
    HELPS = "helps", _("What helps me")
    WORDS = "words", _("In my own words")
    PHOTO = "photo", _("My picture")


class Purpose(models.TextChoices):
    """What a consent is for; each can be given and withdrawn on its own."""

    MATCHING = "matching", _("We may look for jobs and placements that suit you")
    PRESENTING = "presenting", _("An employer you say yes to may see your name and profile")
    CONTACT = "contact", _("We may call or write to you")
    FOLLOW_UP = "follow_up", _("We may ask how it goes after 1 and 3 years")
    SHARING = "sharing", _("We may share with the employment service")


class ConsentWay(models.TextChoices):
    """How a yes was given."""

    TALK = "talk", _("In a conversation")
    PHONE = "phone", _("On the phone")
    PAPER = "paper", _("On paper")
    OWN = "own", _("By the person, here")


class ContactWay(models.TextChoices):
    PHONE = "phone", _("Phone call")
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    COUNSELLOR = "counsellor", _("Through my counsellor")


class Door(models.TextChoices):
    """What a newcomer asks about at the way in."""

    WORK = "work", _("Jobs and internships")
    MENTOR = "mentor", _("A mentor")
    SCHOOL = "school", _("Courses and certificates")


class CallTime(models.TextChoices):
    """When somebody wants to be called."""

    ANY = "any", _("Any time")
    MORNING = "morning", _("In the morning")
    AFTERNOON = "afternoon", _("In the afternoon")


# Languages somebody may be called in: with an interpreter where no counsellor speaks it.
CALL_LANGUAGES = (
    ("sv", "Svenska"),
    ("en", "English"),
    ("ar", "العربية"),
    ("so", "Soomaali"),
    ("ti", "ትግርኛ"),
    ("fa", "دری"),
    ("uk", "Українська"),
    ("tr", "Türkçe"),
    ("bs", "Bosanski / Srpski"),
    ("ru", "Русский"),
)


class Sign(models.TextChoices):
    """Why two profiles look like one person."""

    NAME = "name", _("The same name and year of birth")
    SOUND = "sound", _("Names that sound alike, and the same year of birth")
    PHONE = "phone", _("The same phone number")
    EMAIL = "email", _("The same e-mail address")
