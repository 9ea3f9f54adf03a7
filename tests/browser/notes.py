"""The notes of an interview, as tests save and read them."""

from playwright.sync_api import expect

MET, TALKED, ASKED = "Who did you meet?", "What did you talk about?", "What did they ask?"
WELL, CHANGE = "What went well?", "What would you change?"
"""The prompts."""


def at(notes, prompt):
    """Turn to a prompt, and return the notes."""
    notes.get_by_role("button", name=prompt).click()
    return notes


def kept(checklist):
    """The first interview as it is stored."""
    return checklist.stored()["applications"][0]["rounds"][0]


def saved(notes, page):
    """Let the pause in typing pass, after which what was typed is saved."""
    page.clock.fast_forward(500)
    expect(notes.get_by_text("Saved.", exact=True)).to_be_visible()
