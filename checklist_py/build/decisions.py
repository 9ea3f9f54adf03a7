"""Two questions that people would rather look up than read about, as trees of smaller ones.

A leaf says what to do; its ``kind`` is what the rules make of the same facts, on every day, which a test holds.
"""

from typing import NamedTuple

from checklist_py.build.figures import figures
from checklist_py.core.rules.policy import Policy


class Leaf(NamedTuple):
    """An answer."""

    kind: str
    says: str


class Ask(NamedTuple):
    """A question with what follows from yes and from no."""

    id: str
    says: str
    yes: "Ask | Leaf"
    no: "Ask | Leaf"


class Decision(NamedTuple):
    """A tree with its title."""

    title: str
    root: Ask


def decisions(own: Policy | None = None) -> dict[str, Decision]:
    """Return the trees by their names, with the guide's figures or a centre's ``own``."""
    say = figures(own)
    by_email = f"Email, within {say['thank_you_hours']}."
    now = Leaf("ask", "Call or write, on a working day.")
    later = Leaf("wait", "Not yet: wait.")
    asking = Ask(
        "asked",
        "Have you asked before?",
        Ask(
            "enough",
            f"Is that {say['max_follow_ups']} already?",
            Leaf("let-go", "You’ve done enough. Let it go."),
            Ask("spaced", f"Is it {say['follow_up_spacing_working_days']} since then?", now, later),
        ),
        Ask(
            "named",
            "Did they name a day?",
            Ask("date-past", f"Is it {say['grace_working_days']} later, or more?", now, later),
            Ask("week-past", f"Has it been more than {say['follow_up_days']}?", now, later),
        ),
    )
    chase = Ask(
        "too-late",
        f"Was your next follow-up due {say['follow_up_spacing_working_days']} ago, or more?",
        Leaf("let-go", "Let this one go."),
        asking,
    )
    thanks = Ask(
        "wanted",
        "Might you want the job?",
        Ask(
            "no-time",
            "Will they decide before a letter could arrive?",
            Leaf("email", by_email),
            Ask(
                "card",
                "Would you like to send a card too?",
                Leaf("both", f"Both: an email within {say['thank_you_hours']}, and a card in the post."),
                Leaf("email", by_email),
            ),
        ),
        Leaf("none", "No thank-you needed, but do tell them that you’re withdrawing."),
    )
    return {"email-or-letter": Decision("Email or letter?", thanks), "chase": Decision("Should I chase?", chase)}
