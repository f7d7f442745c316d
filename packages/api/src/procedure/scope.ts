import type { AccountId, PracticeId, SessionId } from "../field/ids.ts";
import type { Permission, Role } from "../permissions.ts";

/** Who calls, and for which practice: the second argument of every query. */
export type Scope = {
  accountId: AccountId;
  /** The session's id; of a service account, its API key's. */
  sessionId: SessionId;
  /** `noPractice` where the account is in none. */
  practiceId: PracticeId;
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
