import type { DatabaseHandle } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import type { AuditLog } from "../audit-log/writer.ts";
import type { ErrorCode } from "../error/definitions.ts";
import type { RestDialect } from "../field/dialect.ts";
import type { Dialect, FindIds } from "./former-system.ts";
import type { KeyedMutex } from "./keyed-mutex.ts";
import type { LongReads } from "./long-reads.ts";
import type { Principals } from "./principals.ts";
import type { RateLimiter, RateLimits } from "./rate-limit/in-memory.ts";

/** The start of a procedure call. */
export type TracedCall = {
  procedure: string;
  /** The `trace` of its request's context. */
  parent: unknown;
};

/** A finished call of a procedure, without any id. */
export type FinishedCall = {
  /** `patient.byId` */
  procedure: string;
  /** `OK`, or the code of the error. */
  outcome: "OK" | ErrorCode;
  milliseconds: number;
};

/**
 * The options of the services. Each module adds its own.
 * @public
 */
export interface ServiceSettings {
  /** At least 32 bytes. A changed key ends all sessions. */
  secretKey: string;
  /** Default `optional`. */
  staffSecondFactor?: Services["staffSecondFactor"];
  /** The REST dialect without a choice by key or practice. Default: its own. */
  dialect?: Services["dialect"];
  /** Points per minute. 0: no limit. */
  rateLimits: RateLimits;
  /** The Redis or Valkey in which all processes count these points together. Default: each counts on its own. */
  redisUrl?: string | null;
  /** Called when Redis begins or ceases to count, with the reason. */
  onRateLimitsShared?: (isShared: boolean, reason?: string) => void;
  /** Set only by the benchmark that measures the cost of the audit. No environment variable sets it. */
  audit?: "off, to measure its cost";
  /** Called when background work fails. It is retried. */
  onBackgroundFailure?: (error: unknown) => void;
  /**
   * Called when a procedure answers a code that it does not declare. Default: the call answers `INTERNAL` instead.
   */
  onUndeclaredCode?: Services["onUndeclaredCode"];
  /** Called after each call of a procedure, for statistics of the operator. */
  onCall?: Services["onCall"];
  /** Runs each call of a procedure, for tracing. */
  traceCall?: Services["traceCall"];
}

/**
 * The services that procedures use, created once per process by `createServices`. Each module adds its own.
 * @public
 */
export interface Services {
  database: DatabaseHandle;
  /** Replicas that answer lists and searches. Undefined: only the primary does. */
  replicas?: Replicas | undefined;
  principals: Principals;
  staffSecondFactor: "optional" | "required";
  limiter: RateLimiter;
  audit: AuditLog;
  /** Called after a commit, so that its changes soon become events. */
  changes: { soon(): void };
  /** Serializes calls with the same `Idempotency-Key`. */
  mutex: KeyedMutex;
  longReads: Pick<LongReads, "countCall" | "run">;
  /** The REST dialect, unless the caller's key or practice has another. Null: Caretype's own. */
  dialect: RestDialect | null;
  /** The REST dialects by name. */
  dialects: Readonly<Record<string, Dialect>>;
  /** Resolve the former systems' ids of records. Modules add them. */
  findIds: readonly FindIds[];
  /** Called when a procedure answers a code that it does not declare. If it throws, the call answers `INTERNAL`. */
  onUndeclaredCode: (path: string, code: ErrorCode) => void;
  /** Called after each call of a procedure. Undefined without metrics. */
  onCall: ((call: FinishedCall) => void) | undefined;
  /** Runs each call of a procedure. Undefined without tracing. */
  traceCall: (<T>(call: TracedCall, run: () => Promise<T>) => Promise<T>) | undefined;
}
