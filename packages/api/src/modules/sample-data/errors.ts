import { type ErrorDefinition, tellsBoth, tellsCause } from "@caretype/core/kernel/error/error-definition";

export const sampleDataErrors = {
  SAMPLE_DATA_NOT_OFFERED: tellsCause(403, "This server does not offer sample data", {
    cause: "The setting `SAMPLE_DATA` is `false`, which is the default with a database of your own.",
    cure: "The operator sets `SAMPLE_DATA` to `true`, and restarts the server.",
  }),
  SAMPLE_DATA_NOT_FOUND: tellsCause(404, "The practice has no sample data", {
    cause: "It was never added, or was removed already.",
    cure: "Nothing has to be removed. `sampleData.add` adds sample data to a practice without patients.",
  }),
  PRACTICE_NOT_EMPTY: tellsBoth(409, "The practice already has patients", {
    cause: "Sample data is only added to a practice without patients.",
    cure: "Create another practice to try it.",
  }),
} as const satisfies Record<string, ErrorDefinition>;

type Codes = Record<keyof typeof sampleDataErrors, true>;

declare module "@caretype/core/kernel/error/definitions" {
  interface ErrorCodes extends Codes {}
}
