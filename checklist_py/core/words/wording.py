"""What each step says: a title, and what to do in two lines.

In our own words. Figures come from ``FIGURES`` (the sources' own) or from the policy; none
is typed into a sentence. A title is an instruction, at most 60 characters; what to do is at
most 200.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from checklist_py.core.rules.amounts import count

FIGURES = {
    "went_well": ("five or six", ("002",)),
    "improve": ("one or two", ("002",)),
    "score": ("1 to 10", ("002",)),
    "live_applications": ("two or three", ("002",)),
    "time_to_think": ("a day or two", ("001",)),
    "to_write": ("half an hour", ("004",)),
}
"""Figures that the sources give and that no date depends on, each with its sources."""

FEWEST_LIVE = 2
"""Below this many live applications the overview says that more would help; see ``live_applications``."""


class Average(NamedTuple):
    """A published average, in days, and who published it when."""

    days: float
    publisher: str


AVERAGE_WAIT = Average(25.1, "NACE, 2023")
"""From a first interview to the decision; the register's fact ``decision-days`` says it in full."""


class Words(NamedTuple):
    """What a step says."""

    title: str
    todo: str


STAGE_WORDS = {
    "room": Words("Before you leave the room", "Small things to ask and to offer while you are still together."),
    "same-day": Words("The same day", "Put down what you remember while it is clear, then let it go."),
    "thank-you": Words("The thank-you", "Short, warm, and soon."),
    "wait": Words("While you wait", "Keep moving; waiting is easier with something in hand."),
    "follow-up": Words("Following up", "When to ask, how often, and when to stop."),
    "next-round": Words("The second interview", "For when they ask you back."),
    "offer": Words("An offer", "For when they say yes."),
    "refusal": Words("If it’s a no", "For when the answer is no. It still has something to give you."),
}

UNLESS_WORDS = {"next-round": "if they ask", "offer": "if it comes", "refusal": "if it comes"}
"""What stands beside a stage that may never come, until it does."""

_WENT_WELL, _IMPROVE = FIGURES["went_well"][0], FIGURES["improve"][0]

