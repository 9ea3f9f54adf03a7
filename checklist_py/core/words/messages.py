"""Words to send: every message template, with blanks for what only the person knows.

This is data, and long because every text is here. A body is paragraphs, with an empty line
between them. In braces stand:

    {name}                      a blank, one of ``BLANKS``
    {others? and with {others}} words that are left out when the blank in front of the ``?`` has no answer
    {opening}                   one of the message's ``turns``: words that differ from person to person
    {greeting}                  "Hi" or "Dear", as the person likes

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
    "fit": "why you are right for it, in one line",
    "question": "what they asked you",
    "answer": "what you meant to say",
    "news": "something new",
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

QUESTIONS = {
    "name": "Who did you meet?",
    "topic": "What did you enjoy talking about?",
    "question": "What did they ask?",
    "answer": "Anything you’d like to put right or add?",
    "news": "Anything new to tell them since?",
    "referee": "Who are you asking?",
    "fit": "What makes you right for the job, in a line?",
    "reason": "What’s your reason, in a line?",
    "pay": "What pay do you have in mind?",
    "instead": "What would you settle for instead?",
    "answer_by": "When will you give your answer?",
    "start_day": "When do you start?",
    "field": "What kind of work are you looking for?",
}
"""Blanks that are asked for before a message is shown, as a person would ask."""

MOST_ASKED = 3
"""Questions before a message is shown; what's left stays blank in it."""

GREETINGS = {"hi": "Hi", "dear": "Dear"}
"""How a message begins, by the record's ``greeting``."""


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


_EMAILED: Turns = (
    (
        "opening",
        (
            "Thank you for taking the time to talk to me on {day}{role? about the {role} role}. I especially enjoyed hearing about {topic}.",
            "It was good to meet you on {day}{role? and talk about the {role} role}. I’ve been thinking about what you said about {topic}.",
            "Thank you for such an interesting conversation on {day}{role? about the {role} role}. Talking about {topic} was the part I enjoyed most.",
            "Thank you for making time for me on {day}. What you told me about {topic} gave me a much better picture of the {role?{role} }job.",
            "I really enjoyed meeting you on {day}. I came away wanting to know more about {topic}, which I take as a good sign.",
        ),
    ),
    (
        "closing",
        (
            "I’m very keen on the job. If there’s anything else that would help you decide, just let me know.",
            "I’d love to do this job, and I’m happy to answer anything else that comes up while you decide.",
            "Meeting you made me even keener. If you have any more questions for me, please just ask.",
            "I’m more interested now than I was before we met. Do get in touch if you’d like to know anything else.",
        ),
    ),
)

_BY_HAND: Turns = (
    (
        "opening",
        (
            "Thank you for making me so welcome on {day}. I enjoyed our conversation, especially about {topic}.",
            "I wanted to thank you properly for your time on {day}. What you said about {topic} has stayed with me.",
            "It was a real pleasure to meet you on {day} and to talk about {topic}. Thank you.",
            "Thank you for seeing me on {day}. I learned a lot, and not only about {topic}.",
            "Thank you for your time and your good questions on {day}. I’ve enjoyed thinking about {topic} since.",
        ),
    ),
    (
        "closing",
        (
            "I’d be delighted to join you, and I hope we’ll talk again soon.",
            "I’d very much like to do this job. Whatever you decide, thank you.",
            "I left hoping very much to work with you. If there’s anything else you need, please ask.",
            "I can see myself enjoying this job, and I’d be glad of the chance to show you.",
        ),
    ),
)

_PANEL: Turns = (
    (
        "opening",
        (
            "Thank you for meeting me on {day}. I especially liked your question, {question}.",
            "Thank you for your time on {day}. Your question, {question}, was one I hadn’t been asked before.",
            "It was good to meet you on {day}. I’ve gone on thinking about your question, {question}.",
            "Thank you for such a thorough conversation on {day}. I enjoyed answering your question, {question}.",
            "Thank you for the interview on {day}. Of everything I was asked, your question stayed with me most: {question}.",
        ),
    ),
    (
        "closing",
        (
            "I’d be very glad to work with you{others? and with {others}}.",
            "I’d enjoy being part of your team, and I hope to hear from you{others? or from {others}}.",
            "I liked everything I saw. Do ask if you{others?, or {others},} would like to know more.",
            "I can well see myself working with you{others?, {others}} and the rest of the team.",
        ),
    ),
)

