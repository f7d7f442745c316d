import type { Database, DatabaseHandle } from "@caretype/db";
import { type AuditEntry, type Idleness, idleBasis } from "../audit/log/entry.ts";
import { AuditUnavailable } from "../audit/log/writer.ts";
import type { DomainError } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import type { AccountId, PracticeId, SessionId } from "../field/ids.ts";
import { noPractice } from "../field/no-practice.ts";
import { directoryPermissions, type Permission, type Role, staffPermissions } from "../permissions.ts";
import type { ProtectedAudit, PublicAudit } from "./body-context.ts";
import type { RequestContext } from "./context.ts";
import { isFirstRefusal } from "./rate-limit/in-memory.ts";
import type { Scope } from "./scope.ts";

type Call = { ctx: RequestContext; path: string; batchIndex: number };
export type AuditOutcome = AuditEntry["outcome"];
type Subjects = () => AuditEntry["subjects"];

/** Who a call turned out to be from. */
type Caller = Pick<AuditEntry, "accountId" | "sessionId" | "practiceId">;

const noPermissions: ReadonlySet<Permission> = new Set();

const nobody: Caller = { accountId: null, sessionId: null, practiceId: null };

/**
 * One call on its way into the audit: what is known of it so far, and whether its entry is written. Bodies get it as
 * `ctx.audit`, where its type shows what they may say.
 */
export class AuditedCall implements ProtectedAudit, PublicAudit {
  readonly #call: Call;
  #caller = nobody;
  #scope: Scope | undefined;
  #claimed: string | null = null;
  #basis: string | null = null;
  #idleness: Idleness | null = null;
  readonly #subjects = new Set<string>();
  #written: AuditOutcome | undefined;

  constructor(call: Call) {
    this.#call = call;
  }

  get isFromSomebody(): boolean {
    return this.#caller.accountId !== null;
  }

  /** The permissions with which the answer is read. */
  get permissions(): ReadonlySet<Permission> {
    return this.#scope?.permissions ?? noPermissions;
  }

  /** By a valid token; the permission is the one that is asked for, whether the role has it or not. */
  authenticated(scope: Scope, permission: Permission): void {
    const { accountId, sessionId, practiceId, role, permissions } = scope;
    this.#scope = scope;
    this.#caller = { accountId, sessionId, practiceId };
    const ofStaff = role === "none" ? [...staffPermissions, ...directoryPermissions] : staffPermissions;
    const isAsStaff = ofStaff.includes(permission) && permissions.has(permission);
    this.#basis = `${isAsStaff ? "staff" : role} ${permission}`;
  }

  subjects(ids: Iterable<string>): void {
    for (const id of ids) this.#subjects.add(id);
  }

  reason(mark: string): void {
    this.#basis = `${this.#basis}, ${mark}`;
  }

  joined(practiceId: PracticeId, role: Role): void {
    this.#moveTo(practiceId);
    this.#basis = this.#basis?.replace(/^\S+/, role) ?? null;
  }

  unchanged(): void {
    this.#idleness = "unchanged";
  }

  inPractice(practiceId: PracticeId, right: { mark: string; permissions: readonly Permission[] }): Scope {
    if (!this.#scope) throw new Error("A call without a caller has no right in a practice");
    this.#moveTo(practiceId);
    this.reason(right.mark);
    this.#scope = { ...this.#scope, practiceId, permissions: new Set(right.permissions) };
    return this.#scope;
  }

  personal(): void {
    this.#moveTo(noPractice);
  }

  /** The entry is about the account, too. */
  identified(accountId: AccountId, sessionId: SessionId | null = null): void {
    this.#caller = { ...nobody, accountId, sessionId };
    this.#claimed = accountId;
  }

  replayed(): void {
    this.#idleness = "replayed";
    this.#call.ctx.idempotency?.replayed.add(this.#call.batchIndex);
  }

  #moveTo(practiceId: PracticeId): void {
    this.#caller = { ...this.#caller, practiceId };
  }

