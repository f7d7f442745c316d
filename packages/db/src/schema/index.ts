export { type ClinicalType, clinicalTypes, codedFields } from "../kinds.ts";
export { account, formerName } from "./account.ts";
export {
  allergy,
  allergyCategories,
  allergyCriticalities,
  allergyStatuses,
  allergyVerifications,
  type Reaction,
} from "./allergy.ts";
export { appointment, appointmentStatuses } from "./appointment.ts";
export { appointmentLink, appointmentMail, appointmentMailKinds } from "./appointment-mail.ts";
export { assignment } from "./assignment.ts";
export { auditArchive, auditEntry, auditSeal } from "./audit.ts";
export { calendarFeed } from "./calendar-feed.ts";
export { beginOf, type Coding, type Concept, happenedOn } from "./clinical.ts";
export {
  condition,
  conditionCategories,
  conditionStatuses,
  conditionVerifications,
  severities,
} from "./condition.ts";
export { doctor } from "./doctor.ts";
export { encounter, encounterClasses, encounterStatuses } from "./encounter.ts";
export { accountExternalId, doctorExternalId, patientExternalId } from "./external-id.ts";
export { idempotencyKey } from "./idempotency-key.ts";
export { immunization, immunizationStatuses } from "./immunization.ts";
export { importBatch, importRecord, importUndo } from "./import-batch.ts";
export { importPart, importRow, importUpload, uploadStates } from "./import-upload.ts";
export { knownKey } from "./known-key.ts";
export { loginFailure, mail, refusedEmail } from "./mail.ts";
export {
  medication,
  medicationKinds,
  medicationStatuses,
  periodUnits,
  type Quantity,
  type Timing,
} from "./medication.ts";
export { apiKey, breakGlass, invitation, membership } from "./membership.ts";
export { note, noteKind } from "./note.ts";
export { noteDraft } from "./note-draft.ts";
export { noteSignature, type SeenBySigner, signatureKinds } from "./note-signature.ts";
export { notification, notificationKinds } from "./notification.ts";
export {
  type Component,
  type ComponentValue,
  interpretations,
  observation,
  observationCategories,
  observationKey,
  observationStatuses,
  type ReferenceRange,
} from "./observation.ts";
export { oneTimeToken, tokenPurposes } from "./one-time-token.ts";
export { openingHours } from "./opening-hours.ts";
export { patient } from "./patient.ts";
export { distinctPatients, patientMerge } from "./patient-merge.ts";
export { practice } from "./practice.ts";
export { procedure, procedureStatuses } from "./procedure.ts";
export { recordMove } from "./record-move.ts";
export { doctorVersion, recordTypes, recordVersion, removedDoctor, removedRecord } from "./record-version.ts";
export { restriction } from "./restriction.ts";
export { room } from "./room.ts";
export { sampleData } from "./sample-data.ts";
export { savedView } from "./saved-view.ts";
export { passkey, recoveryCode, totpFactor } from "./second-factor.ts";
export { refreshToken, session } from "./session.ts";
export {
  codeField,
  codeModes,
  concept,
  terminology,
  terminologyKinds,
} from "./terminology.ts";
export { visitType } from "./visit-type.ts";
export { freedSlot, waitlistEntry, waitlistOffer } from "./waitlist.ts";
