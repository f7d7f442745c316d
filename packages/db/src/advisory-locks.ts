/**
 * The numbers of all advisory locks, of which a database has one set for everything: two of one number would wait for
 * one another. PostgreSQL keeps locks of two numbers, as `creating` with a practice, apart from those of one. Only
 * `Idempotency-Key`s have none here: theirs are hashes, anywhere in 64 bits.
 */
export const advisoryLocks = {
  /** Held by who changes the schema, or its rights. */
  migrating: 4_861_220_531,
  /** By an import, and by an undoing of one. */
  importing: 4_861_220_532,
  /** By who seals the audit. */
  sealing: 4_861_220_533,
  /** The first of two numbers: by who makes a patient, unless there is one already. The practice is the second. */
  creating: 48_612,
  /** The first of two numbers: by who mails a link. The address is the second. */
  mailing: 48_613,
  /** The first of two numbers: by who begins an upload. The practice is the second. */
  uploading: 48_614,
} as const;
