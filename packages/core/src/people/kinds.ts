import type { RecordKind } from "../kernel/error/record-kinds.ts";

export const peopleKinds = {
  savedView: { one: "a saved view", many: "saved views" },
} as const satisfies Record<string, RecordKind>;

type Kinds = typeof peopleKinds;

declare module "../kernel/error/record-kinds.ts" {
  interface RecordKinds extends Kinds {}
}
