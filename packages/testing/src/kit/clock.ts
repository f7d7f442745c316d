/** A duration: the sum of its parts. */
export type Duration = {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
};

/**
 * The clock of one backend: its server, its database, and its background work. It continues to run after a change.
 * Change it only while no call is in progress.
 */
export type BackendClock = {
  /** The backend's time. */
  now(): Date;
  /**
   * Sets the time, also to the past. Resolves after the background work that is due by then, such as reminders.
   *
   * @param time A date, or an instant such as `2027-03-01T09:00:00Z`.
   */
  set(time: Date | string): Promise<void>;
  /**
   * Moves the time like `set`. A negative duration moves it back.
   *
   * @example
   * await backend.clock.advance({ days: 8 });
   */
  advance(duration: Duration): Promise<void>;
  /** Returns to the machine's time. */
  reset(): Promise<void>;
};
