// Reads calendars with ical.js: a JSON list of texts in, a list of their entries out.
import ICAL from "ical.js";

let input = "";
for await (const part of process.stdin) input += part;
const said = (time) =>
  time === null ? null : time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z");
const read = (text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const end = component.getFirstPropertyValue("dtend");
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description ?? "",
      start: said(event.startDate),
      end: said(end),
      alarms: component
        .getAllSubcomponents("valarm")
        .map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
    };
  });
};
console.log(JSON.stringify(JSON.parse(input).map(read)));
