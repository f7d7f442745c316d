import type { Database, DatabaseHandle, WaitingClient } from "@caretype/db";
import { type AuditEntry, type Idleness, idleBasis } from "../audit-log/entry.ts";
import { AuditUnavailable } from "../audit-log/writer.ts";
import { DomainError } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import type { AccountId, PracticeId, SessionId } from "../field/ids.ts";
import { noPractice } from "../field/no-practice.ts";
import {
  directoryPermissions,
  type Permission,
  type Role,
  staffPermissions,
} from "../permissions/permissions.ts";
import type { ProtectedAudit, PublicAudit } from "./body-context.ts";
import type { RequestContext } from "./context.ts";
import { isFirstRefusal } from "./rate-limit/in-memory.ts";
import { changedSessions, type Scope } from "./scope.ts";

type Call = { ctx: RequestContext; path: string; batchIndex: number };
export type AuditOutcome = AuditEntry["outcome"];
type Subjects = () => AuditEntry["subjects"];

/** The authenticated or identified caller. */
type Caller = Pick<AuditEntry, "accountId" | "sessionId" | "practiceId">;

const noPermissions: ReadonlySet<Permission> = new Set();

const unknownCaller: Caller = { accountId: null, sessionId: null, practiceId: null };

/**
 * The audit state of one call, and whether its entry is written. Bodies get it as `ctx.audit`, with a narrower type.
 */
export class AuditedCall implements ProtectedAudit, PublicAudit {
  readonly #call: Call;
  #caller = unknownCaller;
  #scope: Scope | undefined;
  #claimed: string | null = null;
  #basis: string | null = null;
  #idleness: Idleness | null = null;
  readonly #subjects = new Set<string>();
  #written: AuditOutcome | undefined;
  #transaction: Database | undefined;

  constructor(call: Call) {
    this.#call = call;
  }

  get isAuthenticated(): boolean {
    return this.#caller.accountId !== null;
  }

  get scope(): Scope | undefined {
    return this.#scope;
  }

  get byKey(): boolean {
    return this.#scope?.role === "service";
  }

  /** The caller's permissions, which decide what the answer shows. */
  get permissions(): ReadonlySet<Permission> {
    return this.#scope?.permissions ?? noPermissions;
  }

  /** Sets the caller after token validation. `permission` is the required one, whether or not the role has it. */
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

  ofPractice(practiceId: PracticeId): void {
    this.#moveTo(practiceId);
  }

  unchanged(): void {
    this.#idleness = "unchanged";
  }

  inPractice(practiceId: PracticeId, right: { mark: string; permissions: readonly Permission[] }): Scope {
    if (!this.#scope) throw new Error("Call authenticated() before inPractice()");
    this.#moveTo(practiceId);
    this.reason(right.mark);
    this.#scope = { ...this.#scope, practiceId, permissions: new Set(right.permissions) };
    return this.#scope;
  }

  personal(): void {
    this.#moveTo(noPractice);
  }

  /** Also makes the account a subject of the entry. */
  identified(accountId: AccountId, sessionId: SessionId | null = null): void {
    this.#caller = { ...unknownCaller, accountId, sessionId };
    this.#claimed = accountId;
  }

  replayed(): void {
    this.#idleness = "replayed";
    this.#call.ctx.idempotency?.replayed.add(this.#call.batchIndex);
  }

  #moveTo(practiceId: PracticeId): void {
    this.#caller = { ...this.#caller, practiceId };
  }

  /** @throws {AuditUnavailable} if the entry cannot be written. Then the answer must not be sent. */
  async record(outcome: AuditOutcome, subjects: Subjects): Promise<void> {
    if (this.#written === outcome) return;
    await this.#call.ctx.services.audit.record(() => this.#entry(outcome, subjects));
    this.#written = outcome;
  }

  /**
   * Writes the entry in the transaction of the call. Call `committed` after its commit.
   * Rejects with `SERVICE_UNAVAILABLE`, which rolls the transaction back.
   */
  append(transaction: Database, outcome: AuditOutcome, subjects: Subjects): Promise<void> {
    this.#transaction = transaction;
    return this.#call.ctx.services.audit.append(transaction, () => this.#entry(outcome, subjects));
  }

  committed(outcome: AuditOutcome): void {
    this.#written = outcome;
    const { principals } = this.#call.ctx.services;
    for (const subject of changedSessions(this.#transaction)) principals.forget(subject);
  }

  /**
   * Records a failure, outside the failed transaction. Resolves to the error to send. If the entry cannot be written,
   * that is SERVICE_UNAVAILABLE, unless the original error reveals nothing.
   */
  async failed(error: unknown, subjects: Subjects, { learnsNothing = false } = {}): Promise<DomainError> {
    const failure = toDomainError(error);
    if (failure instanceof AuditUnavailable) return failure;
    const isRefusal = failure.code === "RATE_LIMITED";
    // Recording every refusal of a flood would fill the disk, so only the first per minute is recorded.
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

/** Ids of records in a refusal, in addition to the requested ones. */
export const disclosedBy = ({ details }: DomainError) => {
  const { candidates = [], blockedBy = [], disclosed = [], current } = details;
  const shown = [...candidates.map(({ patient }) => patient), ...blockedBy].map(({ id }) => id);
  return [...shown, ...disclosed, ...idsIn(current)];
};

const idsIn = (current: unknown) =>
  ["id", "patientId", "doctorId"]
    .map((name): unknown => Reflect.get(Object(current), name))
    .filter((id) => typeof id === "string");

type AuditedTransaction<T> = {
  subjects: Subjects;
  run: (transaction: Database) => Promise<T | DomainError>;
  /** The caller's key in the fair queue for connections. */
  caller: string;
  client?: WaitingClient | undefined;
};

/** Runs a transaction opened by a procedure's body, and adds the call's audit entry to it. */
export async function auditedTransaction<T>(
  audited: AuditedCall,
  database: Pick<DatabaseHandle, "transaction">,
  { run, subjects, caller, client }: AuditedTransaction<T>,
): Promise<T> {
  const runAndAppend = async (transaction: Database) => {
    const result = await run(transaction);
    const outcome: AuditOutcome = result instanceof DomainError ? result.code : "ok";
    await audited.append(transaction, outcome, subjects);
    return { result, outcome };
  };
  const done = await database.transaction(runAndAppend, { caller, client });
  audited.committed(done.outcome);
  if (done.result instanceof DomainError) throw done.result;
  return done.result;
}
