import type { DatabaseHandle, JobQueue } from "@caretype/db";
import type { Replicas } from "@caretype/db/replica";
import type { LoginLimits } from "./identity/credential/login-limits.ts";
import type { Passwords } from "./identity/credential/password/hashing.ts";
import type { FactorVault } from "./identity/credential/second-factor/factor-vault.ts";
import type { BrowserLimits } from "./identity/session/limits.ts";
import type { Principals } from "./identity/session/principal/principals.ts";
import type { SecondFactorPolicy } from "./identity/session/requirement.ts";
import type { Tokens } from "./identity/session/tokens.ts";
import type { LinkTokens } from "./identity/token/link-tokens.ts";
import type { AuditLog } from "./kernel/audit-log/writer.ts";
import type { ErrorCode } from "./kernel/error/definitions.ts";
import type { RestDialect } from "./kernel/field/dialect.ts";
import type { KeyedMutex } from "./kernel/procedure/keyed-mutex.ts";
import type { LongReads } from "./kernel/procedure/long-reads.ts";
import type { RateLimiter } from "./kernel/procedure/rate-limit/in-memory.ts";
import type { MailTemplates } from "./mail-templates.ts";
import type { MailLanguage } from "./mechanisms/mail/languages.ts";
import type { Mailer } from "./mechanisms/mail/mailer.ts";
import type { Readiness } from "./operations/monitoring/readiness.ts";
import type { Counts } from "./operations/statistics/counts.ts";

/** A call of a procedure that begins. */
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

/** The services that procedures use, created once per process by `createServices`. */
export type Services = {
  database: DatabaseHandle;
  /** Standbys that answer lists and searches. Undefined: the database does. */
  replicas?: Replicas | undefined;
  passwords: Passwords;
  tokens: Tokens;
  principals: Principals;
  limiter: RateLimiter;
  loginLimits: LoginLimits;
  audit: AuditLog;
  /** Checks whether calls would be answered. */
  readiness: Readiness;
  /** Serializes calls with the same `Idempotency-Key`. */
  mutex: KeyedMutex;
  /** Cached counts per practice. */
  counts: Counts;
  longReads: Pick<LongReads, "countCall" | "run">;
  mailer: Mailer<MailTemplates>;
  /** In which texts for the caller are written. */
  language: MailLanguage;
  /** The same services, whose texts are in a language of `Accept-Language`, and otherwise in English. */
  inLanguageOf(acceptLanguage: string | undefined): Services;
  /** Queue of upload checks and imports. */
  importJobs: JobQueue;
  /** Creates link tokens and recognizes them by their hashes. */
  linkTokens: LinkTokens;
  /** Encrypts second factors. */
  factorVault: FactorVault;
  registration: "open" | "verified" | "closed";
  staffSecondFactor: "optional" | "required";
  /** The second-factor policy for all accounts. */
  secondFactor: SecondFactorPolicy;
  /** Limits for sessions that a browser keeps in a cookie. */
  browserLimits: BrowserLimits;
  /** Sessions per account. A further sign-in ends the oldest one. */
  sessionsAtOnce: number;
  /** Whether writing to the shared directory of doctors requires a verified email address, besides the permission. */
  directoryWrites: "verified" | "anybody";
  /** Whether owners may fill an empty practice with sample data. */
  sampleData: boolean;
  /** Base URL of links in emails, without a trailing slash. */
  appUrl: string;
  /** Whose answers REST gives, unless the caller's key or practice has its own choice. Null: its own. */
  dialect: RestDialect | null;
  /** Called when a procedure answers a code that it does not declare. If it throws, the call answers `INTERNAL`. */
  onUndeclaredCode: (path: string, code: ErrorCode) => void;
  /** Called after each call of a procedure. Undefined, unless somebody counts. */
  onCall: ((call: FinishedCall) => void) | undefined;
  /** Runs each call of a procedure, so that what it does can be traced. Undefined, unless somebody traces. */
  traceCall: (<T>(call: TracedCall, run: () => Promise<T>) => Promise<T>) | undefined;
  /** Additional origins whose pages may call the API, and use passkeys of the app's host or its subdomains. */
  corsOrigins: readonly string[];
};