MESSAGES = (
    Message(
        "thank-you-email", "thanks", ("thank-you-email",), EMAIL,
        "Thank-you email",
        "The one to send if you send only one.",
        "Thank you{role?: {role}}",
        """\
{greeting} {name},

{opening}

{answer?One thing I’d like to add to what I said: {answer}.}

{closing}

Best wishes,
{you}""",
        _EMAILED,
    ),
    Message(
        "thank-you-letter", "thanks", ("thank-you-letter",), LETTER,
        "Thank-you letter or card",
        "By hand, if your handwriting is easy to read.",
        "",
        """\
Dear {name},

{opening}

{closing}

With kind regards,
{you}""",
        _BY_HAND,
    ),
    Message(
        "thank-you-panel", "thanks", ("thank-you-email", "thank-you-letter"), EMAIL,
        "Thank-you after a panel",
        "One for each person. Change the middle every time: they may compare.",
        "Thank you{role?: {role}}",
        """\
{greeting} {name},

{opening} {answer?What I’d add today is this: {answer}.}

{closing}

Best wishes,
{you}""",
        _PANEL,
    ),
    Message(
        "thank-you-mend", "thanks", ("thank-you-email", "clear-up"), EMAIL,
        "Thank-you that mends an answer",
        "When one thing came out wrong, or the best example came too late.",
        "Thank you, and a better answer",
        """\
{greeting} {name},

Thank you for your time on {day}. There’s one answer I’d like to put right.

You asked me {question}. What I meant to say is this: {answer}.

I’m very keen on the job, and happy to talk through this or anything else.

Best wishes,
{you}""",
    ),
    Message(
        "thank-you-courtesy", "thanks", ("thank-you-email",), EMAIL,
        "Short thank-you, when you do not want the job",
        "You need not write. If you would like to all the same:",
        "Thank you",
        """\
{greeting} {name},

Thank you for meeting me on {day}. I enjoyed hearing about {topic}.

I hope you find just the person you’re looking for.

Best wishes,
{you}""",
    ),
    Message(
        "call-reception", "thanks", ("find-missing-names",), CALL,
        "Call to reception, for a name",
        "When you do not know whom to write to.",
        "",
        """\
“Hello, my name’s {you}. I came in for an interview on {day}{role?, for the {role} job}.”

“I’d like to thank the people I met. Could you tell me their names, and how they’re spelled?”

“And what’s the best email address for them?”

Read it back, then: “Thank you, that’s a great help.”""",
    ),
    Message(
        "follow-up-1", "asking", ("follow-up-1",), EMAIL,
        "First follow-up by email",
        "Once their date is over. If they named none, once the wait is.",
        "My interview{role? for the {role} role}: any news?",
        """\
{greeting} {name},

We met on {day}{role? about the {role} role}{reply_by?, and you thought you’d know by {reply_by}}. I’m still very interested, and I wondered how things stand.

{news?Since we spoke, {news}.}

If you haven’t decided yet, a rough idea of when you’ll know would be a great help. And if there’s anything else you need from me, just let me know.

Best wishes,
{you}""",
    ),
    Message(
        "follow-up-2", "asking", ("follow-up-2", "follow-up-3"), EMAIL,
        "Second follow-up by email",
        "Short and friendly. It leaves them room.",
        "Still interested{role? in the {role} role}",
        """\
{greeting} {name},

I know these decisions take time, so this is just a short note to say that I’m still very interested{role? in the {role} role}.

If you’ve chosen somebody else, I’d be grateful if you could let me know, so that I can plan. If you haven’t, I’m happy to wait.

Best wishes,
{you}""",
    ),
    Message(
        "call-interviewer", "asking", ("follow-up-1", "follow-up-2", "follow-up-3"), CALL,
        "Call to the person who interviewed you",
        "Quicker than email. Stand up while you talk: your voice is steadier.",
        "",
        """\
“Hello {name}, it’s {you}. We met on {day}{role? about the {role} job}. Is this a good time?”

If not: “When would be better?”

“I’m still very interested, and I wondered how things stand.”

If there’s no decision: “Do you know when you’ll decide? And is there anything else you’d like from me?”

If it’s a no: “Thank you for telling me. Could I ask what decided it?”

If it goes to voicemail: “Hello {name}, it’s {you}, about the interview on {day}. I’m ringing to ask how things stand. You can reach me on {your_phone}. Thank you.”""",
    ),
    Message(
        "thank-for-offer", "offer", ("thank-for-offer", "ask-for-time"), EMAIL,
        "Thank you for the offer, and time to think",
        "Send it at once, even if you need time. If you do not, leave out the second paragraph.",
        "Thank you for the offer",
        """\
{greeting} {name},

Thank you. This is very good news, and I am glad you chose me.

It is a big step, so I would like to talk it over at home. May I give you my answer by {answer_by}? If you need it sooner, please tell me.

Best wishes,
{you}""",
    ),
    Message(
        "ask-terms", "offer", ("settle-terms",), EMAIL,
        "Questions about pay, hours and benefits",
        "Delete what you know already. Ask for the rest in writing.",
        "Your offer: a few questions",
        """\
{greeting} {name},

Thank you again for the offer. I want to be sure that I have it all right before I answer. Could you tell me, in a line each:

- the pay, and when it is reviewed;
- the hours, and where I would work;
- holidays, pension and sick pay, and any other benefits;
- the first day, and the notice period.

You will have my answer by {answer_by}.

Best wishes,
{you}""",
    ),
    Message(
        "negotiate", "offer", ("negotiate",), EMAIL,
        "Asking for more",
        "Once, with a figure and a reason. A no to this is not a no to you.",
        "Your offer: one question about pay",
        """\
{greeting} {name},

Thank you again for the offer. I would like to say yes.

One thing I would ask you to look at is the pay. I had {pay} in mind, because {reason}. Is there room for that?

If not, could we talk about something else, such as {instead}?

Thank you for looking into it.

Best wishes,
{you}""",
    ),
    Message(
        "accept", "offer", ("decide",), EMAIL,
        "Yes to an offer",
        "Only once everything that matters is in writing.",
        "Yes, with pleasure",
        """\
{greeting} {name},

Yes. I accept the {role} job on the terms that you sent me, and I will start on {start_day}.

Is there anything you need from me before then?

Thank you for choosing me. I am glad to be joining you{others? and {others}}.

Best wishes,
{you}""",
    ),
    Message(
        "decline", "leaving", ("decide",), EMAIL,
        "No to an offer",
        "Soon and kindly. You may meet these people again.",
        "Your offer",
        """\
{greeting} {name},

Thank you for the offer, and for all the time that you{others? and {others}} gave me.

I have thought about it with care, and I have decided not to accept: {reason}.

I enjoyed meeting you, and I hope you soon find someone who is just right.

Best wishes,
{you}""",
    ),
    Message(
        "withdraw", "leaving", ("tell-others",), EMAIL,
        "Withdrawing an application",
        "When you have said yes elsewhere, or no longer want it. They can then go on without you.",
        "My application: {role}",
        """\
{greeting} {name},

I would like to withdraw my application for the {role} job: {reason}.

Thank you for your time on {day}. I wish you a good search, and I hope that we meet again.

Best wishes,
{you}""",
    ),
    Message(
        "ask-why", "no", ("ask-why",), EMAIL,
        "Asking what decided it",
        "Once the news has settled. Ask, and do not argue with the answer.",
        "Thank you, and one question",
        """\
{greeting} {name},

Thank you for letting me know, and for your time. I would have liked to work with you.

May I ask one thing? What decided it? A frank line would help me do better next time.

I wish you{others? and {others}} all the best.

Best wishes,
{you}""",
    ),
    Message(
        "ask-referral", "no", ("ask-referral",), EMAIL,
        "Asking who else is hiring",
        "A separate note, or two more lines in the one before.",
        "One more question",
        """\
{greeting} {name},

Thank you again for our talk. I am still looking for work in {field}.

Do you know of anyone who is hiring, in another team or somewhere else? If you do, may I say that you sent me?

Best wishes,
{you}""",
    ),
    Message(
        "ask-referee", "referees", ("line-up-references",), EMAIL,
        "Asking a referee",
        "Before anybody calls them.",
        "Would you speak for me?",
        """\
{greeting} {referee},

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
{greeting} {referee},

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


def words_of(message: Message, turn: int = 0, greeting: str = "hi") -> str:
    """Return a message's body in the words of a person's turn, 0 for the first."""
    body = message.body.replace("{greeting}", GREETINGS[greeting])
    for name, ways in message.turns:
        body = body.replace(f"{{{name}}}", ways[turn % len(ways)])
    return body


def settled(text: str, is_known: Callable[[str], bool]) -> str:
    """Keep the words that depend on a blank where it is known, and leave them out where it is not."""
    kept = _OPTIONAL.sub(lambda found: found[2] if is_known(found[1]) else "", text)
    # Where a whole paragraph is left out, so is the room for it.
    return re.sub(r" *\n{2,}", "\n\n", kept)


def parts_of(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text's parts in order, each with whether it is the name of a blank. What is optional is kept."""
    for index, part in enumerate(_BLANK.split(settled(text, lambda _: True))):
        if part:
            yield part, index % 2 == 1