  /** @throws {AuditUnavailable} when the answer must not leave. */
  async record(outcome: AuditOutcome, subjects: Subjects): Promise<void> {
    if (this.#written === outcome) return;
    await this.#call.ctx.services.audit.record(() => this.#entry(outcome, subjects));
    this.#written = outcome;
  }

  /**
   * In the transaction that does what the call is for; once that is there, `committed` is to be told.
   * Rejects with `SERVICE_UNAVAILABLE`, so that the transaction is rolled back.
   */
  append(transaction: Database, outcome: AuditOutcome, subjects: Subjects): Promise<void> {
    return this.#call.ctx.services.audit.append(transaction, () => this.#entry(outcome, subjects));
  }

  committed(outcome: AuditOutcome): void {
    this.#written = outcome;
  }

  /**
   * Writes how a call failed, apart from the transaction that failed. Resolves to the error that is answered: another
   * one when it could not be written, unless the caller learns nothing from the answer.
   */
  async failed(error: unknown, subjects: Subjects, { learnsNothing = false } = {}): Promise<DomainError> {
    const failure = toDomainError(error);
    if (failure instanceof AuditUnavailable) return failure;
    const isRefusal = failure.code === "RATE_LIMITED";
    // Those of a flood would fill the disk: the first of a minute stands for them.
    if (isRefusal && !isFirstRefusal(failure)) return failure;
    try {
      await this.record(failure.code, () => new Set([...subjects(), ...disclosedBy(failure)]));
      return failure;
    } catch (unwritten) {
      return isRefusal || learnsNothing ? failure : toDomainError(unwritten);
    }
  }

  #entry(outcome: AuditOutcome, subjects: Subjects): AuditEntry {
    const { ctx, path: action } = this.#call;
    const { address, requestId, clientRequestId } = ctx;
    return {
      ...this.#caller,
      action,
      outcome,
      basis: this.#basis !== null && this.#idleness ? idleBasis(this.#basis, this.#idleness) : this.#basis,
      subjects: this.#named(subjects),
      address,
      requestId,
      clientRequestId,
    };
  }

  #named(subjects: Subjects): AuditEntry["subjects"] {
    if (this.#claimed === null && this.#subjects.size === 0) return subjects();
    return new Set([...subjects(), ...this.#subjects, ...(this.#claimed === null ? [] : [this.#claimed])]);
  }
}

/** Records that a refusal shows, beside what was asked for. */
export const disclosedBy = ({ details }: DomainError) => {
  const { candidates = [], blockedBy = [], disclosed = [], current } = details;
  const shown = [...candidates.map(({ patient }) => patient), ...blockedBy].map(({ id }) => id);
  return [...shown, ...disclosed, ...idsIn(current)];
};

/** Of a record as it is now, which is of one of several kinds. */
const idsIn = (current: unknown) =>
  ["id", "patientId", "doctorId"]
    .map((name): unknown => Reflect.get(Object(current), name))
    .filter((id) => typeof id === "string");

type AuditedTransaction<T> = {
  subjects: Subjects;
  run: (transaction: Database) => Promise<T>;
  /** Who takes turns with others for a connection. */
  caller: string;
  outcomeOf: ((result: T) => AuditOutcome) | undefined;
};

/** A transaction that a body opens itself, with the call's entry in it. */
export async function auditedTransaction<T>(
  audited: AuditedCall,
  database: Pick<DatabaseHandle, "transaction">,
  { run, subjects, caller, outcomeOf = () => "ok" }: AuditedTransaction<T>,
): Promise<T> {
  const runAndAppend = async (transaction: Database) => {
    const result = await run(transaction);
    const outcome = outcomeOf(result);
    await audited.append(transaction, outcome, subjects);
    return { result, outcome };
  };
  const done = await database.transaction(runAndAppend, { caller });
  audited.committed(done.outcome);
  return done.result;
}
