import type { RouterOutputs } from "./procedures.ts";

/**
 * An account, the output of `auth.me`.
 *
 * @example
 * const greet = ({ name }: Account) => `Hello ${name}`;
 */
export type Account = RouterOutputs["account"]["me"];

/**
 * A patient of the caller's practice. Ages are in whole years, days are `YYYY-MM-DD`, instants RFC 3339.
 *
 * @example
 * const line = ({ name, age }: Patient) => `${name}, ${age ?? "age unknown"}`;
 */
export type Patient = RouterOutputs["patient"]["byId"];

/**
 * A doctor in the directory that all practices share.
 *
 * @example
 * const line = ({ name, specializationLabel }: Doctor) => `${name}, ${specializationLabel}`;
 */
export type Doctor = RouterOutputs["doctor"]["byId"];

/**
 * An assignment of a doctor to a patient, with both names.
 *
 * @example
 * const line = ({ doctorName, patientName }: Assignment) => `${doctorName} sees ${patientName}`;
 */
export type Assignment = RouterOutputs["assignment"]["byId"];

/**
 * A change of a record, without its content.
 *
 * @example
 * const line = ({ type, recordId }: RecordEvent) => `${type} ${recordId}`;
 */
export type RecordEvent = RouterOutputs["event"]["list"]["items"][number];

/**
 * A patient's appointment with a doctor.
 *
 * @example
 * const line = ({ startsAt, patientName }: Appointment) => `${startsAt} ${patientName}`;
 */
export type Appointment = RouterOutputs["appointment"]["byId"];

/**
 * A problem or diagnosis of a patient.
 *
 * @example
 * const isOpen = ({ clinicalStatus }: Condition) => clinicalStatus === "active";
 */
export type Condition = RouterOutputs["condition"]["byId"];

/**
 * An allergy or intolerance of a patient, or the statement that none is known.
 *
 * @example
 * const isDangerous = ({ criticality }: Allergy) => criticality === "high";
 */
export type Allergy = RouterOutputs["allergy"]["byId"];

/**
 * A measurement, test result or answer of a patient.
 *
 * @example
 * const shown = ({ value }: Observation) => (value?.kind === "quantity" ? `${value.number} ${value.unit ?? ""}` : "");
 */
export type Observation = RouterOutputs["observation"]["byId"];

/**
 * A patient's current or past drug.
 *
 * @example
 * const isCurrent = ({ status }: Medication) => status === "active";
 */
export type Medication = RouterOutputs["medication"]["byId"];

/**
 * A vaccination of a patient, given or not.
 *
 * @example
 * const wasRefused = ({ status }: Immunization) => status === "not-done";
 */
export type Immunization = RouterOutputs["immunization"]["byId"];

/**
 * A procedure on a patient, such as an operation.
 *
 * @example
 * const isOver = ({ status }: Procedure) => status === "completed";
 */
export type Procedure = RouterOutputs["procedure"]["byId"];

/**
 * A signed note, with its signatures and addenda.
 *
 * @example
 * const additions = ({ signatures }: Note) => signatures.filter(({ kind }) => kind !== "signature");
 */
export type Note = RouterOutputs["note"]["byId"];

/**
 * An unsigned note. Only its author sees it.
 *
 * @example
 * const isEmpty = ({ text }: NoteDraft) => text === null;
 */
export type NoteDraft = RouterOutputs["noteDraft"]["byId"];

/**
 * A kind of note, with its template.
 *
 * @example
 * const begin = ({ template }: NoteKind) => template ?? "";
 */
export type NoteKind = RouterOutputs["noteKind"]["byId"];

/**
 * The most important facts about a patient.
 *
 * @example
 * const isAllergic = ({ allergies }: ChartSummary) => allergies.length > 0;
 */
export type ChartSummary = RouterOutputs["chart"]["summary"];

/**
 * A summary of a record in a patient's chart.
 *
 * @example
 * const line = ({ title, text }: TimelineItem) => (text === null ? title : `${title}: ${text}`);
 */
export type TimelineItem = RouterOutputs["chart"]["timeline"]["items"][number];

/**
 * A patient's visit: its time, doctor, reason and status.
 *
 * @example
 * const isOpen = ({ status, lockedAt }: Encounter) => status === "in-progress" && lockedAt === null;
 */
export type Encounter = RouterOutputs["encounter"]["byId"];

/**
 * The caller's practice, with their role and its permissions.
 *
 * @example
 * const mayRemove = ({ permissions }: Practice) => permissions.includes("patient:remove");
 */
export type Practice = RouterOutputs["practice"]["mine"];

type Items<Page> = Page extends { items: readonly (infer Item)[] } ? Item : never;

/**
 * A member of the practice: name, `role`, and their own entry in the directory of doctors, if any.
 *
 * @example
 * const remove = ({ accountId }: Member) => caretype.member.remove.mutate({ accountId });
 */
export type Member = Items<RouterOutputs["member"]["list"]>;

