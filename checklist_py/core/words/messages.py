"""Words to send: every message template, with blanks for what only the person knows.

This is data, and long because every text is here. A body is paragraphs, with an empty line
between them. In braces stand:

    {name}                      a blank, one of ``BLANKS``
    {others? and with {others}} words that are left out when the blank in front of the ``?`` has no answer
    {opening}                   one of the message's ``turns``: words that differ from person to person

No figure is typed into a message: a date to be kept is a blank. A script for a call puts what is
said in quotation marks and the rest is a cue.

In our own words, short, and none of the phrases that everyone has read too often.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

EMAIL, LETTER, CALL = "email", "letter", "call"

GROUPS = {
    "thanks": "Saying thank you",
    "asking": "Following up",
    "offer": "When there is an offer",
    "no": "When it is a no",
    "leaving": "When you are the one to say no",
    "referees": "Your referees",
}
"""The groups in which messages are shown, in the order in which a person needs them."""

BLANKS = {
    "you": "your name",
    "your_phone": "your phone number",
    "name": "their name",
    "others": "the others you met",
    "employer": "the organisation",
    "role": "job title",
    "day": "the day you met",
    "topic": "something you talked about",
    "liked": "what you liked about it",
    "fit": "why you are right for it, in one line",
    "question": "what they asked you",
    "answer": "what you meant to say",
    "thought": "what you have thought since",
    "news": "something new: a thought, an article, a piece of your work",
    "reply_by": "the date they named",
    "answer_by": "the day you will answer",
    "start_day": "the day you start",
    "reason": "your reason, in one line",
    "pay": "the pay you have in mind",
    "instead": "a day from home, a later start, training",
    "field": "your kind of work",
    "referee": "your referee’s name",
}
"""What can be left blank, with what to put there."""


type Turns = tuple[tuple[str, tuple[str, ...]], ...]


class Message(NamedTuple):
    """One message: which steps it serves, how it is sent, when it is right, and its words.

    ``turns`` are names in braces with what may stand there. Their numbers have no common divisor, so
    that as many people as their product get words that no other gets.
    """

    id: str
    group: str
    steps: tuple[str, ...]
    channel: str
    title: str
    when: str
    subject: str
    body: str
    turns: Turns = ()


_WITH_BEST_WISHES: Turns = (
    (
        "opening",
        (
            "Thank you for your time on {day}. I enjoyed talking with you, most of all about {topic}.",
            "Thank you for seeing me on {day}. What you said about {topic} has stayed with me.",
            "It was good to meet you on {day}, and to hear what you think about {topic}. Thank you.",
            "Thank you for our talk on {day}. I learned a lot from it, above all about {topic}.",
            "I am still thinking about our talk on {day}, and about {topic}. Thank you for it.",
        ),
    ),
    (
        "closing",
        (
            "If there is anything else you would like to know, please ask. I will be in touch again while you decide.",
            "Has a question come up since? Please ask me. I will write again while you decide.",
            "Please ask me anything that is still open. You will hear from me again while you decide.",
            "I am glad to add whatever would help you decide, and I will be in touch again before you do.",
        ),
    ),
)

_BY_HAND: Turns = (
    (
        "opening",
        (
            "You made time for me on {day}, and I am grateful for it. I still think about {topic}.",
            "Our talk on {day} has stayed with me, and what you said about {topic} above all. Thank you for it.",
            "Thank you for meeting me on {day}. I have gone on thinking about {topic}.",
            "It was a pleasure to meet you on {day} and to talk about {topic}. Thank you.",
            "I left on {day} with much to think about, most of all {topic}. Thank you for that.",
        ),
    ),
    (
        "closing",
        (
            "Thank you for the warm welcome. I will be in touch while you decide.",
            "I felt welcome, and I thank you for it. You will hear from me while you decide.",
            "Thank you for making it such a good talk. I will write again while you decide.",
            "Thank you for your kindness that day. I will get in touch before you decide.",
        ),
    ),
)

_PANEL: Turns = (
    (
        "opening",
        (
            "Thank you for meeting me on {day}. You asked me about {question}, and it has stayed with me: {thought}.",
            "I have gone on thinking about your question, {question}: {thought}. Thank you for it, and for meeting me on {day}.",
            "On {day} you wanted to know about {question}. Since then I have thought this: {thought}. Thank you for asking.",
            "Thank you for your question on {day} about {question}. Here is what I would add today: {thought}.",
            "Your question on {day} was a good one: {question}. I would now say this: {thought}. Thank you.",
        ),
    ),
    (
        "closing",
        (
            "I would be glad to work with you{others? and with {others}}.",
            "It would be a pleasure to join you{others? and {others}}.",
            "I liked what I saw, and I would be happy to work beside you{others? and {others}}.",
            "I can well see myself working with you{others? and with {others}}.",
        ),
    ),
)

MESSAGES = (
    Message(
        "thank-you-email", "thanks", ("thank-you-email",), EMAIL,
        "Thank-you email",
        "The one to send if you send only one.",
        "Thank you: {role}",
        """\
