"""Two questions that people would rather look up than read about, as trees of smaller ones.

A leaf says what to do; its ``kind`` is what the rules make of the same facts, which a test holds.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checklist_py.build.figures import figures


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


def decisions() -> dict[str, Decision]:
    """Return the trees by their names, with the figures in force."""
    say = figures()
    by_email = f"Email, within {say['thank_you_hours']}."
    chase = Ask(
        "asked",
        "Have you asked before?",
        Ask(
            "spaced",
            f"Have {say['follow_up_spacing_working_days']} gone by since?",
            Leaf("ask", f"Ask once more. After {say['max_follow_ups']} in all, let it go."),
            Leaf("wait", "Not yet: leave them room."),
        ),
        Ask(
            "named",
            "Did they name a day?",
            Ask(
                "date-past",
                f"Is it {say['grace_working_days']} later, or more?",
                Leaf("ask", "Call or write."),
                Leaf("wait", "Not yet: wait."),
            ),
            Ask(
                "week-past",
                f"Has it been more than {say['follow_up_days']}?",
                Leaf("ask", "Call or write."),
                Leaf("wait", "Not yet: wait."),
            ),
        ),
    )
    thanks = Ask(
        "wanted",
        "Might you want the job?",
        Ask(
            "no-time",
            "Will they decide before the post can come?",
            Leaf("email", by_email),
            Ask(
                "card",
                "Would you like to send a card too?",
                Leaf("both", f"Both: an email within {say['thank_you_hours']}, and a card in the post."),
                Leaf("email", by_email),
            ),
        ),
        Leaf("none", "You need not write. A short thank-you does no harm."),
    )
    return {"email-or-letter": Decision("Email or letter?", thanks), "chase": Decision("Should I chase?", chase)}


def in_words(root: Ask) -> Iterator[str]:
    """Yield a tree as numbered questions, for whoever listens to it."""
    asked = list(_asks(root))
    for number, ask in enumerate(asked, 1):
        ways = (
            f"If {answer}, {then.says if isinstance(then, Leaf) else f'go to {asked.index(then) + 1}.'}"
            for answer, then in (("yes", ask.yes), ("no", ask.no))
        )
        yield f"{number}. {ask.says} {' '.join(ways)}"


def _asks(node: Ask | Leaf) -> Iterator[Ask]:
    if isinstance(node, Ask):
        yield node
        yield from _asks(node.yes)
        yield from _asks(node.no)
