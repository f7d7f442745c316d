import type { Database, DatabaseHandle, JobQueue } from "@caretype/db";
import type { AuditLog } from "../audit/log/writer.ts";
import type { LoginLimits } from "../login/limits.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { LinkTokens } from "../one-time-token/link-tokens.ts";
import type { Passwords } from "../password/hashing.ts";
import type { Permission, Role } from "../permissions.ts";
import type { Readiness } from "../readiness.ts";
import type { FactorVault } from "../second-factor/factor-vault.ts";
import type { SecondFactorPolicy } from "../second-factor/schema.ts";
import type { BrowserLimits } from "../session/limits.ts";
import type { Principals } from "../session/principal/principals.ts";
import type { RefreshKeeper } from "../session/refresh-keeper.ts";
import type { Tokens } from "../session/tokens.ts";
import type { Counts } from "../statistics/counts.ts";
import type { SentKeys } from "./idempotency/sent-keys.ts";
import type { KeyTurns } from "./keyed-mutex.ts";
import type { RateLimiter } from "./rate-limit/in-memory.ts";

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
  turns: KeyTurns;
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

/** What a surface knows of one request. */
export type RequestContext = {
  services: Services;
  /** The bearer token as sent, unverified. */
  accessToken: string | null;
  /** The server's own: no two requests have the same. */
  requestId: string;
  /** What the client calls the request, and perhaps others, too; null or none where it has said nothing that can be kept. */
  clientRequestId?: string | null | undefined;
  /** The practice that is asked for, unverified; null where none is, and then it is the one that the account has been in longest. */
  practice: string | null;
  /** The caller's network address. */
  address: string;
  userAgent: string | null;
  /** For how long nobody has touched the page that has sent it, by its own word; 0 or none: it was just used. */
  idleSeconds?: number | undefined;
  /** Null where no `Idempotency-Key` was sent. */
  idempotency: SentKeys | null;
  /** Where the surface keeps the refresh token of the caller's session; null or none where the caller does. */
  refreshKeeper?: RefreshKeeper | null | undefined;
};

/** Who calls, and for which practice: the second argument of every query. */
export type Scope = {
  accountId: string;
  /** The session's id; of a service account, its API key's. */
  sessionId: string;
  /** `noPractice` where the account is in none. */
  practiceId: string;
  role: CallerRole;
  permissions: ReadonlySet<Permission>;
  /**
   * Until when the caller counts as having just proved who they are, by their second factor if they have one: in
   * milliseconds of `performance.now()`.
   */
  freshUntil: number;
  /** Of a staff account whose second factor this session has not seen: what stands against its administering. */
  staffRefusal?: "SECOND_FACTOR_SETUP_REQUIRED" | "REAUTHENTICATION_REQUIRED";
  /** Of who has yet to set up a second factor that is required: what they may not do before. None while there is grace. */
  withheld?: ReadonlySet<Permission>;
};

/** `none`: signed in, and in no practice. */
type CallerRole = Role | "service" | "none";

/** What is done with records that neither the input nor the answer names, and that the call's audit entry is to name. */
export type NamingContext = { db: Database; scope: Scope; concerns: (ids: Iterable<string>) => void };

/** What a change is made with of who works where: what is known of an account is dropped after the commit. */
export type MembershipContext = ChangeContext & {
  services: Pick<Services, "principals">;
  afterCommit: (act: () => void) => void;
};

/** What somebody becomes a member with. */
export type EnteringContext = {
  /** The call has made the caller a member: its audit entry is that practice's. */
  enters: (practiceId: string, role: Role) => void;
};

/** What an account looks after its own affairs with. */
export type PersonalContext = {
  /** The audit entry is no practice's: who works here does not hear where else the account works. */
  isPersonal: () => void;
};

/** What a change is made with that may find that there is nothing to change, and says so for the audit. */
export type ChangeContext = { db: Database; scope: Scope; noteUnchanged: () => void };