Dear {name},

{opening}

It made me want the job even more, because {liked}. And I think I can do it well: {fit}.

{closing}

With best wishes,
{you}""",
        _WITH_BEST_WISHES,
    ),
    Message(
        "thank-you-letter", "thanks", ("thank-you-letter",), LETTER,
        "Thank-you letter or card",
        "By hand, if your handwriting is easy to read.",
        "",
        """\
Dear {name},

{opening}

I would love to do this job, and here is why I think I can: {fit}.

{closing}

With kind regards,
{you}""",
        _BY_HAND,
    ),
    Message(
        "thank-you-panel", "thanks", ("thank-you-email", "thank-you-letter"), EMAIL,
        "Thank-you after a panel",
        "One for each person. Change the middle every time: they may compare.",
        "Thank you: {role}",
        """\
Dear {name},

{opening}

{closing}

With best wishes,
{you}""",
        _PANEL,
    ),
    Message(
        "thank-you-mend", "thanks", ("thank-you-email", "clear-up"), EMAIL,
        "Thank-you that mends an answer",
        "When one thing came out wrong, or the best example came too late.",
        "Thank you, and a better answer",
        """\
Dear {name},

Thank you for your time on {day}. One answer did not come out as I meant it, so here it is again.

You asked me about {question}. What I wanted to say: {answer}.

I would very much like the job, and I am happy to talk about this or anything else.

With best wishes,
{you}""",
    ),
    Message(
        "thank-you-courtesy", "thanks", ("thank-you-email",), EMAIL,
        "Short thank-you, when you do not want the job",
        "You need not write. If you would like to all the same:",
        "Thank you",
        """\
Dear {name},

Thank you for meeting me on {day}. I learned a lot about {topic}.

I hope you find the right person.

With best wishes,
{you}""",
    ),
    Message(
        "call-reception", "thanks", ("find-missing-names",), CALL,
        "Call to reception, for a name",
        "When you do not know whom to write to.",
        "",
        """\
“Hello, my name is {you}. I had an interview with you on {day}, for the {role} job.”

“I would like to thank the people I met. Could you tell me their names, and how to spell them?”

“And where should I write: is there an email address, or a postal address?”

Read it all back to them. Then: “Thank you, that is a great help.”""",
    ),
    Message(
        "follow-up-1", "asking", ("follow-up-1",), EMAIL,
        "First follow-up by email",
        "Once their date is over. If they named none, once the wait is.",
        "{role}: where do things stand?",
        """\
Dear {name},

We met on {day} about the {role} job{reply_by?, and you hoped to know by {reply_by}}. I would still like to do it. Since then, {news}.

If you would like to ask me anything, or to meet again, I am glad to.

How do things stand? If you have not decided yet, am I still a candidate, and when do you think you will know?

With best wishes,
{you}""",
    ),
    Message(
        "follow-up-2", "asking", ("follow-up-2", "follow-up-3"), EMAIL,
        "Second follow-up by email",
        "Short and friendly. It leaves them room.",
        "{role}: still keen",
        """\
Dear {name},

Only a few words: I am still keen on the {role} job, and I have not forgotten our talk about {topic}.

If you have chosen someone else, a line from you would help me plan. If you have not, take the time you need.

With best wishes,
{you}""",
    ),
    Message(
        "call-interviewer", "asking", ("follow-up-1", "follow-up-2", "follow-up-3"), CALL,
        "Call to the person who interviewed you",
        "Quicker than email. Stand up while you talk: your voice is steadier.",
        "",
        """\
“Hello {name}, this is {you}. We met on {day} about the {role} job. Do you have a moment?”

If not: “When would be a good time to call you?”

“I would still like this job, and I have been thinking about our talk: {news}.”

“If anything is open, I am glad to answer it, or to meet again. How do things stand? Is there a decision?”

If there is none: “Am I still a candidate? When do you think you will know?”

If it is a no: “Thank you for telling me. May I ask what decided it?”

Then: “Thank you for your time.”""",
    ),
    Message(
        "thank-for-offer", "offer", ("thank-for-offer", "ask-for-time"), EMAIL,
        "Thank you for the offer, and time to think",
        "Send it at once, even if you need time. If you do not, leave out the second paragraph.",
        "Thank you for the offer",
        """\
Dear {name},

Thank you. This is very good news, and I am glad you chose me.

It is a big step, so I would like to talk it over at home. May I give you my answer by {answer_by}? If you need it sooner, please tell me.

With best wishes,
{you}""",
    ),
    Message(
        "ask-terms", "offer", ("settle-terms",), EMAIL,
        "Questions about pay, hours and benefits",
        "Delete what you know already. Ask for the rest in writing.",
        "Your offer: a few questions",
        """\
Dear {name},

Thank you again for the offer. I want to be sure that I have it all right before I answer. Could you tell me, in a line each:

