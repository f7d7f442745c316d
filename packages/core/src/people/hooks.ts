import type { Database } from "@caretype/db";
import type { DoctorId, PatientId, PracticeId } from "../kernel/field/ids.ts";
import type { SubjectsContext } from "../kernel/procedure/body-context.ts";
import type { Scope } from "../kernel/procedure/scope.ts";
import type { Blocking } from "../mechanisms/removal/blocking.ts";

type InPractice = Pick<Scope, "practiceId">;

export type Move = { fromId: PatientId; toId: PatientId };

/**
 * A module's operations on its rows about patients. Rows of tables that no module names are found by their foreign
 * keys.
 */
export type PatientRows = {
  /** The tables with a foreign key to patients. */
  tables: readonly string[];
  /** Locks what a merge moves. Called before the patients are locked, in the order of the modules. */
  lock?(db: Database, scope: Scope): Promise<void>;
  /** Whether a record of a patient is before a day or year. Blocks changes of existing records. */
  hasEarlier?(
    db: Database,
    where: Pick<Scope, "practiceId" | "timeZone">,
    asked: { patientId: PatientId; earliest: string },
  ): Promise<boolean>;
  /** Throws if the patient has records that are never removed. The caller has locked the patient. */
  requireRemovable?(db: Database, scope: Scope, id: PatientId): Promise<void>;
  /** Ends what ends with a patient's removal. Throws for what must be ended first. */
  leave?(context: SubjectsContext, id: PatientId): Promise<void>;
  /** Moves all rows in a merge. Both patients are locked. Returns the data for the undo, which is stored. */
  move(db: Database, scope: Scope, move: Move): Promise<object>;
  /**
   * Moves back those rows that the patient still has. Returns the ids to name in the audit. `moved`: the result of
   * `move`, also of an earlier version. `mergedAt`: the merge's instant. `withIds`: rows moved by earlier modules.
   */
  moveBack(
    db: Database,
    scope: Scope,
    back: Move & { moved: unknown; mergedAt: string; withIds: readonly string[] },
  ): Promise<readonly string[]>;
  /** Finds the rows of patients to be erased. */
  find(db: Database, scope: InPractice, patientIds: readonly string[]): Promise<FoundRows>;
  /** Erases them despite the triggers that protect them. Default: they are deleted. */
  erase?(db: Database, scope: InPractice, patientIds: readonly string[]): Promise<void>;
};

export type FoundRows = {
  /** Their name in the erasure's answer. */
  counted: "appointments" | "clinicalRecords";
  ids: readonly string[];
  /** The ids that the audit must name. */
  audited?: readonly string[];
};

export type DoctorRows = {
  /** Finds what blocks the removal of a doctor. */
  findBlocking(db: Database, scope: Scope, id: DoctorId): Promise<Blocking | undefined>;
  /** Counts the rows that block the erasure of a doctor, in all practices. */
  countBlocking(db: Database, id: string): Promise<number>;
  /** Deletes references to erased doctors. */
  erase(db: Database, doctorIds: readonly string[]): Promise<void>;
};

export type Erased = {
  type: "patient" | "doctor";
  /** `noPractice` for doctors. */
  practiceId: PracticeId;
  personIds: readonly string[];
  /** Ids of the persons and of all their rows. */
  ids: readonly string[];
};

declare module "../kernel/hooks.ts" {
  interface ModuleHooks {
    patient?: PatientRows;
    doctor?: DoctorRows;
    /** Deletes remaining data about them, after their rows are deleted. */
    forget?(db: Database, erased: Erased): Promise<void>;
    /** Counts what waits for the caller, by its name in `statistics.overview`. Null without the permission. */
    countWaiting?(
      db: Database,
      scope: Scope,
    ): Promise<{ imports: { waiting: number; withProblems: number } | null }>;
  }
}
