export { account, membership, refreshToken, session } from "./account.ts";
export { assignment } from "./assignment.ts";
export { auditEntry } from "./audit.ts";
export { doctor } from "./doctor.ts";
export { doctorExternalId, patientExternalId } from "./external-id.ts";
export { patient } from "./patient.ts";
export { practice } from "./practice.ts";
