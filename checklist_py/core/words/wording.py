"""What each step says: a title, and what to do in two lines.

In our own words. Figures come from ``FIGURES`` (the sources' own) or from the policy; none
is typed into a sentence. A title is an instruction, at most 60 characters; what to do is at
most 200.

Long because it's a table, with every step's words in it.
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
    "soon_promised": ("two or three days", ("004",)),
}
"""Figures that the sources give and that no date depends on, each with its sources."""

FEWEST_LIVE = 2
"""Below this many live applications the overview says that more would help; see ``live_applications``."""


class Average(NamedTuple):
    """A published average, in days, of whose waits it is, and who published it when."""

    days: float
    whose: str
    publisher: str


AVERAGE_WAIT = Average(25.1, "new graduates in the US", "NACE, 2023")
"""From a first interview to the decision; the register's fact ``decision-days`` says it in full."""


class Words(NamedTuple):
    """What a step says."""

    title: str
    todo: str


STAGE_WORDS = {
    "room": Words("Before you leave the room", "Small things to ask and offer while you’re still in the room."),
    "same-day": Words("The same day", "Write down what you remember while it’s fresh, then let it go."),
    "thank-you": Words("The thank-you", "Short, warm, and soon."),
    "wait": Words("While you wait", "Keep moving; waiting is easier with something in hand."),
    "follow-up": Words("Following up", "When to ask, how often, and when to stop."),
    "next-round": Words("The second interview", "For when they ask you back."),
    "offer": Words("An offer", "For when they say yes."),
    "refusal": Words("If it’s a no", "For when the answer is no. You can still take something from it."),
}

UNLESS_WORDS = {"next-round": "if they ask", "offer": "if it comes", "refusal": "if it comes"}
"""What stands beside a stage that may never come, until it does."""

_WENT_WELL, _IMPROVE = FIGURES["went_well"][0], FIGURES["improve"][0]