/**
 * An invitation to join the practice, with its role and its expiry.
 *
 * @example
 * const revoke = ({ id }: Invitation) => caretype.invitation.revoke.mutate({ id });
 */
export type Invitation = Items<RouterOutputs["invitation"]["list"]>;

/**
 * An API key of a service, with its permissions. The key itself is shown only when it is created or rotated.
 *
 * @example
 * const revoke = ({ id }: ApiKey) => caretype.apiKey.revoke.mutate({ id });
 */
export type ApiKey = Items<RouterOutputs["apiKey"]["list"]>;

/**
 * A session of the account, with its device and its start.
 *
 * @example
 * const end = ({ id }: Session) => caretype.session.end.mutate({ id });
 */
export type Session = Items<RouterOutputs["session"]["list"]>;

/**
 * A kind of visit: its minutes, the buffers before and after, and its seats.
 *
 * @example
 * const line = ({ name, minutes }: VisitType) => `${name}, ${minutes} minutes`;
 */
export type VisitType = RouterOutputs["visitType"]["byId"];

/**
 * A room of the practice. It has one appointment at a time.
 *
 * @example
 * const isOffered = ({ isActive }: Room) => isActive;
 */
export type Room = RouterOutputs["room"]["byId"];

/**
 * A doctor's weekly hours in the practice, and the exceptions, in the practice's `timeZone`.
 *
 * @example
 * const isOpen = ({ weekly }: OpeningHours, weekday: number) => weekly.some((rule) => rule.weekday === weekday);
 */
export type OpeningHours = RouterOutputs["openingHours"]["byDoctor"];

/**
 * A passkey of the account, with the name that its owner chose.
 *
 * @example
 * const remove = ({ id }: Passkey) => caretype.passkey.remove.mutate({ id });
 */
export type Passkey = Items<RouterOutputs["passkey"]["list"]>;

/**
 * A patient who may be the same person, with a score from 60 to 100 and the reasons.
 *
 * @example
 * const line = ({ patient, reasons }: PossibleDuplicate) => `${patient.name}: ${reasons.join(", ")}`;
 */
export type PossibleDuplicate = Items<RouterOutputs["patient"]["duplicates"]>;

/**
 * The output of `patient.merge`: the merge's `id`, to undo it, the kept `patient`, and what the other one contributed.
 *
 * @example
 * const undo = ({ id }: MergedPatients) => caretype.patient.unmerge.mutate({ mergeId: id });
 */
export type MergedPatients = RouterOutputs["patient"]["merge"];

/**
 * A merge of two patients, with its author and time. `undoneAt` is null unless it was undone.
 *
 * @example
 * const isUndone = ({ undoneAt }: PatientMerge) => undoneAt !== null;
 */
export type PatientMerge = Items<RouterOutputs["patient"]["merges"]>;

/** The kinds of records that have a history, named after their features. */
type RecordKind = "patient" | "doctor" | "assignment";

/**
 * A version in a record's history: its action, time and author, the `record` at that time, and its `changes`.
 * `changes` compares it with the previous version: by field, each with `from` and `to`. `record` is null while removed.
 *
 * @example
 * const line = ({ version, changes }: RecordVersion<"patient">) => `${version}: ${Object.keys(changes).join()}`;
 */
export type RecordVersion<Kind extends RecordKind = RecordKind> = Items<RouterOutputs[Kind]["history"]>;

/**
 * A removed patient: the last `record`, `removedAt` and `removedBy`.
 *
 * @example
 * const restore = ({ record }: RemovedPatient) => caretype.patient.restore.mutate({ id: record.id });
 */
export type RemovedPatient = Items<RouterOutputs["patient"]["removed"]>;

/**
 * A removed doctor: the last `record`, `removedAt` and `removedBy`.
 *
 * @example
 * const restore = ({ record }: RemovedDoctor) => caretype.doctor.restore.mutate({ id: record.id });
 */
export type RemovedDoctor = Items<RouterOutputs["doctor"]["removed"]>;

/**
 * A removed assignment: the last `record`, with the names of patient and doctor. A name is null if its record was
 * erased.
 *
 * @example
 * const line = ({ record }: RemovedAssignment) => `${record.doctorName} saw ${record.patientName}`;
 */
export type RemovedAssignment = Items<RouterOutputs["assignment"]["removed"]>;

/**
 * An entry of a patient's access report: `who` did `what`, in words, and `at` which instant.
 *
 * @example
 * const line = ({ at, who, what }: AccessReportEntry) => `${at} ${who}: ${what}`;
 */
export type AccessReportEntry = Items<RouterOutputs["audit"]["accessReport"]>;

/**
 * An entry of the practice's audit: the actor, the action, its records (`subjectIds`), time, origin and outcome.
 *
 * @example
 * const refused = (entries: AuditEntry[]) => entries.filter(({ outcome }) => outcome !== "ok");
 */
export type AuditEntry = Items<RouterOutputs["audit"]["list"]>;
