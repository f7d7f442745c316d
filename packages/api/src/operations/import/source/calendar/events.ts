import type ICAL from "ical.js";
import type { Block, Calendar } from "./scan.ts";
import { componentIn } from "./zones.ts";

/** An event as the file has it. The component is null if it cannot be read. */
export type EventVersion = { line: number; component: ICAL.Component | null };

/** The events with the same UID, and the line of the first. */
type EventGroup = { line: number; events: EventVersion[] };

/**
 * Yields the events of a calendar by UID, in the order of the file. If an event is there several times, its latest
 * version counts: that with the highest SEQUENCE, and then the latest DTSTAMP. Yields null for each event that it
 * parses, so that others get their turn.
 */
export function* latestEvents({ events }: Calendar): Generator<EventGroup | null> {
  const groups = new Map<string, EventGroup & { versions: Map<string, EventVersion> }>();
  for (const block of events) {
    const event = versionOf(block);
    const uid = textOf(event, "uid") || `line ${block.line}`;
    const group = groups.get(uid) ?? { line: block.line, events: [], versions: new Map() };
    groups.set(uid, group);
    const occurrence = event.component ? textOf(event, "recurrence-id") : `line ${block.line}`;
    const known = group.versions.get(occurrence);
    if (!known || isLater(event, known)) group.versions.set(occurrence, event);
    yield null;
  }
  for (const { line, versions } of groups.values()) yield { line, events: [...versions.values()] };
}

const versionOf = ({ line, text, isWhole }: Block): EventVersion => ({
  line,
  component: isWhole ? componentIn(text) : null,
});

const textOf = ({ component }: EventVersion, property: string): string =>
  String(component?.getFirstPropertyValue(property) ?? "").trim();

function isLater(event: EventVersion, than: EventVersion): boolean {
  const [own, other] = [event, than].map((each) => Number(textOf(each, "sequence")) || 0);
  if (own !== other) return (own ?? 0) > (other ?? 0);
  return textOf(event, "dtstamp") >= textOf(than, "dtstamp");
}
