import type { RecordKind } from "@caretype/core/kernel/error/record-kinds";

export const schedulingKinds = {
  visitType: { one: "a visit type", many: "visit types" },
  room: { one: "a room", many: "rooms" },
  appointment: { one: "an appointment", many: "appointments" },
} as const satisfies Record<string, RecordKind>;

type Kinds = typeof schedulingKinds;

declare module "@caretype/core/kernel/error/record-kinds" {
  interface RecordKinds extends Kinds {}
}
