import type { Database } from "@caretype/db";
import { type EventType, eventTypes, loggedRecords } from "../../kernel/event/events.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type EventCursors, type LogPlace, logBegin } from "./cursor.ts";
import { type ChangeRow, findBounds, selectChanges } from "./queries.ts";
import type { EventPage, ListEvents, RecordEvent } from "./schema.ts";

/** `visitType` → `visit_type`. */
const tableOf = (kind: string) => kind.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const kindOf = (table: string) => table.replaceAll(/_[a-z]/g, (part) => part.slice(1).toUpperCase());

/** More places than this are read on a connection for searches. */
const maxQuickPlaces = 1_000;

type Place = { db: Database; searcher: Database; cursors: EventCursors };

/** Returns the events that the caller may see. Throws `INVALID_INPUT` for a cursor of another practice. */
export async function listEvents(
  { db, searcher, cursors }: Place,
  scope: Scope,
  { after, types, patientId, limit }: ListEvents,
): Promise<EventPage> {
  const { practiceId, accountId, permissions } = scope;
  const asked = after === undefined || after === "now" ? logBegin : cursors.open(practiceId, after);
  const { first, last = logBegin, idThere } = await findBounds(db, practiceId, asked.place);
  const seal = (place: LogPlace) => cursors.seal(practiceId, place);
  const end = { items: [], next: seal(last), hasMore: false };
  const isThere = asked.place === 0 ? (first ?? 1) === 1 : idThere === asked.id;
  if (after === "now") return { ...end, isReset: false };
  if (after !== undefined && !isThere) return { ...end, isReset: true };
  const rows = await selectChanges(last.place - asked.place > maxQuickPlaces ? searcher : db, {
    practiceId,
    accountId,
    after: asked.place,
    last: last.place,
    types: readableTypes(scope, types),
    unguarded: Object.entries(loggedRecords).flatMap(([kind, { guardedBy }]) =>
      guardedBy === undefined || permissions.has(guardedBy) ? [tableOf(kind)] : [],
    ),
    patientId: patientId ?? null,
    limit: limit + 1,
  });
  const items = rows.slice(0, limit).map((row) => ({ ...toEvent(row, scope), cursor: seal(row) }));
  const hasMore = rows.length > limit;
  return { items, next: hasMore ? (items.at(-1)?.cursor ?? end.next) : end.next, hasMore, isReset: false };
}

const readableTypes = ({ permissions }: Scope, asked: readonly EventType[] = eventTypes()) =>
  asked.flatMap((type) => {
    const [kind = "", action] = type.split(".");
    const record = loggedRecords[kind];
    return record && permissions.has(record.reads) ? [`${tableOf(kind)}.${action}`] : [];
  });

function toEvent(row: ChangeRow, { permissions }: Scope): Omit<RecordEvent, "cursor"> {
  const { id, recordType, action, patientId, version, withheldVersions, at, requestId, count } = row;
  if (row.recordId === null) throw new Error("An event of an erased record was selected.");
  const kind = kindOf(recordType);
  const guardedBy = loggedRecords[kind]?.guardedBy;
  const seesEach = guardedBy === undefined || permissions.has(guardedBy);
  return {
    id,
    // The query selects only known types.
    type: `${kind}.${action}` as EventType,
    recordId: row.recordId,
    version: version === null || seesEach ? version : version - withheldVersions,
    patientId,
    by: row.accountId,
    at,
    requestId,
    count,
  };
}
