import type { DatabaseHandle, JobQueue } from "@caretype/db";
import type { AuditLog } from "./audit/log/writer.ts";
import type { LoginLimits } from "./login/limits.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { LinkTokens } from "./one-time-token/link-tokens.ts";
import type { Passwords } from "./password/hashing.ts";
import type { KeyedMutex } from "./procedure/keyed-mutex.ts";
import type { RateLimiter } from "./procedure/rate-limit/in-memory.ts";
import type { Readiness } from "./readiness.ts";
import type { FactorVault } from "./second-factor/factor-vault.ts";
import type { SecondFactorPolicy } from "./second-factor/schema.ts";
import type { BrowserLimits } from "./session/limits.ts";
import type { Principals } from "./session/principal/principals.ts";
import type { Tokens } from "./session/tokens.ts";
import type { Counts } from "./statistics/counts.ts";

/** What the procedures work with; made once a process by `createServices`. */
export type Services = {
  database: DatabaseHandle;
  passwords: Passwords;
  tokens: Tokens;
  principals: Principals;
  limiter: RateLimiter;
  loginLimits: LoginLimits;
  audit: AuditLog;
  /** Whether calls would be answered. */
  readiness: Readiness;
  /** Of calls with an `Idempotency-Key`. */
  mutex: KeyedMutex;
  /** What is counted of a whole practice. */
  counts: Counts;
  mailer: Mailer;
  /** Of checks and runs of uploads. */
  importJobs: JobQueue;
  /** Makes the tokens of links, and tells them by their hashes. */
  linkTokens: LinkTokens;
  /** Keeps second factors. */
  factorVault: FactorVault;
  registration: "open" | "verified" | "closed";
  staffSecondFactor: "optional" | "required";
  /** Of every account. */
  secondFactor: SecondFactorPolicy;
  /** How long sessions last that a browser keeps in a cookie. */
  browserLimits: BrowserLimits;
  /** How many sessions an account has at once: another one ends the one that began first. */
  sessionsAtOnce: number;
  /** Who may write to the shared directory of doctors, of those whose role allows it. */
  directoryWrites: "verified" | "anybody";
  /** Where people use all this, without a slash at the end: the links in mails lead there. */
  appUrl: string;
  /** Whose pages may call besides, and use passkeys of the app's host or of those below it. */
  corsOrigins: readonly string[];
};
