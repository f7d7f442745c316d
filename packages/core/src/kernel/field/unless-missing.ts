import type { FieldMessage } from "../error/field-messages.ts";

/** The error of a schema: "Required" for a missing value, otherwise `message`. */
export const unlessMissing = (message: FieldMessage) => ({
  error: ({ input }: { input?: unknown }): FieldMessage => (input === undefined ? "Required" : message),
});
