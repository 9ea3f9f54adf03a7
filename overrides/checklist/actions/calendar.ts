import { button } from "../ui/dom.ts";
import { notice, said, takeBack } from "../ui/notices.ts";
import { download } from "../ui/share.ts";
import { planner } from "./parts.ts";

const CALENDAR = "after-the-interview.ics";

/** Hand over a calendar of everything that has a date, or of one step. */
export async function toCalendar(one: { application: string; step: string } | null = null) {
  try {
    const reply = await planner.ask({ op: "ics", ...one });
    const calendar = reply.ok ? reply.calendar : null;
    takeBack("calendar");
    if (calendar) {
      download(calendar, CALENDAR, "text/calendar;charset=utf-8");
      said(`Saved as ${CALENDAR}. Open it to put the dates into your calendar.`);
    } else notice("calendar", "There is nothing with a date yet. Add an interview with its date and time first.");
  } catch {
    notice(
      "calendar",
      "The calendar could not be made just now.",
      button("Try again", "quiet", () => void toCalendar(one)),
    );
  }
}
