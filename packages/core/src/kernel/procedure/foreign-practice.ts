import { DomainError } from "../error/domain-error.ts";
import { asId, type PracticeId } from "../field/ids.ts";
import { noPractice } from "../field/no-practice.ts";
import { permissionsWithoutPractice } from "../permissions/permissions.ts";
import type { Scope } from "./scope.ts";

/** Rejects a request for a practice that the account is not in. The audit and rate limit use its scope. */
export class ForeignPractice extends DomainError {
  readonly scope: Scope;
  /** The requested practice. Empty if the text was no id. */
  readonly practiceIds: readonly PracticeId[];

  constructor({ accountId, sessionId }: Pick<Scope, "accountId" | "sessionId">, asked: string) {
    super("PRACTICE_NOT_FOUND");
    this.scope = { accountId, sessionId, ...inNoPractice };
    this.practiceIds = guid.test(asked) ? [asId(asked)] : [];
  }
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const inNoPractice = {
  practiceId: noPractice,
  timeZone: null,
  dialect: null,
  role: "none",
  permissions: permissionsWithoutPractice,
  freshUntil: Number.NEGATIVE_INFINITY,
} as const satisfies Partial<Scope>;
