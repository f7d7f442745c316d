import { schema } from "@caretype/db";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { createStaffAccount } from "../src/index.ts";
import { grantable, type Role, rolePermissions, roles } from "../src/permissions.ts";
import { callerByPath } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { procedures } from "./procedures.ts";
import { createTestApi } from "./support.ts";

/** Whose calls are answered. `service`: an API key that was given all that an owner can give. */
type Callers = readonly (Role | "none" | "staff" | "service" | "nobody")[];

const everybody: Callers = [...roles, "none", "staff", "service", "nobody"];
const signedIn: Callers = [...roles, "none", "staff"];
const members: Callers = [...roles, "service"];
const frontDesk: Callers = ["owner", "clinician", "reception", "service"];
const clinical: Callers = ["owner", "clinician", "service"];
const owners: Callers = ["owner"];
const staff: Callers = ["staff"];
/** The directory is no practice's, and staff look after it. */
const readers: Callers = [...members, "staff"];
const directory: Callers = [...clinical, "staff"];

/** Who may call each procedure, said by hand: a new one without a line here fails below. */
const allowed: Record<string, Callers> = {
  "account.register": everybody,
  "account.login": everybody,
  "account.confirmRegistration": everybody,
  "account.completeLogin": everybody,
  "account.reauthenticate": signedIn,
  "account.requestPasswordReset": everybody,
  "account.resetPassword": everybody,
  "account.changePassword": signedIn,
  "account.verifyEmail": everybody,
  "account.requestVerification": signedIn,
  "account.requestEmailChange": signedIn,
  "account.confirmEmailChange": everybody,
  "account.unlock": everybody,
  "secondFactor.status": signedIn,
  "secondFactor.setUp": signedIn,
  "secondFactor.confirm": signedIn,
  "secondFactor.remove": signedIn,
  "secondFactor.renewRecoveryCodes": signedIn,
  "account.refresh": everybody,
  "account.me": signedIn,
  "account.update": signedIn,
  "account.logout": signedIn,
  "account.logoutEverywhere": signedIn,
  "passkey.registrationOptions": signedIn,
  "passkey.register": signedIn,
  "passkey.list": signedIn,
  "passkey.rename": signedIn,
  "passkey.remove": signedIn,
  "passkey.loginOptions": everybody,
  "passkey.login": everybody,
  "passkey.assertionOptions": everybody,
  "passkey.reauthenticationOptions": signedIn,
  "practice.mine": members,
  "practice.update": owners,
  "practice.updateSecondFactor": owners,
  "session.current": signedIn,
  "session.list": signedIn,
  "session.end": signedIn,
  "session.endOthers": signedIn,
  "apiKey.list": owners,
  "apiKey.create": owners,
  "apiKey.update": owners,
  "apiKey.rotate": owners,
  "apiKey.revoke": owners,
  "practice.list": signedIn,
  "practice.create": [...roles, "none"],
  "member.list": members,
  "member.names": members,
  "member.updateRole": owners,
  "member.remove": owners,
  "member.leave": signedIn,
  "member.linkDoctor": owners,
  "invitation.list": owners,
  "invitation.create": owners,
  "invitation.revoke": owners,
  "invitation.preview": everybody,
  "invitation.accept": signedIn,
  "patient.list": members,
  "patient.byId": members,
  "patient.create": frontDesk,
  "patient.update": frontDesk,
  "patient.remove": clinical,
  "patient.duplicates": members,
  "patient.merge": clinical,
  "patient.unmerge": clinical,
  "patient.merges": members,
  "patient.removed": clinical,
  "patient.restore": clinical,
  "patient.history": members,
  "patient.asOf": members,
  "patient.diff": members,
  "patient.revert": frontDesk,
  "patient.doctors": members,
  "doctor.list": readers,
  "doctor.workload": members,
  "doctor.specializations": readers,
  "doctor.byId": readers,
  "doctor.mayChange": readers,
  "doctor.create": clinical,
  "doctor.update": directory,
  "doctor.remove": directory,
  "doctor.removed": directory,
  "doctor.restore": directory,
  "doctor.history": readers,
  "doctor.asOf": readers,
  "doctor.diff": readers,
  "doctor.revert": directory,
  "assignment.list": members,
  "assignment.listForPatient": members,
  "assignment.byId": members,
  "assignment.lookup": members,
  "assignment.create": frontDesk,
  "assignment.update": frontDesk,
  "assignment.remove": frontDesk,
  "assignment.removePair": frontDesk,
  "assignment.removed": frontDesk,
  "assignment.restore": frontDesk,
  "assignment.history": members,
  "assignment.asOf": members,
  "assignment.diff": members,
  "assignment.revert": frontDesk,
  "import.list": clinical,
  "import.undo": clinical,
  "import.begin": clinical,
  "import.addPart": clinical,
  "import.check": clinical,
  "import.run": clinical,
  "import.progress": clinical,
  "import.cancel": clinical,
  "import.uploads": clinical,
  "import.duplicates": clinical,
  "statistics.patientGrowth": members,
  "statistics.patientGroups": members,
  "statistics.doctorLoad": members,
  "statistics.today": members,
  "audit.accessReport": ["owner", "service"],
  "audit.list": ["owner", "service"],
  "audit.breakGlass": ["owner", "service"],
  "staff.accounts": staff,
  "staff.account": staff,
  "staff.deactivate": staff,
  "staff.reactivate": staff,
  "staff.sessions": staff,
  "staff.endSessions": staff,
  "staff.apiKeys": staff,
  "staff.revokeApiKey": staff,
  "staff.breakGlass": staff,
  "staff.patient": staff,
  "staff.grants": staff,
};

