import type { Role } from "@caretype/core/kernel/permissions/permissions";

/** Limits on the duration of sessions. */
export type SessionLimits = {
  /** Idle timeout. */
  idleSeconds: number;
  /** Maximum lifetime. */
  maxSeconds: number;
};

/** Roles whose sessions may have their own limits. */
export type LimitedRole = Role | "staff";

/** A default, with exceptions by role. If an account has several roles, the lowest value applies. */
export type ByRole = { everybody: number } & Partial<Record<LimitedRole, number>>;

/** Limits for sessions that a browser keeps in a cookie, which may be unattended near patients. */
export type BrowserLimits = { idleMinutes: ByRole; hours: ByRole };

type LimitSettings = { sessionIdleMinutes?: number | undefined; sessionDays?: number | undefined };

const week = 7 * 24 * 60;

/** Default: a week idle, thirty days in total. */
export const sessionLimitsOf = ({
  sessionIdleMinutes = week,
  sessionDays = 30,
}: LimitSettings): SessionLimits => ({
  idleSeconds: Math.round(sessionIdleMinutes * 60),
  maxSeconds: Math.round(sessionDays * 86_400),
});

type BrowserSettings = { browserIdleMinutes?: ByRole | undefined; browserSessionHours?: ByRole | undefined };

/** Default: half an hour idle, twelve hours in total. */
export const browserLimitsOf = ({
  browserIdleMinutes: idleMinutes = { everybody: 30 },
  browserSessionHours: hours = { everybody: 12 },
}: BrowserSettings): BrowserLimits => ({ idleMinutes, hours });

/** Whether any limit depends on roles. */
export const dependsOnRoles = ({ idleMinutes, hours }: BrowserLimits): boolean =>
  Object.keys(idleMinutes).length + Object.keys(hours).length > 2;

/** The limits of a browser session for an account with these roles. */
export function browserLimitsFor(
  { idleMinutes, hours }: BrowserLimits,
  roles: readonly LimitedRole[],
): SessionLimits {
  const least = ({ everybody, ...others }: ByRole) =>
    roles.length === 0 ? everybody : Math.min(...roles.map((role) => others[role] ?? everybody));
  return {
    idleSeconds: Math.round(least(idleMinutes) * 60),
    maxSeconds: Math.round(least(hours) * 3_600),
  };
}

export const maxUnrecordedSeconds = 60;

/** An idle time this long is exact, because the page reports the time of its last use. */
export const settledSeconds = 30;

/** Seconds between writes of a session's last use: about a minute, and far less than its idle timeout. */
export const recordIntervalOf = ({ idleSeconds }: Pick<SessionLimits, "idleSeconds">): number =>
  Math.min(maxUnrecordedSeconds, idleSeconds / 4);
