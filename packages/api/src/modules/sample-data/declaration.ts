import type { EventsOf, LoggedRecord } from "@caretype/core/kernel/event/events";
import { declare } from "@caretype/core/kernel/module/declaration";

const records = {
  sampleData: { reads: "patient:read", actions: ["added", "removed"] },
} as const satisfies Record<string, LoggedRecord>;

type Events = EventsOf<typeof records>;

declare module "@caretype/core/kernel/event/events" {
  interface EventTypes extends Events {}
}

/** Invented patients, visits and charts for a trial. */
export const sampleData = declare({ name: "sample-data", needs: ["scheduling", "chart"], records });
