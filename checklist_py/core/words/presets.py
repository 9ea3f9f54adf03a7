"""What's said of a centre's rules: whose they are, what they change, and what they'd take the place of.

A preset says what differs from the site's own figures, so that's what it's compared with. Whoever has
taken one before is told what's new as well.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.anchors import ANCHORS
from checklist_py.core.rules.policy import NUMBERS, Policy, policy_from
from checklist_py.core.rules.steps import FOLLOW_UPS, STEPS
from checklist_py.core.words.numbers import LABELS, amount_words, is_own
from checklist_py.core.words.wording import STAGE_WORDS, WORDS

type Extra = Mapping[str, Any]


class Row(NamedTuple):
    """One number that a centre sets, with the site's own."""

    label: str
    theirs: str
    ours: str


class Added(NamedTuple):
    """A step of a centre's own: its title, when it's due, and the address of its link, which may be empty."""

    title: str
    when: str
    url: str


class Offer(NamedTuple):
    """A preset, as it's put to a person before anything changes."""

    title: str
    issued: str
    lead: str
    url: str
    """The centre's own link, or empty."""
    numbers: tuple[Row, ...]
    added: tuple[Added, ...]
    left_out: tuple[str, ...]
    news: tuple[str, ...]
    """What differs from the rules that are in use now; nothing where there are none."""
    is_same: bool
    """Whether they're the rules that are in use already."""

    def as_json(self) -> dict[str, Any]:
        """Return it as an object."""
        return {
            **self._asdict(),
            "numbers": [row._asdict() for row in self.numbers],
            "added": [step._asdict() for step in self.added],
        }


def offer_words(preset: Mapping[str, Any], settings: Mapping[str, Any], standing: str) -> Offer:
    """Say what a checked preset would change, for whoever has these ``settings``.

    ``standing`` is how it stands to what they've taken: ``first``, ``same``, ``newer``, ``older``, ``revised`` or
    ``another``.
    """
    policy, now = policy_from(preset), policy_from(settings)
    is_fresh = standing == "first" and not is_own(settings)
    brings_region = preset.get("region") not in (None, settings.get("region"))
    if standing == "same" and brings_region:
        standing = "region"
    return Offer(
        title=f"Use the rules from {preset['centre']}?",
        issued=f"Issued on {day_words(preset['issued'])}.",
        lead=_lead(settings, "own" if standing == "first" and is_own(settings) else standing),
        url=preset.get("link", ""),
        numbers=tuple(_rows(policy)),
        added=tuple(added_words(extra) for extra in policy.extra_steps),
        left_out=tuple(words.title for id_, words in WORDS.items() if id_ in policy.left_out),
        news=() if is_fresh else tuple(_news(now, policy)),
        is_same=standing == "same",
    )


_LEADS = {
    "first": "Your checklist would follow them from now on.",
    "own": "They’d take the place of the timing you’ve set yourself.",
    "same": "You’re using these rules already.",
    "region": "You’re using these rules already. They’d set your bank holidays as well.",
    "newer": "They’d take the place of the ones you’re using{since}.",
    "revised": "They’d take the place of the ones you’re using, which were issued on the same day.",
    "older": "Careful: these are older than the ones you’re using{since}.",
    "another": "They’d take the place of the rules from {centre}{since}.",
}


def _lead(settings: Mapping[str, Any], standing: str) -> str:
    """Say what it would take the place of."""
    issued = settings.get("centre_issued")
    since = f", issued on {day_words(issued)}" if issued else ""
    return _LEADS[standing].format(centre=settings.get("centre"), since=since)


def day_words(day: str) -> str:
    """Say a date in full: "27 November 2026"."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def added_words(extra: Extra) -> Added:
    """Say what a centre's own step is, when it's due and where it leads."""
    return Added(extra["title"], due_of(extra), extra.get("url", ""))


def due_of(extra: Extra) -> str:
    """Say when a centre's own step is due: "within 2 working days of the offer"."""
    event = ANCHORS[extra["anchor"]].event
    ((unit, amount),) = ((unit, amount) for unit, amount in extra["offset"].items() if unit in UNIT_WORDS)
    if amount == 0:
        return f"at {event}" if unit == "hours" else f"on the day of {event}"
    return f"within {count(amount, UNIT_WORDS[unit].removesuffix('s'))} of {event}"


def _rows(policy: Policy) -> Iterator[Row]:
    for number in NUMBERS:
        if number.name in policy.changed:
            value = getattr(policy, number.name)
            yield Row(LABELS[number.name].label, amount_words(number, value), amount_words(number, number.default))


