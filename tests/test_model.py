"""The page's own reading of a kept plan, with no Python at hand: right at every later moment, and after what's taken back."""

from datetime import datetime, timedelta

from checklist_py import calendars
from checklist_py.core.pictures.view import view_of
from checklist_py.core.record.document import load
from checklist_py.core.rules.civil import format_moment
from checklist_py.core.rules.plan import plan
from tests import cases
from tests.test_undo import called

RECORDS = [*cases.HARD.values(), *(cases.random_record(seed) for seed in range(40))]

# A kept plan, as the page stores it, and what its model makes of it at each moment.
READ = """args[0].map(({ record, plan, view, moments }) => {
  const facts = Object.fromEntries(record.applications.map((each) => [each.id, m.factsOf(record, each)]));
  const said = Object.fromEntries(record.applications.map((each) => [each.id, m.saidOf(each)]));
  return moments.map((now) => {
    const model = new m.Model(record, { facts, said, plan, view }, now);
    const own = Object.fromEntries(record.applications.map(({ id }) => [id, { kind: model.moment(id).kind, until: model.moment(id).until }]));
    const statuses = plan.applications.map(({ id, steps }) => steps.map(({ key }) => model.status(id, key)));
    return [model.queue()[0] ?? null, own, statuses];
  });
})"""


def planned_at(document, now):
    return plan(document, datetime.fromisoformat(now), calendars.calendars_for(document))


def moments_for(first):
    """The plan's own moment, then some at which something changes and one far ahead."""
    steps = [step for application in first.applications for step in application.steps]
    changes = sorted({at for step in steps for at, _ in step.changes if at > first.now})
    later = [*changes[:: len(changes) // 6 + 1], first.now + timedelta(days=200)]
    return [format_moment(at) for at in (first.now, *later)]


def test_a_page_left_open_shows_the_right_statuses_moment_and_next_at_any_later_time():
    asked, expected = [], []
    for document, now in RECORDS:
        record = load(cases.as_text(document), calendars.KNOWN)
        first = planned_at(record, now)
        moments = moments_for(first)
        asked.append({"record": record, "plan": first.as_json(), "view": view_of(first), "moments": moments})
        found = [planned_at(record, at) for at in moments]
        expected.append(
            [
                [
                    {"application": each.next[0], "key": each.next[1]} if each.next else None,
                    {one.id: one.moment._asdict() for one in each.applications},
                    [[step.status for step in one.steps] for one in each.applications],
                ]
                for each in found
            ]
        )
    assert called("today/model.ts record/record.ts", READ, asked) == expected


def test_after_a_tick_the_moment_waits_for_python_and_what_is_taken_back_is_asked_for_again():
    steps = {"r1/follow-up-1": cases.done("2026-11-30T10:00:00Z")}
    document = load(cases.as_text(cases.record(cases.application(cases.interview(), steps=steps))), calendars.KNOWN)
    first = planned_at(document, "2026-12-01T10:00:00Z")
    script = """(() => {
      const { record, plan, view } = args[0];
      const [each] = record.applications;
      const kept = { facts: { a: m.factsOf(record, each) }, said: { a: m.saidOf(each) }, plan, view };
      const back = m.setState(record, "a", "r1/follow-up-1", null);
      const model = new m.Model(back, kept, "2026-12-01T10:00:00Z");
      return [new m.Model(record, kept, "2026-12-01T10:00:00Z").moment("a").kind, model.moment("a"), model.status("a", "r1/follow-up-1"), model.queue()[0].key];
    })()"""
    shown = called(
        "today/model.ts record/record.ts", script, {"record": document, "plan": first.as_json(), "view": view_of(first)}
    )
    assert shown == ["quiet", None, "open", "r1/follow-up-1"]
