import { type ErrorDefinition, tellsCause } from "@caretype/core/kernel/error/error-definition";

export const staffErrors = {
  ACCOUNT_NOT_FOUND: tellsCause(404, "No such account", {
    cause: "No account has this id.",
    cure: "Find the account with `staff.accounts`.",
  }),
} as const satisfies Record<string, ErrorDefinition>;

type Codes = Record<keyof typeof staffErrors, true>;

declare module "@caretype/core/kernel/error/definitions" {
  interface ErrorCodes extends Codes {}
}
