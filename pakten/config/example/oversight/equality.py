"""Whom the example's reach is counted against, a goal for newcomer women, and what is done about gaps."""

from datetime import date, timedelta

from pakten.base.ui.text import LocalText
from pakten.config.example.world import World
from pakten.oversight.equality.models import Eligible, EqualityStep
from pakten.oversight.equality.states import StepState
from pakten.parties.pacts.models import Target

SOURCE = "Exempelsiffror: inskrivna utan arbete, som i Arbetsförmedlingens register i december"
# Women and men without work in the target group, this year and the two before.
WHOLE = ((6050, 5150), (6210, 5180), (6400, 5320))
GROUPS = {"newcomer": (2480, 2130), "not_established": (1690, 1180), "short_education": (940, 870)}
# Women who begin a job, of the newcomers: this year, last, the year before.
NEWCOMER_WOMEN = (48, 36, 20)
DAYS = {StepState.ON_TRACK: 72, StepState.LATE: -15, StepState.DONE: -40, StepState.DROPPED: -100}
STEPS = (
    (
        StepState.ON_TRACK,
        "Jobbtorg Norrvik",
        "Hälften av rekryteringsträffarna hålls mellan klockan 10 och 14, med barnpassning",
        "Half of the recruitment events are held between 10 and 14, with child care",
        "تُعقد نصف لقاءات التوظيف بين الساعة 10 و14 مع رعاية للأطفال",
    ),
    (
        StepState.LATE,
        "21 medlemmar har lovat det",
        "Medlemmar med APL-platser erbjuder intervju efter avslutad APL",
        "Members with APL places offer an interview when the APL has ended",
        "يعرض الأعضاء الذين لديهم أماكن تدريب مقابلة بعد انتهاء التدريب",
    ),
    (
        StepState.DONE,
        "Paktkontoret",
        "Utbildning mot stereotyper för alla som fördelar insatser",
        "Training against stereotypes for all who decide who gets what",
        "تدريب ضد الصور النمطية لكل من يوزع الخدمات",
    ),
    (
        StepState.ON_TRACK,
        "Föreningen Nya Vägar",
        "Fler stadsdelsmammor i Järva och Skärholmen",
        "More neighbourhood mothers in Järva and Skärholmen",
        "المزيد من أمهات الحي في يارفا وسكيرهولمن",
    ),
    (
        StepState.DROPPED,
        "Paktkontoret",
        "Ett eget mentorprogram bara för kvinnor",
        "A mentor programme of its own for women only",
        "برنامج إرشاد خاص بالنساء فقط",
    ),
)
RESULT = LocalText(
    sv="48 har gått utbildningen. Nästa år blir den en del av introduktionen.",
    en="48 have taken the course. From next year it is a part of the introduction.",
    ar="شارك 48 شخصًا في التدريب، وسيصبح العام القادم جزءًا من التعريف بالعمل.",
)
WHY_DROPPED = "Kvinnorna vi frågade ville ha fler mentorer i samma program, inte ett eget."


def make_equality(world: World) -> None:
    """Groups, a goal of its own, and steps in every state."""
    Eligible.objects.bulk_create(_groups(world))
    Target.objects.bulk_create(
        Target(
            pact=world.pact, kin="hires", year=world.today.year - back, gender="woman",
            target_group=world.groups["newcomer"], quantity=quantity,
            decided_on=min(date(world.today.year - back - 1, 12, 12), world.ago(20)),
            decided_by=world.accounts["coordinator"],
        )
        for back, quantity in enumerate(NEWCOMER_WOMEN)
    )  # fmt: skip
    EqualityStep.objects.bulk_create(_step(world, step) for step in STEPS)


def _groups(world: World) -> list[Eligible]:
    rows = [(back, "", numbers) for back, numbers in enumerate(WHOLE)]
    rows += [(0, code, numbers) for code, numbers in GROUPS.items()]
    return [
        Eligible(
            pact=world.pact, year=world.today.year - back, target_group=world.groups.get(code),
            women=women, men=men, source=SOURCE,
            counted_on=date(world.today.year - back - 1, 12, 31),
            recorded_by=world.accounts["analyst"],
            recorded_at=world.moment(min(date(world.today.year - back, 1, 20), world.today)),
        )
        for back, code, (women, men) in rows
    ]  # fmt: skip


def _step(world: World, step: tuple[StepState, str, str, str, str]) -> EqualityStep:
    state, owner, sv, en, ar = step
    due = world.today + timedelta(days=DAYS[state])
    return EqualityStep(
        pact=world.pact, what=LocalText(sv=sv, en=en, ar=ar), owner=owner, due_on=due, state=state,
        reason=WHY_DROPPED if state == StepState.DROPPED else "",
        result=RESULT if state == StepState.DONE else LocalText(),
        done_on=due if state == StepState.DONE else None,
        recorded_by=world.accounts["coordinator"], recorded_at=world.moment(world.ago(8)),
    )  # fmt: skip
