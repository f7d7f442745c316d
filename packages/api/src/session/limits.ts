import type { Role } from "../permissions.ts";

/** How long sessions last. */
export type SessionLimits = {
  /** One that nobody uses ends after this. */
  idleSeconds: number;
  /** Any ends after this. */
  longestSeconds: number;
};

/** Whose sessions may have limits of their own. */
export type LimitedRole = Role | "staff";

/** A number for everybody, and others for some roles. Whoever has several has the least of them. */
export type ByRole = { everybody: number } & Partial<Record<LimitedRole, number>>;

/** How long sessions last that a browser keeps in a cookie: it may stand where patients pass by. */
export type BrowserLimits = { idleMinutes: ByRole; hours: ByRole };

type LimitSettings = { sessionIdleMinutes?: number | undefined; sessionDays?: number | undefined };

const week = 7 * 24 * 60;

/** By default a week without use, and thirty days in all. */
export const sessionLimitsOf = ({
  sessionIdleMinutes = week,
  sessionDays = 30,
}: LimitSettings): SessionLimits => ({
  idleSeconds: Math.round(sessionIdleMinutes * 60),
  longestSeconds: Math.round(sessionDays * 86_400),
});

type BrowserSettings = { browserIdleMinutes?: ByRole | undefined; browserSessionHours?: ByRole | undefined };

/** By default half an hour without use, and twelve hours in all. */
export const browserLimitsOf = ({
  browserIdleMinutes: idleMinutes = { everybody: 30 },
  browserSessionHours: hours = { everybody: 12 },
}: BrowserSettings): BrowserLimits => ({ idleMinutes, hours });

/** Whether it depends on somebody's roles how long their sessions last. */
export const dependsOnRoles = ({ idleMinutes, hours }: BrowserLimits): boolean =>
  Object.keys(idleMinutes).length + Object.keys(hours).length > 2;

/** Of a session in a browser, of somebody with these roles. */
export function browserLimitsFor(
  { idleMinutes, hours }: BrowserLimits,
  roles: readonly LimitedRole[],
): SessionLimits {
  const least = ({ everybody, ...others }: ByRole) =>
    roles.length === 0 ? everybody : Math.min(...roles.map((role) => others[role] ?? everybody));
  return {
    idleSeconds: Math.round(least(idleMinutes) * 60),
    longestSeconds: Math.round(least(hours) * 3_600),
  };
}

export const longestUnnoted = 60;

/** Whoever was idle for so long has told of their last use. */
export const settledSeconds = 30;

/** How many seconds go by before another use is noted: about a minute, and far less than what a session may be idle. */
export const noteSecondsOf = ({ idleSeconds }: Pick<SessionLimits, "idleSeconds">): number =>
  Math.min(longestUnnoted, idleSeconds / 4);
