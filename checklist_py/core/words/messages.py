"""Messages to send, with blanks for what only the person knows.

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

EMAIL, LETTER, CALL, NOTE = "email", "letter", "call", "note"

GROUPS = {
    "thanks": "Saying thank you",
    "asking": "Following up",
    "meeting": "Invitations and new times",
    "offer": "When you have an offer",
    "no": "When it’s a no",
    "leaving": "When you’re the one to say no",
    "referees": "Your referees",
}
"""The groups in which messages are shown, in the order in which a person needs them."""

BLANKS = {
    "you": "your name",
    "your_phone": "your phone number",
    "name": "their name",
    "others": "the others you met",
    "recruiter": "your recruiter’s name",
    "employer": "the organisation",
    "role": "job title",
    "day": "the day of the interview",
    "topic": "something you talked about",
    "fit": "the thing you did that fits this job best",
    "question": "what they asked you",
    "answer": "what you meant to say",
    "news": "something new",
    "time": "the day and time",
    "reply_by": "the date they named",
    "answer_by": "the day you’ll answer",
    "start_day": "the day you start",
    "reason": "your reason",
    "pay": "the pay you have in mind",
    "instead": "a day from home, a later start, some training",
    "field": "your kind of work",
    "referee": "your referee’s name",
}
"""What can be left blank, with what to put there."""

QUESTIONS = {
    "name": "Who did you meet?",
    "recruiter": "What’s your recruiter’s name?",
    "topic": "What did you enjoy talking about?",
    "question": "What did they ask?",
    "answer": "Anything you’d like to put right or add?",
    "news": "Anything new to tell them since?",
    "time": "Which day and time would suit you?",
    "referee": "Who are you asking?",
    "fit": "What did you do that fits this job best?",
    "pay": "What pay do you have in mind?",
    "reason": "Why? Your answer follows “because”.",
    "instead": "What would you take instead?",
    "answer_by": "When will you give your answer?",
    "start_day": "When do you start?",
    "field": "What kind of work are you looking for?",
}
"""Blanks that are asked for before a message is shown, as a person would ask."""

HINTS = {
    "name": "Put a comma between several names.",
    "topic": "A few words, such as “the move to Leeds”.",
    "answer": "A whole sentence, or leave it empty.",
    "news": "Such as “I’ve passed my exam”, or leave it empty.",
    "instead": "Such as “an extra day from home”, or leave it empty.",
}
"""What an answer should look like, where the message goes on around it."""

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
            "I’m very keen on the job, and I think I’d do it well. If there’s anything else that would help you decide, just let me know.",
            "I’d love to do this job, and I’m happy to answer anything else that comes up while you decide.",
            "Meeting you made me even keener. If you have any more questions for me, please just ask.",
            "I’m more interested now than I was before we met. I’ll be in touch, and do ask if you’d like to know anything else before then.",
        ),
    ),
)

_BY_HAND: Turns = (
    (
        "opening",
        (
            "Thank you for meeting me on {day}{role? about the {role} job}. I enjoyed our conversation, especially about {topic}.",
            "I wanted to thank you properly for your time on {day}. What you said about {topic} has stayed with me.",
            "It was a real pleasure to meet you on {day} and to talk about {topic}. Thank you.",
            "Thank you for seeing me on {day}. I learned a lot, and not only about {topic}.",
            "Thank you for your time and your good questions on {day}. I’ve enjoyed thinking about {topic} since.",
        ),
    ),
    (
        "closing",
        (
            "I’d like this job very much, and I hope we’ll talk again soon.",
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
            "Thank you for meeting me on {day}. I’ve been thinking about one of your questions: {question}.",
            "Thank you for your time on {day}. When you asked me {question}, you gave me something to think about.",
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
        "If you send only one message after an interview, send this one.",
        "Thank you{role?: {role}}",
        """\
{greeting} {name},

{opening}