const api = await createTestApi();
const { reader } = api.database;
const { membership } = schema;

const owner = await api.signUp();
const { id: practice } = await owner.caller.practice.mine();

async function signUpAs(role: Role | "none" | "staff") {
  if (role === "staff") return makeStaff();
  const person = await api.signUp();
  await reader.delete(membership).where(eq(membership.accountId, person.account.id));
  if (role !== "none")
    await reader.insert(membership).values({ practiceId: practice, accountId: person.account.id, role });
  return person;
}

/** As the command line does: the table in docs/roles.md is of these. */
async function makeStaff() {
  const person = { email: `${uuidv7()}@example.org`, password: "correct horse battery" };
  await createStaffAccount(api.services, person);
  return person;
}

const people = new Map(
  await Promise.all(
    ([...roles, "none", "staff"] as const).map(async (role) => [role, await signUpAs(role)] as const),
  ),
);

const { key } = await owner.caller.apiKey.create({
  name: "Everything",
  permissions: grantable.filter((permission) => rolePermissions.owner.has(permission)),
});
const { key: narrowKey } = await owner.caller.apiKey.create({ name: "Name", permissions: ["practice:read"] });

/** A session of its own for each call, as some end it. */
async function callerAs(role: string) {
  if (role === "service") return callerByPath(api.callerWith({ accessToken: key }));
  const person = people.get(role as Role);
  if (!person) return callerByPath(api.anonymous);
  const { email, password } = person;
  const { access } = await api.anonymous.account.login({ email, password });
  return callerByPath(api.callerWith({ accessToken: access }));
}

const refusals = [
  "PERMISSION_DENIED",
  "PRACTICE_NOT_FOUND",
  "UNAUTHENTICATED",
  "SECOND_FACTOR_SETUP_REQUIRED",
];

describe.each(procedures)("$path", ({ path, guard }) => {
  it("says who may call it", () => {
    expect(Object.keys(allowed)).toContain(path);
    if (guard?.kind === "public") expect(allowed[path]).toEqual(everybody);
  });

  it.each(everybody)("answers %s as the table says", async (role) => {
    const call = await callerAs(role);
    // What nobody may send, so that nothing is done; a procedure without an input is done.
    const code = await failureOf(call(path, { nobodySendsThis: true })).then(
      (failure) => failure.code,
      () => "ok",
    );
    expect({ role, isRefused: refusals.includes(code) }).toEqual({
      role,
      isRefused: !allowed[path]?.includes(role),
    });
  });
});

describe("an API key", () => {
  it("is refused whatever it was not given", async () => {
    const call = callerByPath(api.callerWith({ accessToken: narrowKey }));
    const closed = procedures.filter(
      ({ guard }) => guard?.kind === "protected" && guard.permission !== "practice:read",
    );
    for (const { path } of closed) {
      expect({ path, code: (await failureOf(call(path, {}))).code }).toEqual({
        path,
        code: "PERMISSION_DENIED",
      });
    }
  });
});

it("names no procedure that there is not", () => {
  const paths = procedures.map(({ path }) => path);
  expect(Object.keys(allowed).filter((path) => !paths.includes(path))).toEqual([]);
});
