import type { ProcedurePath } from "@caretype/api";
import type { restRoutes } from "../rest/route-table.ts";

type Route = Pick<ReturnType<typeof restRoutes>[number], "method" | "pattern"> & {
  procedure: { path: string };
};

/** Exceptions from the rule below, one for each REST line of the procedure. */
const chosen: Readonly<Record<string, readonly string[]>> = {
  "account.completeLogin": ["completeLogin"],
  "account.logInWithCode": ["logInWithCode"],
  "account.login": ["logIn"],
  "account.logout": ["logOut"],
  "account.logoutEverywhere": ["logOutEverywhere"],
  "account.me": ["getOwnAccount"],
  "account.reauthenticate": ["reauthenticate"],
  "account.refresh": ["refreshTokens", "refreshLogin", "refreshToken"],
  "account.requestVerification": ["requestAccountVerification"],
  "appointment.checkIn": ["checkInAppointment"],
  "appointment.noShow": ["markAppointmentNoShow"],
  "appointment.slots": ["listSlots", "listSlotsOfDoctor"],
  "assignment.doctorsOfPatients": ["listDoctorsOfPatients"],
  "assignment.listForPatient": ["listAssignmentsOfPatient"],
  "assignment.lookup": ["getAssignment"],
  "assignment.remove": ["removeAssignment", "deleteAssignment"],
  "audit.breakGlass": ["listBreakGlass"],
  "audit.list": ["listAuditEntries"],
  "audit.recordNames": ["listRecordNames"],
  "doctor.mayChange": ["checkDoctorRights"],
  "doctor.specializations": ["listSpecializations"],
  "import.begin": ["beginImport"],
  "import.invalidRows": ["listInvalidImportRows"],
  "import.uploads": ["listImportUploads"],
  "member.leave": ["leavePractice"],
  "member.me": ["getOwnMembership"],
  "member.names": ["listAccountNames"],
  "notification.markAllRead": ["markAllNotificationsRead"],
  "openingHours.byDoctor": ["getOpeningHours"],
  "passkey.assertionOptions": ["createPasskeyAssertionOptions"],
  "passkey.login": ["logInWithPasskey"],
  "passkey.loginOptions": ["createPasskeyLoginOptions"],
  "passkey.reauthenticationOptions": ["createPasskeyReauthenticationOptions"],
  "passkey.registrationOptions": ["createPasskeyRegistrationOptions"],
  "patient.distinct": ["listDistinctPatients"],
  "patient.doctors": ["listDoctorsOfPatient"],
  "patient.duplicates": ["listDuplicatesOfPatient"],
  "patient.formerNames": ["listFormerNamesOfPatient"],
  "patient.identifiers": ["listIdentifiersOfPatient"],
  "patient.merges": ["listMergesOfPatient"],
  "patient.possibleDuplicates": ["listPossibleDuplicates"],
  "practice.list": ["listOwnPractices"],
  "practice.mine": ["getPractice"],
  "secondFactor.setUp": ["setUpSecondFactor"],
  "session.endOthers": ["endOtherSessions"],
  "staff.account": ["getStaffAccount"],
  "refusedEmail.list": ["listRefusedEmails", "listRefusedEmailsOfPatient"],
  "refusedEmail.resolve": ["resolveRefusedEmail"],
  "staff.accounts": ["listStaffAccounts"],
  "staff.apiKeys": ["listStaffApiKeys"],
  "staff.breakGlass": ["breakGlass"],
  "staff.deactivate": ["deactivateAccount"],
  "staff.endSessions": ["endSessionsOfAccount"],
  "staff.grants": ["listBreakGlassGrants"],
  "staff.patient": ["getGrantedPatient"],
  "staff.reactivate": ["reactivateAccount"],
  "staff.revokeApiKey": ["revokeApiKeyOfAnybody"],
  "staff.sessions": ["listSessionsOfAccount"],
  "waitlist.add": ["addToWaitlist"],
  "waitlist.list": ["listWaitlist", "listWaitlistOfPatient"],
  "waitlist.remove": ["removeFromWaitlist"],
} satisfies { [Path in ProcedurePath]?: readonly string[] };

const capitalized = (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
const plural = (noun: string) => (noun.endsWith("s") ? noun : `${noun}s`);

/** `updatePatient` for `patient.update`: the first word of the procedure's name, the feature, and the rest. */
function verbFor(path: string, method: string): string {
  const [feature = "", name = ""] = path.split(".");
  const noun = capitalized(feature);
  if (name === "byId") return `get${noun}`;
  if (name === "list") return `list${plural(noun)}`;
  if (name === "removed") return `listRemoved${plural(noun)}`;
  if (name === "history") return `list${noun}Versions`;
  const [, verb = "", rest = ""] = /^([a-z]+)(.*)/.exec(name) ?? [];
  // Queries whose name is no verb, such as `patient.asOf`.
  if (method === "GET" && verb !== "diff") return `get${noun}${capitalized(name)}`;
  return `${verb}${noun}${rest}`;
}

/** Further REST lines of a procedure: `listAppointmentsOfPatient` or `putPatient`. */
function otherVerbFor(first: string, { method, pattern }: Route): string {
  const [, owner] = /\{(\w+)_id\}/.exec(pattern) ?? [];
  return method === "GET" && owner
    ? `${first}Of${capitalized(owner)}`
    : first.replace(/^[a-z]+/, method.toLowerCase());
}

/** The unique verb of each route, which generated clients use as the function's name. */
export function operationIds<Given extends Route>(routes: readonly Given[]): Map<Given, string> {
  const ids = new Map<Given, string>();
  const uses = new Map<string, number>();
  for (const route of routes) {
    const { path } = route.procedure;
    const use = uses.get(path) ?? 0;
    uses.set(path, use + 1);
    const first = chosen[path]?.[0] ?? verbFor(path, route.method);
    const id = chosen[path]?.[use] ?? (use === 0 ? first : otherVerbFor(first, route));
    if ([...ids.values()].includes(id)) throw new Error(`Two REST lines have the operationId ${id}`);
    ids.set(route, id);
  }
  return ids;
}
