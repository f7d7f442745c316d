/** How far to move a clock. The parts are added. */
export type Duration = {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
};

/**
 * The clock of one backend: its server, its database, and its background work. It runs on from wherever it is set.
 * Call it while no call to the backend is in progress.
 */
export type BackendClock = {
  /** The backend's time. */
  now(): Date;
  /**
   * Sets the time, to the past, too. Resolves when background work that is due then has run, such as reminders.
   *
   * @param time A date, or an instant such as `2027-03-01T09:00:00Z`.
   */
  set(time: Date | string): Promise<void>;
  /**
   * Moves the time, as `set` does. A negative duration moves it back.
   *
   * @example
   * await backend.clock.advance({ days: 8 });
   */
  advance(duration: Duration): Promise<void>;
  /** Sets it back to the machine's time. */
  reset(): Promise<void>;
};
