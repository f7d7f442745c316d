/**
 * The numbers of all advisory locks.
 * Each is unique, because a database has one set: equal numbers would block each other. Locks of two numbers,
 * such as `creating` with a practice, are separate from those of one. Those of `lockValues` are not listed:
 * they are 64-bit hashes.
 */
export const advisoryLocks = {
  /** Held while changing the schema or its privileges. */
  migrating: 4_861_220_531,
  /** Held by an import, and by the undo of an import. */
  importing: 4_861_220_532,
  /** Held while sealing the audit. */
  sealing: 4_861_220_533,
  /** Held while removing sample data, whose doctors all practices share. Held in shared mode while adding some. */
  sampling: 4_861_220_534,
  /** Held while packing the indexes of the audit's complete months. */
  packing: 4_861_220_535,
  /** Held while adding the doctors of sample data. */
  sampleDoctors: 4_861_220_536,
  /** Held while changes get their place in the log. Only `place_changes` and `place_changes_of` take it. */
  placing: 4_861_220_537,
  /** Held while creating a patient without duplicates. The second number is the practice. */
  creating: 48_612,
  /** Held while emailing a link. The second number is the address. */
  mailing: 48_613,
  /** Held while starting an upload. The second number is the practice. */
  uploading: 48_614,
  /**
   * Held while booking or moving appointments, and taken before any row lock to avoid deadlocks. The second number is
   * the practice. The trigger `check_appointment` has the number, too.
   */
  booking: 48_615,
  /** Held while starting an import of codes. The second number is the practice. */
  importingCodes: 48_616,
} as const;
