import type { Database } from "@caretype/db";
import type { DoctorId, PatientId, PracticeId } from "../kernel/field/ids.ts";
import type { SubjectsContext } from "../kernel/procedure/body-context.ts";
import type { Scope } from "../kernel/procedure/scope.ts";
import type { Blocking } from "../mechanisms/removal/blocking.ts";

type InPractice = Pick<Scope, "practiceId">;

export type Move = { fromId: PatientId; toId: PatientId };

/** What a module does with its rows about patients. Rows of tables that no module names go by their foreign keys. */
export type PatientRows = {
  /** The tables with a foreign key to patients. */
  tables: readonly string[];
  /** Keeps others from changing what a merge moves. Called before the patients are locked, in the order of the modules. */
  lock?(db: Database, scope: Scope): Promise<void>;
  /** Whether something of a patient happened before a day or year. Blocks changes of what there is. */
  hasEarlier?(
    db: Database,
    where: Pick<Scope, "practiceId" | "timeZone">,
    asked: { patientId: PatientId; earliest: string },
  ): Promise<boolean>;
  /** Throws if the patient has what is never removed. The caller has locked the patient. */
  requireRemovable?(db: Database, scope: Scope, id: PatientId): Promise<void>;
  /** Ends what ends with a patient's removal. Throws what has to be ended first. */
  leave?(context: SubjectsContext, id: PatientId): Promise<void>;
  /** Moves all rows at a merge. Both patients are locked. Returns what the undo needs, which is stored. */
  move(db: Database, scope: Scope, move: Move): Promise<object>;
  /**
   * Moves those rows back that the patient still has. Returns their ids, as far as the audit names them.
   * `moved`: what `move` returned, also in an earlier version. `mergedAt`: when. `withIds`: of rows that modules before it moved.
   */
  moveBack(
    db: Database,
    scope: Scope,
    back: Move & { moved: unknown; mergedAt: string; withIds: readonly string[] },
  ): Promise<readonly string[]>;
  /** Finds the rows of patients that are to be erased. */
  find(db: Database, scope: InPractice, patientIds: readonly string[]): Promise<FoundRows>;
  /** Erases them, past what keeps them otherwise. Default: they are deleted. */
  erase?(db: Database, scope: InPractice, patientIds: readonly string[]): Promise<void>;
};

export type FoundRows = {
  /** What the erasure's answer calls them. */
  counted: "appointments" | "clinicalRecords";
  ids: readonly string[];
  /** Those that the audit has to name. */
  audited?: readonly string[];
};

export type DoctorRows = {
  /** What keeps a doctor from being removed. */
  findBlocking(db: Database, scope: Scope, id: DoctorId): Promise<Blocking | undefined>;
  /** How many rows keep a doctor from being erased, in all practices. */
  countBlocking(db: Database, id: string): Promise<number>;
  /** Deletes what refers to doctors who are erased. */
  erase(db: Database, doctorIds: readonly string[]): Promise<void>;
};

/** Persons who are erased. */
export type Erased = {
  type: "patient" | "doctor";
  /** `noPractice` for doctors. */
  practiceId: PracticeId;
  personIds: readonly string[];
  /** Of the persons and of all their rows. */
  ids: readonly string[];
};

declare module "../kernel/hooks.ts" {
  interface ModuleHooks {
    patient?: PatientRows;
    doctor?: DoctorRows;
    /** Deletes what still says something of them, when their rows are gone. */
    forget?(db: Database, erased: Erased): Promise<void>;
    /** Counts what waits for the caller, by its name in `statistics.overview`. Null: they may not act on it. */
    countWaiting?(
      db: Database,
      scope: Scope,
    ): Promise<{ imports: { waiting: number; withProblems: number } | null }>;
  }
}
