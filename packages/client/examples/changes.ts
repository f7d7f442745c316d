import type { Client, RecordEvent } from "@caretype/client";

/** Where to go on. Store it after each poll. */
export type Position = { after: string };

/** Begins now. Read your records after this, so that no change is missed. */
export async function beginPosition(caretype: Client): Promise<Position> {
  const { next } = await caretype.event.list.query({ after: "now" });
  return { after: next };
}

/** Yields the events since the last poll, in order. `onReset`: events are missing, so read all records anew. */
export async function* newEvents(
  caretype: Client,
  position: Position,
  onReset: () => Promise<void>,
): AsyncGenerator<RecordEvent> {
  for (let hasMore = true; hasMore; ) {
    const page = await caretype.event.list.query({ after: position.after, limit: 1_000 });
    if (page.isReset) await onReset();
    yield* page.items;
    position.after = page.next;
    hasMore = page.hasMore;
  }
}