WORDS = {
    "collect-contacts": Words(
        "Get everyone’s name and job title",
        "Ask each person for a card, or write their name down and check the spelling with them.",
    ),
    "share-contacts": Words(
        "Leave your contact details",
        "Make sure everyone you met can reach you by phone and by email.",
    ),
    "ask-next-steps": Words(
        "Ask what happens next",
        "When will you hear, from whom, and how? Write the date down before you leave.",
    ),
    "ask-follow-up-permission": Words(
        "Ask if you can follow up",
        "“If I haven’t heard by then, is it all right to get in touch?” It’s a fair question.",
    ),
    "ask-meanwhile": Words(
        "Ask what you can do in the meantime",
        "A reference, a sample of your work, a form: offer it now, while it’s useful.",
    ),
    "thank-everyone": Words(
        "Thank everyone, reception included",
        "Look each person in the eye, if that’s comfortable, and thank them for their time. You may be colleagues "
        "soon.",
    ),
    "settle": Words(
        "Let it settle",
        "Sit down somewhere quiet and breathe. It’s over, and everything else can wait a few minutes.",
    ),
    "record-facts": Words(
        "Write down what you remember",
        "Names, job titles, what you talked about, what they asked and roughly what you said. It fades fast.",
    ),
    "score-answers": Words(
        "Score your answers",
        f"Give each answer {FIGURES['score'][0]}. You’ll see what to practise, and how this interview compares with "
        "your others.",
    ),
    "reflect": Words(
        "Note what went well, then what to change",
        f"Find {_WENT_WELL} things you did well, and only then {_IMPROVE} that you’d do differently next time.",
    ),
    "clear-up": Words(
        "Decide what to put right or add",
        "If an answer came out wrong, or you forgot your best example, your thank-you can still say it.",
    ),
    "diarise-follow-up": Words(
        "Put the date they gave in your calendar",
        "Add it here too, under “They said I would hear by”, and your later dates will follow from it.",
    ),
    "decide-interest": Words(
        "Decide how much you want it",
        "It’s easier to be honest with yourself now than later, with an offer on the table and a deadline.",
    ),
    "rearrange": Words(
        "Ask for a new time",
        "Send a friendly line or ring them. Suggest a time that suits you, and offer to fit in with them.",
    ),
    "debrief-recruiter": Words(
        "Tell your recruiter how it went",
        "Have your notes in front of you. They can pass on what you wish you’d said.",
    ),
    "find-missing-names": Words(
        "Find out the names you’re missing",
        "Ring reception or whoever set up the interview, and ask for the names, their spelling and an address.",
    ),
    "thank-you-email": Words(
        "Email your thank-you",
        "Keep it short and personal: thank them, mention something you talked about, and say you’d like the job.",
    ),
    "thank-you-letter": Words(
        "Post a thank-you letter or card",
        "Write it by hand if your writing is clear. If they may decide before the post arrives, email as well.",
    ),
    "line-up-references": Words(
        "Line up your references",
        "Ask your referees now, so that they can answer quickly. Leave your present employer out of it for the moment.",
    ),
    "keep-searching": Words(
        "Keep looking",
        f"Keep {FIGURES['live_applications'][0]} applications going. You’ll come across as calmer in each of them.",
    ),
    "follow-up-1": Words(
        "Follow up",
        "Ring or write, whichever you find easier. Ask how things stand, and tell them anything that’s new.",
    ),
    "follow-up-2": Words(
        "Follow up once more",
        "Send a short, friendly note: you’re still interested, and either answer is fine.",
    ),
    "follow-up-3": Words(
        "Follow up a last time",
        "Send one last friendly line. After this, the next move is theirs.",
    ),
    "let-go": Words(
        "Let this one go",
        "You needn’t wait any longer. If they come back to you, good; until then, put your time into something else.",
    ),
    "research-deeper": Words(
        "Find out more about them",
        "Read about their work, their people and their year so far, and bring a question or two that show you did.",
    ),
    "settle-commitment": Words(
        "Settle any doubts about the job",
        "If you’re in two minds, that’s all right. Work out beforehand what would make it a yes.",
    ),
    "review-resume": Words(
        "Go over your CV again",
        "Expect more detailed questions this time. Have a story ready for every line you’re proud of.",
    ),
    "review-notes": Words(
        "Reread your notes from last time",
        "Look at what they asked, what you said and what you’d change. They may pick up where you left off.",
    ),
    "get-recruiter-feedback": Words(
        "Ask your recruiter what they thought of you",
        "If they had a doubt, you can clear it up this time, without pretending to be someone else.",
    ),
    "show-interest": Words(
        "Show them you want it",
        "Tell them plainly that you’d like the job, and why. They can’t guess it.",
    ),
    "ask-remaining-steps": Words(
        "Ask what’s still to come",
        "Ask how many steps are left, what they are and when it will all be decided, then keep those days free.",
    ),
    "thank-for-offer": Words(
        "Thank them for the offer",
        "Do it warmly and at once, even if you need time before you answer.",
    ),
    "settle-terms": Words(
        "Get the terms in writing",
        "Pay, hours, benefits, start date: ask about whatever is still open.",
    ),
    "ask-for-time": Words(
        "Ask for time, if you need it",
        f"Asking for {FIGURES['time_to_think'][0]} is normal. Say when you’ll answer, and keep to it.",
    ),
    "negotiate": Words(
        "Ask for more, if it’s worth asking",
        "Some salaries are fixed and some have room. Ask once, politely, and say why.",
    ),
    "alert-current-referees": Words(
        "Tell your referees at work",
        "Only now that you have an offer you’d like to take. The offer may depend on what they say.",
    ),
    "decide": Words(
        "Give your answer",
        "By the date you agreed, give them a clear yes or no in writing, with thanks.",
    ),
    "tell-others": Words(
        "Tell the others you’ve got a job",
        "A short note each to the other employers, your recruiter and your referees is enough.",
    ),
    "celebrate": Words(
        "Celebrate",
        "You did this. Mark it with someone who supported you.",
    ),
    "ask-why": Words(
        "Ask what decided it",
        "Thank them first. One calm question may tell you what to work on.",
    ),
    "ask-referral": Words(
        "Ask who else might be hiring",
        "It may be another team or another company. It costs them little, and it may help you a lot.",
    ),
    "learn": Words(
        "Keep what this one taught you",
        "Add it to your notes. It was good practice, and your next interview will be the better for it.",
    ),
    "start-again": Words(
        "Start the next one",
        "Pick one application when you’re ready. There are other good jobs, and you’ve had practice.",
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
    "let-go": Words("You’ve let this one go", "If they do come back to you, so much the better."),
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

THEIR_TURN = "It’s their turn now"
"""The heading of a quiet application of whose steps none is done: nobody is praised for what they didn't do."""

NOTHING_MORE = "Nothing more to do here."
"""What's said of a quiet application that has no date to come."""

OUTCOME_WORDS = {
    "invitation": ("They want to see me again", "invited back", "That’s good news."),
    "update": (
        "They need longer, or gave a new date",
        "they got in touch",
        "It’s more waiting, but it isn’t a no.",
    ),
    "offer": ("They made an offer", "an offer", "Well done. Take a breath before you answer."),
    "acceptance": ("I said yes", "you said yes", "Congratulations!"),
    "decline": ("I said no", "you said no", ""),
    "refusal": ("It’s a no", "it was a no", ""),
    "withdrawal": ("I withdrew", "you withdrew", ""),
    "no-show": (
        "They didn’t show up",
        "they didn’t show up",
        "That’s on them, not on you. You can ask for a new time.",
    ),
}
"""Each outcome as the person says it, as the page says it back, and a word to go with it where the card has none."""

PROVENANCE_WORDS = {
    "stated": "Our sources give this timing.",
    "given": "This counts from what they told you.",
    "ours": "None of our sources sets this date. It’s our suggestion.",
    "policy": "Your careers centre set this timing.",
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