{answer?There’s one thing I’d like to add. {answer}.}

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
        "One for each person, built on the question that person asked. They may compare.",
        "Thank you{role?: {role}}",
        """\
{greeting} {name},

{opening} {answer?One thing I’d add: {answer}.}

{closing}

Best wishes,
{you}""",
        _PANEL,
    ),
    Message(
        "thank-you-mend", "thanks", ("thank-you-email", "clear-up"), EMAIL,
        "Thank-you that puts an answer right",
        "When one answer came out wrong, or you thought of the best example on the way home.",
        "Thank you{role?: {role}}",
        """\
{greeting} {name},

Thank you for your time on {day}. I’ve thought more about one of your questions since.

You asked me {question}, and I’d like to give you a better answer: {answer}.

I’m very keen on the job, and happy to talk through this or anything else.

Best wishes,
{you}""",
    ),
    Message(
        "thank-you-courtesy", "thanks", ("thank-you-email",), EMAIL,
        "Thanking them and withdrawing",
        "This thanks them and takes you out of the running, so that they can carry on without you.",
        "Thank you, and withdrawing my application",
        """\
{greeting} {name},

Thank you for meeting me on {day}. I enjoyed hearing about {topic}.

I’ve thought it over, and it isn’t quite the job I’m looking for, so I’d like to withdraw. I hope you find just the person you’re looking for.

Best wishes,
{you}""",
    ),
    Message(
        "thank-recruiter", "thanks", ("debrief-recruiter",), EMAIL,
        "Thank-you to your recruiter",
        "Soon after the interview, while they can still pass something on.",
        "The interview{employer? at {employer}}",
        """\
Hi {recruiter},

Thank you for setting up the interview{employer? at {employer}}. I enjoyed it, especially talking about {topic}, and I’m keen on the job.

{answer?One thing I didn’t get across as well as I’d have liked: {answer}. If you get the chance, please pass that on.}

Do let me know when you hear anything.

Best wishes,
{you}""",
    ),
    Message(
        "linkedin-note", "thanks", ("thank-you-email",), NOTE,
        "LinkedIn note",
        "When you’ve found them there and have no email address. Short enough for an invitation to connect.",
        "",
        """\
Hi {name}, thank you for talking to me on {day}. I enjoyed hearing about {topic}, and I’d be glad to stay in touch. {you}""",
    ),
    Message(
        "call-reception", "thanks", ("find-missing-names",), CALL,
        "Call to reception, for a name",
        "When you don’t know who to write to.",
        "",
        """\
“Hello, my name’s {you}. I came in for an interview on {day}{role?, for the {role} job}.”

“I’d like to thank the people I met. Could you tell me their names, and how they’re spelled?”

“And what’s the best address for them, by email or by post?” If they can’t give it out: “Could I send you a note to pass on?”

Read it back, then: “Thank you, that’s a great help.”

If it goes to voicemail, hang up and try again later: names are easier to get from a person.""",
    ),
    Message(
        "follow-up-1", "asking", ("follow-up-1",), EMAIL,
        "First follow-up by email",
        "Once the date they gave has passed. If they gave none, once the usual wait is over.",
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
        "Short and friendly, and easy to answer either way.",
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
        "Quicker than email, and harder to overlook. Stand up while you talk, and you may well sound steadier.",
        "",
        """\
“Hello {name}, it’s {you}. We met on {day}{role? about the {role} job}. Is this a good time?”

If not: “When would be better?”

“I’d still very much like this job, and I wondered how things stand. Am I still in the running?”

If there’s no decision: “Do you know when you’ll decide? I’d be glad to answer anything else, or to come in again.”

If it’s a no: “Thank you for telling me. If there’s any feedback you could give me, I’d be grateful. And if you hear of anyone else who’s hiring, do think of me.”

If it goes to voicemail, leave your name, which interview it was and your number, and say that you’ll send an email too.""",
    ),
    Message(
        "voicemail", "asking", ("follow-up-1", "follow-up-2", "follow-up-3"), CALL,
        "Voicemail",
        "When your call isn’t answered. Say your number slowly, and send a short email as well.",
        "",
        """\
“Hello {name}, it’s {you}. We met on {day}{role? about the {role} job}.”

“I’m still very interested, and I’m ringing to ask how things stand.”

“My number is {your_phone}. I’ll send you a short email too, in case that’s easier. Thank you.”""",
    ),
    Message(
        "reply-longer", "asking", (), EMAIL,
        "Replying to “we need longer”",
        "When they write that the decision is delayed. It’s quickly done, and it keeps you in mind.",
        "Re: my interview{role? for the {role} role}",
        """\
{greeting} {name},

Thank you for letting me know. I’m still very interested{role? in the {role} role}, and I’m happy to wait.

{reply_by?Would it be all right to get in touch again if I haven’t heard by {reply_by}?}

If there’s anything I can send you in the meantime, just say.

Best wishes,
{you}""",
    ),
    Message(
        "other-offer", "asking", (), EMAIL,
        "“I have another offer: could you decide sooner?”",
        "Only if it’s true, and only if you’d take their job. Be ready for “I’m afraid not”.",
        "My application{role? for the {role} role}: a question about timing",
        """\
{greeting} {name},

I wanted to let you know that I’ve been offered another job, and I have to give my answer by {answer_by}.

The job with you is the one I’d most like to take, so I’m asking before I decide: is there any chance of hearing from you before then?

I realise that’s short notice, and I’ll understand if it isn’t possible.

Best wishes,
{you}""",
    ),
    Message(
        "reply-invitation", "meeting", (), EMAIL,
        "Saying yes to another interview",
        "The same day, if you can.",
        "Re: {role?{role}: }our next meeting",
        """\
{greeting} {name},

Thank you for inviting me back. I’d love to come, and {time} suits me well.

Could you tell me who I’ll be meeting, and whether there’s anything I should prepare?

Best wishes,
{you}""",
    ),
    Message(
        "rearrange", "meeting", ("rearrange",), EMAIL,
        "Asking for a new time, when they didn’t turn up",
        "Friendly, and without a word of blame. Something usually came up.",
        "Our meeting{role? about the {role} role}",
        """\
{greeting} {name},

We were due to speak on {day}{role? about the {role} role}, but we didn’t manage to meet. Perhaps something came up, or I had the details wrong.

I’d still very much like to meet. Would {time} suit you? If not, I’m happy to fit in with you.

Best wishes,
{you}""",
    ),
    Message(
        "thank-for-offer", "offer", ("thank-for-offer", "ask-for-time"), EMAIL,
        "Thank you for the offer, and time to think",
        "Send it at once. If you don’t need time, leave out the second paragraph.",
        "Thank you for the offer",
        """\
{greeting} {name},

Thank you so much for the offer{role? of the {role} job}. I’m delighted, and really pleased that you chose me.

I’d like to think it over properly before I answer. Would it be all right if I let you know by {answer_by}? If you need to hear sooner, just say.

Best wishes,
{you}""",
    ),
    Message(
        "offer-in-writing", "offer", ("settle-terms",), EMAIL,
        "Asking for the offer in writing",
        "After an offer by phone. Don’t resign until you have it and it no longer depends on any checks.",
        "Your offer{role?: {role}}",
        """\
{greeting} {name},

Thank you again for the offer. I’m delighted.

Could you send it to me in writing, with the pay, the hours, the start date and the notice period? And is it subject to anything, such as references? Then I can give you a proper answer{answer_by? by {answer_by}}.

Best wishes,
{you}""",
    ),
    Message(
        "ask-terms", "offer", ("settle-terms",), EMAIL,
        "Questions about pay, hours and benefits",
        "Delete what you know already.",
        "Your offer: a few questions",
        """\
{greeting} {name},

Thank you again for the offer. I’d like to be sure I’ve understood it before I answer, so could you tell me about:

- the pay, and when it’s reviewed;
- the hours, and how much of the work can be done from home;
- holiday, pension, sick pay and any other benefits;
- the start date and the notice period.

Once I have those, I’ll give you my answer{answer_by? by {answer_by}}.

Best wishes,
{you}""",
    ),
    Message(
        "negotiate", "offer", ("negotiate",), EMAIL,
        "Asking for more",
        "Ask once, name a figure, and say why.",
        "Your offer: one question about pay",
        """\
{greeting} {name},

Thank you again for the offer. I’d very much like to say yes.

The one thing I’d like to talk about is the pay. I’d been hoping for {pay}, because {reason}. Is there any room to move on that?

{instead?If there isn’t, could we look at {instead}?}

Best wishes,
{you}""",
    ),
    Message(
        "accept", "offer", ("decide",), EMAIL,
        "Yes to an offer",
        "Once everything that matters to you is in writing.",
        "Accepting your offer{role?: {role}}",
        """\
{greeting} {name},

I’m delighted to accept{role? the {role} job}, on the terms you sent me{start_day?, starting on {start_day}}.

Is there anything you need from me first?

Thank you for choosing me. I’m really looking forward to working with you{others? and with {others}}.

Best wishes,
{you}""",
    ),
    Message(
        "decline", "leaving", ("decide",), EMAIL,
        "No to an offer",
        "Soon, and kindly: you may well meet these people again.",
        "Your offer",
        """\
{greeting} {name},

Thank you for the offer, and for all the time that you{others? and {others}} gave me.

I’ve thought hard about it, and I’ve decided not to accept{reason?, because {reason}}. It was hard to decide, as I enjoyed meeting you.

I hope you find just the right person, and that our paths cross again.

Best wishes,
{you}""",
    ),
    Message(
        "withdraw", "leaving", ("tell-others",), EMAIL,
        "Withdrawing an application",
        "When you’ve said yes elsewhere, or no longer want it. It lets them carry on.",
        "My application{role? for the {role} role}",
        """\
{greeting} {name},

I’d like to withdraw my application{role? for the {role} role}{reason?, because {reason}}.

Thank you for your time on {day}. I enjoyed meeting you, and I wish you well with the search.

Best wishes,
{you}""",
    ),
    Message(
        "ask-why", "no", ("ask-why",), EMAIL,
        "Asking for feedback",
        "Once the news has sunk in. Whatever they answer, don’t argue with it.",
        "Thank you, and one question",
        """\
{greeting} {name},

Thank you for letting me know, and for the time you gave me. I’m sorry not to be joining you.

Could I ask one thing? Is there any feedback you could give me on the interview? Even a line or two on what I could do better would be a great help.

I wish you{others? and {others}} all the best.

Best wishes,
{you}""",
    ),
    Message(
        "ask-referral", "no", ("ask-referral",), EMAIL,
        "Asking who else is hiring",
        "As a note of its own, or as two more lines in the one before.",
        "One more question",
        """\
{greeting} {name},

Thank you again for meeting me on {day}{role? about the {role} role}. I’m still looking for work in {field}.

If you know of anyone who’s hiring, in another team or elsewhere, I’d be very grateful for a pointer. And if something similar comes up with you, I’d be glad to hear about it.

Best wishes,
{you}""",
    ),
    Message(
        "ask-referee", "referees", ("line-up-references",), EMAIL,
        "Asking somebody to be your referee",
        "Before anybody contacts them.",
        "Would you be my referee?",
        """\
{greeting} {referee},

I’ve had an interview{employer? at {employer}}{role? for the {role} job}, and they may soon want to talk to somebody who knows my work. Would you be willing to be my referee?

If so, which number or email address should I give them? I’ll send you the advert and my CV, so that you know what they’re looking for.

{fit?If they call, it would help most if you could mention {fit}.}

And if you’d rather not, I’ll quite understand.

With thanks,
{you}""",
    ),
    Message(
        "alert-referee", "referees", ("alert-current-referees",), EMAIL,
        "Telling a referee at your present job",
        "Only once you have an offer. It’s better said in person; this is for when you can’t.",
        "In confidence",
        """\
{greeting} {referee},

This is in confidence for now, and I wanted you to hear it from me first. I’ve been offered a job{employer? at {employer}}, and they’d like to talk to somebody I work with at the moment.

Would you be happy for me to give them your name? I’d be glad to tell you more at any time.

With thanks,
{you}""",
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
