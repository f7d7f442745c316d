import type { RecordKind } from "../kernel/error/record-kinds.ts";

export const schedulingKinds = {
  visitType: { one: "a visit type", many: "visit types" },
  room: { one: "a room", many: "rooms" },
  appointment: { one: "an appointment", many: "appointments" },
} as const satisfies Record<string, RecordKind>;

type Kinds = typeof schedulingKinds;

declare module "../kernel/error/record-kinds.ts" {
  interface RecordKinds extends Kinds {}
}
