"""The handout and the poster, printed and read back: one page, its words, and a code that leads where the link does."""

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect

from checklist_py.core.record.preset import pack_preset
from tests import presets
from tests.browser.checklist import READY

pytestmark = [pytest.mark.later, pytest.mark.once("only Chromium prints to a file on any paper")]

SMALL = presets.whole()
LARGE = presets.preset(
    centre="The Careers, Employability and Graduate Futures Service of the University of Northgate and Southmoor",
    link="https://careers.example/interviews",
    policy={"extra_steps": [presets.step(number, title=f"Tell your adviser how interview {number} went. " * 4) for number in range(1, 11)]},
)  # fmt: skip


def printed(page, paper):
    return pypdfium2.PdfDocument(page.pdf(format=paper))


def text_of(pdf):
    return " ".join(pdf[0].get_textpage().get_text_range().split())


def codes_in(pdf, dots=200):
    """Read the codes on a page as it comes out of a printer of so many dots to an inch, in black and white."""
    drawn = pdf[0].render(scale=dots / 72, grayscale=True)
    rows = bytes(drawn.buffer)
    packed = b"".join(rows[at : at + drawn.width] for at in range(0, drawn.stride * drawn.height, drawn.stride))
    black = bytes(255 if grey > 127 else 0 for grey in packed)
    image = memoryview(black).cast("B", (drawn.height, drawn.width))
    # By chance some of a code's own squares look like the bars of another kind, depending on the link.
    return [found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("preset", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("kind", ["handout", "poster"])
def test_a_sheet_is_one_page_whose_code_leads_to_the_rules(page, base_url, kind, preset, paper):
    packed = pack_preset(preset)
    page.goto(f"/advisers/{kind}/#preset={packed}")
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible(timeout=READY)
    pdf = printed(page, paper)
    assert len(pdf) == 1
    assert codes_in(pdf) == [f"{base_url}/checklist/#preset={packed}"]
    text = text_of(pdf)
    told = [
        preset["centre"],
        "Open it in your usual browser.",
        f"{base_url.removeprefix('http://')}/checklist",
        "careers.example",
    ]
    if kind == "handout":
        told += [step["title"].strip() for step in preset["policy"]["extra_steps"]]
        told += ["Thank-you email 48 hours"] if preset is SMALL else ["Thank-you email 24 hours"]
    assert [words for words in told if words not in text] == []


def test_a_sheet_without_a_link_is_filled_from_the_form_or_says_that_it_is_empty(page):
    page.goto("/advisers/handout/")
    expect(page.get_by_text("There’s nothing to print yet. Fill in the form first.")).to_be_visible(timeout=READY)
    expect(page.get_by_role("button", name="Print")).to_be_disabled()
    page.goto("/advisers/")
    page.get_by_label("Name of your centre").fill("Northgate Careers")
    page.get_by_role("link", name="Poster to print").click(timeout=READY)
    expect(page.locator("[data-centre]")).to_have_text("Northgate Careers", timeout=READY)