WORDS = {
    "collect-contacts": Words(
        "Get everyone’s name, title and contact details",
        "Ask each person for a card, or write it down and check the spelling with them.",
    ),
    "share-contacts": Words(
        "Leave your own contact details", "Make sure each person you met can reach you, by phone and by email."
    ),
    "ask-next-steps": Words(
        "Ask what happens next", "When will you hear, from whom, and how? Write the date down before you go."
    ),
    "ask-follow-up-permission": Words(
        "Ask if you may follow up", "“If I haven’t heard by then, may I get in touch?” It is a fair question."
    ),
    "ask-meanwhile": Words(
        "Ask if there is anything to do meanwhile",
        "A reference, a sample of your work, a form: offer it now, while it is useful.",
    ),
    "thank-everyone": Words(
        "Thank everyone, the front desk too",
        "A look, a thank-you, a handshake if that is your way. You may be colleagues soon.",
    ),
    "settle": Words("Let it settle", "Sit down somewhere calm and breathe. It is done; the rest can wait a little."),
    "record-facts": Words(
        "Write down who, when and what you talked about",
        "Names, roles, topics, the questions and the gist of your answers. Notes fade fast in memory.",
    ),
    "score-answers": Words(
        "Score your answers",
        f"Give each answer {FIGURES['score'][0]}. It shows what to practise, and how this one compares with others.",
    ),
    "reflect": Words(
        "Note what went well, then what to change",
        f"Find {_WENT_WELL} things you did well. Then {_IMPROVE} to do differently next time.",
    ),
    "clear-up": Words(
        "Pick what you would put right or add",
        "An answer that came out wrong, an example you forgot: it can go into your thank-you.",
    ),
    "diarise-follow-up": Words(
        "Mark the day their answer is due",
        "In your calendar, and here, under “They said I would hear by”. Later dates then follow it.",
    ),
    "decide-interest": Words(
        "Ask yourself how much you want it",
        "Deciding now, with no offer on the table, saves you a slow answer when there is one.",
    ),
    "rearrange": Words(
        "Ask for a new time",
        "A friendly line or a call: say you were there, and offer two or three times that suit you.",
    ),
    "debrief-recruiter": Words(
        "Tell your recruiter how it went", "Use your notes. They can pass on what you wish you had said."
    ),
    "find-missing-names": Words(
        "Find the names you are missing",
        "Call whoever set up the interview, or reception: names, their spelling, an address.",
    ),
    "thank-you-email": Words(
        "Send a thank-you email",
        "Short and personal: thanks, one thing you talked about, and that you would like the job.",
    ),
    "thank-you-letter": Words(
        "Post a thank-you letter or card",
        "By hand if your handwriting is clear, printed if not. If they decide too soon for the post, email as well.",
    ),
    "line-up-references": Words(
        "Line up your references",
        "Ask past referees now so they can answer quickly. Leave your present employer out of it for now.",
    ),
    "keep-searching": Words(
        "Go on looking",
        f"Have {FIGURES['live_applications'][0]} applications live. You will come across as calmer in each of them.",
    ),
    "follow-up-1": Words(
        "Follow up", "Call or write. Bring something new, then ask where things stand and what you can add."
    ),
    "follow-up-2": Words(
        "Follow up once more", "A short, friendly note. Say you are still keen, and leave them room to answer."
    ),
    "follow-up-3": Words("Follow up a last time", "One last friendly line. After this the next move is theirs."),
    "let-go": Words(
        "Let this one go",
        "You have done your part. If they come back, good; meanwhile give your time to the others.",
    ),
    "research-deeper": Words(
        "Find out more about them",
        "Their work, their people, their year so far. Bring a question or two that only a reader would think of.",
    ),
    "settle-commitment": Words(
        "Be clear with yourself about wanting it",
        "Doubt shows in a second interview. If you have one, name it to yourself first.",
    ),
    "review-resume": Words(
        "Go over your CV again", "Expect more detail this time. Have a story ready for each line you are proud of."
    ),
    "review-notes": Words(
        "Reread your notes from last time",
        "What they asked, what you said, what you would change. They may start where you left off.",
    ),
    "get-recruiter-feedback": Words(
        "Ask your recruiter what they thought of you",
        "Clear up a doubt if there is one, and stay yourself while you do.",
    ),
    "show-interest": Words("Let them see that you want it", "Say so in plain words, and why. Nobody will guess it."),
    "ask-remaining-steps": Words(
        "Ask what steps remain",
        "When will it all be over, and which meetings come before that? Then keep the days free.",
    ),
    "thank-for-offer": Words(
        "Thank them for the offer", "Warmly and at once, even if you need time before you answer."
    ),
    "settle-terms": Words(
        "Get the terms clear, in writing", "Pay, hours, benefits, start date: ask about whatever is still open."
    ),
    "ask-for-time": Words(
        "Ask for time, if you need it",
        f"Asking for {FIGURES['time_to_think'][0]} is normal. Say when you will answer, and keep to it.",
    ),
    "negotiate": Words(
        "Ask for more, if it is worth asking",
        "Some pay is fixed, some has room. Ask once, politely, with your reasons.",
    ),
    "alert-current-referees": Words(
        "Tell referees at your present job", "Only now, when the offer is real and you have thought it through."
    ),
    "decide": Words("Give your answer", "By the date you agreed. A clear yes or no, in writing, with thanks."),
    "tell-others": Words(
        "Tell the others that you have a job", "Other employers, your recruiter, your referees. A short note each."
    ),
    "celebrate": Words("Celebrate", "You did this. Mark it with someone who supported you."),
    "ask-why": Words(
        "Ask, kindly, what decided it",
        "Thank them first. One calm question may tell you what to work on.",
    ),
    "ask-referral": Words(
        "Ask who else might be hiring",
        "In another team or another firm. The answer costs them little and may help you.",
    ),
    "learn": Words(
        "Keep what this one taught you",
        "Add it to your notes. It was practice, and the next interview gets the benefit.",
    ),
    "start-again": Words(
        "Start the next one",
        "One application, when you are ready. There are other good jobs, and you have had practice.",
    ),
}

STATUS_WORDS = {
    "upcoming": "later",
    "open": "now",
    "overdue": "late, still worth doing",
    "missed": "the moment has passed",
    "done": "done",
    "skipped": "doesn't apply",
    "snoozed": "put off",
    "not-needed": "not needed",
    "undated": "no date yet",
}