- the pay, and when it is reviewed;
- the hours, and where I would work;
- holidays, pension and sick pay, and any other benefits;
- the first day, and the notice period.

You will have my answer by {answer_by}.

With best wishes,
{you}""",
    ),
    Message(
        "negotiate", "offer", ("negotiate",), EMAIL,
        "Asking for more",
        "Once, with a figure and a reason. A no to this is not a no to you.",
        "Your offer: one question about pay",
        """\
Dear {name},

Thank you again for the offer. I would like to say yes.

One thing I would ask you to look at is the pay. I had {pay} in mind, because {reason}. Is there room for that?

If not, could we talk about something else, such as {instead}?

Thank you for looking into it.

With best wishes,
{you}""",
    ),
    Message(
        "accept", "offer", ("decide",), EMAIL,
        "Yes to an offer",
        "Only once everything that matters is in writing.",
        "Yes, with pleasure",
        """\
Dear {name},

Yes. I accept the {role} job on the terms that you sent me, and I will start on {start_day}.

Is there anything you need from me before then?

Thank you for choosing me. I am glad to be joining you{others? and {others}}.

With best wishes,
{you}""",
    ),
    Message(
        "decline", "leaving", ("decide",), EMAIL,
        "No to an offer",
        "Soon and kindly. You may meet these people again.",
        "Your offer",
        """\
Dear {name},

Thank you for the offer, and for all the time that you{others? and {others}} gave me.

I have thought about it with care, and I have decided not to accept: {reason}.

I enjoyed meeting you, and I hope you soon find someone who is just right.

With best wishes,
{you}""",
    ),
    Message(
        "withdraw", "leaving", ("tell-others",), EMAIL,
        "Withdrawing an application",
        "When you have said yes elsewhere, or no longer want it. They can then go on without you.",
        "My application: {role}",
        """\
Dear {name},

I would like to withdraw my application for the {role} job: {reason}.

Thank you for your time on {day}. I wish you a good search, and I hope that we meet again.

With best wishes,
{you}""",
    ),
    Message(
        "ask-why", "no", ("ask-why",), EMAIL,
        "Asking what decided it",
        "Once the news has settled. Ask, and do not argue with the answer.",
        "Thank you, and one question",
        """\
Dear {name},

Thank you for letting me know, and for your time. I would have liked to work with you.

May I ask one thing? What decided it? A frank line would help me do better next time.

I wish you{others? and {others}} all the best.

With best wishes,
{you}""",
    ),
    Message(
        "ask-referral", "no", ("ask-referral",), EMAIL,
        "Asking who else is hiring",
        "A separate note, or two more lines in the one before.",
        "One more question",
        """\
Dear {name},

Thank you again for our talk. I am still looking for work in {field}.

Do you know of anyone who is hiring, in another team or somewhere else? If you do, may I say that you sent me?

With best wishes,
{you}""",
    ),
    Message(
        "ask-referee", "referees", ("line-up-references",), EMAIL,
        "Asking a referee",
        "Before anybody calls them.",
        "Would you speak for me?",
        """\
Dear {referee},

I have had an interview with {employer}, for the {role} job. They may soon want to talk to someone who knows my work. Would you speak for me?

If so, which number or address may I give them? I will send you the advert and my CV. You could mention this, if you like: {fit}.

If you would rather not, I quite understand.

With thanks,
{you}
{your_phone}""",
    ),
    Message(
        "alert-referee", "referees", ("alert-current-referees",), EMAIL,
        "Telling a referee where you work now",
        "Only when the offer is real. Best said in person; this is for when you cannot.",
        "In confidence",
        """\
Dear {referee},

This is between us for now. {employer} has offered me a job, and they would like to talk to someone who works with me today.

May I give them your name? I wanted you to hear it from me first, and I am happy to tell you more whenever it suits you.

With thanks,
{you}
{your_phone}""",
    ),
)  # fmt: skip

BY_ID = {message.id: message for message in MESSAGES}

_BLANK = re.compile(r"\{([a-z_]+)\}")
_OPTIONAL = re.compile(r"\{([a-z_]+)\?((?:[^{}]|\{[a-z_]+\})*)\}")


def words_of(message: Message, turn: int = 0) -> str:
    """Return a message's body in the words of a person's turn, 0 for the first."""
    body = message.body
    for name, ways in message.turns:
        body = body.replace(f"{{{name}}}", ways[turn % len(ways)])
    return body


def settled(text: str, is_known: Callable[[str], bool]) -> str:
    """Keep the words that depend on a blank where it is known, and leave them out where it is not."""
    return _OPTIONAL.sub(lambda found: found[2] if is_known(found[1]) else "", text)


def parts_of(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text's parts in order, each with whether it is the name of a blank. What is optional is kept."""
    for index, part in enumerate(_BLANK.split(settled(text, lambda _: True))):
        if part:
            yield part, index % 2 == 1
