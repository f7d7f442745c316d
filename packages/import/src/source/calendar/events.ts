import type ICAL from "ical.js";
import type { Calendar } from "./scan.ts";
import { componentIn } from "./zones.ts";

/** An event of the file. The component is null if it cannot be read. */
export type EventVersion = { line: number; component: ICAL.Component | null };

/** The versions of an event and its changed occurrences, and the line of the first. */
type EventGroup = { line: number; events: EventVersion[] };

/**
 * Yields a calendar's events by UID, in the order of the file. The latest version of an event counts: the highest
 * SEQUENCE, then the latest DTSTAMP. Yields null for each parsed event, to let other work run.
 */
export function* latestEvents({ events }: Calendar): Generator<EventGroup | null> {
  const groups = new Map<string, { line: number; versions: Map<string, EventVersion> }>();
  for (const { line, text, isWhole } of events) {
    const event = { line, component: isWhole ? componentIn(text) : null };
    const uid = textOf(event, "uid") || `line ${line}`;
    const group = groups.get(uid) ?? { line, versions: new Map() };
    groups.set(uid, group);
    const occurrence = event.component ? writtenIn(event, "recurrence-id") : `line ${line}`;
    const known = group.versions.get(occurrence);
    const age = known ? compareVersions(event, known) : 1;
    // Some programs give several events one UID.
    const start = writtenIn(event, "dtstart");
    if (age === 0 && known && start !== writtenIn(known, "dtstart"))
      groups.set(`${uid} ${start}`, { line, versions: new Map([[occurrence, event]]) });
    else if (age >= 0) group.versions.set(occurrence, event);
    yield null;
  }
  for (const { line, versions } of groups.values()) yield { line, events: [...versions.values()] };
}

const textOf = ({ component }: EventVersion, property: string): string =>
  String(component?.getFirstPropertyValue(property) ?? "").trim();

/** The raw text, because a broken value cannot be parsed. */
const writtenIn = ({ component }: EventVersion, property: string): string =>
  JSON.stringify(component?.getFirstProperty(property) ?? "");

/** Positive if the first event is the later version. */
export function compareVersions(...events: [EventVersion, EventVersion]): number {
  const [one = 0, other = 0] = events.map((each) => Number(textOf(each, "sequence")) || 0);
  const [stamp = "", otherStamp = ""] = events.map((each) => textOf(each, "dtstamp"));
  return one - other || Number(stamp > otherStamp) - Number(stamp < otherStamp);
}