STAGE_OF_APPLICATION_WORDS = {
    "undated": "no interview date yet",
    "before": "interview ahead",
    "waiting": "waiting to hear",
    "silent": "no word for a long time",
    "invited": "invited back",
    "offer": "offer",
    "accepted": "accepted",
    "declined": "turned down",
    "refused": "it was a no",
    "withdrawn": "withdrawn",
    "let-go": "let go",
}

MOMENT_WORDS = {
    "accepted": Words("You’ve got the job", "Congratulations. Take a moment to enjoy it."),
    "declined": Words("You turned it down", "A clear answer is a kind one. There’s nothing more to do here."),
    "refused": Words(
        "I’m sorry it wasn’t this one",
        "That’s hard, and it isn’t a verdict on you. There’s nothing you need to do today.",
    ),
    "withdrawn": Words("You withdrew", "That’s settled, then. There’s nothing more to do here."),
    "offer": Words("You’ve got an offer", "Well done. Take the time you need to decide."),
    "let-go": Words("You’ve let this one go", "You did your part. If they do come back to you, so much the better."),
    "room": Words("Good luck in there", "Before you leave, get everyone’s name and ask when you’ll hear."),
    "out": Words(
        "That’s the hard part done",
        "You’ve done everything you can this soon. Put it out of your mind for a while.",
    ),
    "no-show": Words(
        "They didn’t turn up", "That’s on them, not on you. A friendly line is enough to find a new time."
    ),
    "before": Words("Your interview is {start}", "Read through what’s worth asking before you leave the room."),
    "invited": Words("They want to see you again", "Well done. Add the date once you have it, and plan from there."),
    "undated": Words("When is your interview?", "Add its date and every step gets its own."),
    "silent": Words("They’ve had plenty of time", "Nobody would blame you for moving on."),
    "promised": Words("You can ask them now", "It’s fine to ask how things stand."),
    "follow-up": Words("You’ve waited long enough to ask", "A short, friendly message is fine now."),
    "quiet": Words("You’ve done your part", "Nothing to do until {until}."),
}
"""What an application is about just now: a heading, and what's said below it when there's nothing to do.

In braces stand dates that whoever shows it says in the reader's own way.
"""

PROMISE_WORDS = ("They said by {date}", "They said within {within}: about {date}")
"""The promise in words: where they named a date, and where they put it loosely."""

NOTHING_MORE = "Nothing more to do here."
"""What's said of a quiet application that has no date to come."""

OUTCOME_WORDS = {
    "invitation": ("They want to see me again", "invited back", "Good news: they want to see more of you."),
    "update": (
        "They need longer, or gave a new date",
        "they got in touch",
        "It’s more waiting, but it isn’t a no.",
    ),
    "offer": ("They made an offer", "an offer", "Well done. Take a breath before you answer."),
    "acceptance": ("I said yes", "you said yes", "Congratulations!"),
    "decline": ("I said no", "you said no", "A clear answer is a kind one."),
    "refusal": ("It’s a no", "it was a no", "That’s hard, and it isn’t a verdict on you."),
    "withdrawal": ("I withdrew", "you withdrew", "That’s settled, then."),
    "no-show": (
        "They didn’t show up",
        "they didn’t show up",
        "That’s on them, not on you. You can ask for a new time.",
    ),
}
"""Each outcome as the person says it, as the page says it back, and a word to go with it."""

PROVENANCE_WORDS = {
    "stated": "Our sources give this figure.",
    "given": "This counts from what they told you.",
    "ours": "None of our sources gives a figure here. This one is our suggestion.",
    "policy": "Your careers centre set this figure.",
    "none": "",
}
"""Who gives a step's figure. Of a step without a date nothing is claimed."""


def name_of(application: Mapping[str, Any]) -> str:
    """Name an application of a record as a page does: employer and role, as far as they are known."""
    parts = [part for part in (application.get("employer", ""), application.get("role", "")) if part]
    return ", ".join(parts) or "Unnamed interview"


def within_words(amount: int, unit: str) -> str:
    """Say how long they said they'd take: "a week", "two weeks", "10 working days". ``unit`` is as in the record."""
    if unit == "days" and amount in _WEEKS:
        return _WEEKS[amount]
    return count(amount, unit.removesuffix("s").replace("_", " "))


_WEEKS = {7: "a week", 14: "two weeks", 21: "three weeks", 28: "four weeks"}
