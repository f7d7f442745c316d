/** How long sessions last. */
export type SessionLimits = {
  /** One that nobody uses ends after this. */
  idleSeconds: number;
  /** Any ends after this. */
  longestSeconds: number;
};

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

const longestUnnoted = 60;

/** How many seconds go by before another use is noted: about a minute, and far less than what a session may be idle. */
export const noteSecondsOf = ({ idleSeconds }: SessionLimits): number =>
  Math.min(longestUnnoted, idleSeconds / 4);