def _news(old: Policy, new: Policy) -> Iterator[str]:
    """Yield what differs between two policies, a line each."""
    for number in NUMBERS:
        was, will_be = (getattr(policy, number.name) for policy in (old, new))
        if was != will_be:
            told, then = amount_words(number, was), amount_words(number, will_be)
            yield f"{LABELS[number.name].label}: {then} instead of {told}"
    yield from _new_steps(old, new)
    for id_, words in WORDS.items():
        if id_ in new.left_out - old.left_out:
            yield f"Left out from now on: “{words.title}”"
        elif id_ in old.left_out - new.left_out:
            yield f"Back in the list: “{words.title}”"


def _new_steps(old: Policy, new: Policy) -> Iterator[str]:
    before, after = ({extra["id"]: extra for extra in policy.extra_steps} for policy in (old, new))
    for key, extra in after.items():
        if key not in before:
            yield f"A new step: “{extra['title']}”"
        elif added_words(extra) != added_words(before[key]):
            yield f"A changed step: “{extra['title']}”"
    for key, extra in before.items():
        if key not in after:
            yield f"No longer there: “{extra['title']}”"


# --- for the centre itself -----------------------------------------------------------------


ANCHOR_WORDS = {
    "end": "the interview’s end",
    "start": "the interview’s start",
    "reply-by": "the date they said you’d hear by",
    "offer": "an offer",
    "acceptance": "saying yes to an offer",
    "refusal": "a no",
}
UNIT_WORDS = {"hours": "hours", "days": "days", "working_days": "working days"}
"""What a centre's own step may count from and in, as its form offers them."""


class Paste(NamedTuple):
    """A text to paste somewhere: where, how to do it there, and the text."""

    where: str
    how: str
    text: str


def paste_texts(centre: str, link: str) -> tuple[Paste, ...]:
    """Return what a centre's people can paste for their students. ``link`` is plain ASCII, as packed."""
    invitation = f"Just had an interview? {centre} has a checklist for you: what to do next, and by when."
    private = "It needs no account, and what you enter stays on your own device."
    markup = (
        f"<p>{escaped(invitation)}</p>\n"
        f'<p><a href="{escaped(link)}" target="_blank" rel="noopener">Open the checklist (in a new tab)</a></p>\n'
        f"<p>{private} On a phone, open it in your usual browser rather than inside this app.</p>"
    )
    email = (
        f"{invitation}\n\n{link}\n\n{private} If your mail app opens the link in a window of its own, choose “Open in "
        "browser” there, so that you find your list again."
    )
    return (
        Paste("Canvas", "In a page’s editor, choose View, then HTML Editor, and paste.", markup),
        Paste("Moodle", "In a text area or page, open the HTML source (</>), and paste.", markup),
        Paste("Brightspace", "In a topic’s editor, open Source Code (</>), and paste.", markup),
        Paste("Email", "Plain text, for any mail program.", email),
        Paste(
            "Alt text for the code",
            "Upload the picture of the code, and give it this alternative text.",
            f"QR code: opens the interview checklist with the rules from {centre}. The link beside it does the same.",
        ),
    )


def escaped(text: str) -> str:
    """Escape text for HTML."""
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(letter, entity)
    return text


ON_PAPER = ("room", "same-day", "thank-you", "wait", "follow-up")
"""The stages that fit on a handout; the others come with the checklist."""


_DATES = {
    "thank_you_hours": "thank-you-email",
    "follow_up_days": "follow-up-1",
    "grace_working_days": "follow-up-1",
    "follow_up_spacing_working_days": "follow-up-2",
    "decide_working_days": "decide",
}
"""The step that a number dates: without it the number says nothing."""


def sheet_words(preset: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a centre's handout says: its numbers in force, and the steps of the first weeks, its own too."""
    policy = policy_from(preset)
    beyond = FOLLOW_UPS[policy.max_follow_ups :]
    gone = {*policy.left_out, *beyond}
    numbers = [
        (LABELS[number.name].label, amount_words(number, getattr(policy, number.name)))
        for number in NUMBERS
        if _DATES.get(number.name) not in gone
    ]
    stages = [
        {
            "title": STAGE_WORDS[stage].title,
            "steps": [WORDS[step.id].title for step in STEPS if step.stage == stage and step.id not in gone],
        }
        for stage in ON_PAPER
    ]
    return {
        "centre": preset["centre"],
        "issued": f"Issued on {day_words(preset['issued'])}.",
        "url": preset.get("link", ""),
        "numbers": [{"label": label, "amount": amount} for label, amount in numbers],
        "stages": [stage for stage in stages if stage["steps"]],
        "added": [added_words(extra)._asdict() for extra in policy.extra_steps],
    }
