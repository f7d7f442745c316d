import { entryOf } from "@caretype/test-api/audit-entries";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import type { AnyId } from "../../../kernel/field/ids.ts";
import { erasePerson } from "../../erasure/erase-person.ts";

const api = await createTestApi();
const any = { expectedVersion: "any" } as const;
type Caller = Awaited<ReturnType<typeof api.signUp>>["caller"];

async function makeWorld() {
  const owner = await api.signUp();
  const { caller } = owner;
  const [patient, removed, erased] = [
    await caller.patient.create({ name: "Ann Lee", gender: "female" }),
    await caller.patient.create({ name: "Bea Ito", gender: "female" }),
    await caller.patient.create({ name: "Cy Ott", gender: "male" }),
  ];
  const [doctor, removedDoctor, erasedDoctor] = [
    await caller.doctor.create({ name: "Dr. Bo Ray" }),
    await caller.doctor.create({ name: "Dr. Di Fox" }),
    await caller.doctor.create({ name: "Dr. Ed Gray" }),
  ];
  await caller.patient.remove({ id: removed.id, ...any });
  await caller.doctor.remove({ id: removedDoctor.id, ...any });
  const reason = "Request of 3 May, file 17";
  await erasePerson(api.database, { type: "patient", id: erased.id, reason });
  await erasePerson(api.database, { type: "doctor", id: erasedDoctor.id, reason });
  return { ...owner, patient, removed, erased, doctor, removedDoctor, erasedDoctor };
}

async function named(caller: Caller, ids: AnyId[]) {
  const { items } = await caller.audit.recordNames({ ids });
  return ids.map((wanted) => {
    const found = items.find(({ id }) => id === wanted);
    return found && `${found.type} ${found.name} ${found.state}`;
  });
}

it("names patients, doctors and members, also removed and erased ones", async () => {
  const world = await makeWorld();
  const { caller, patient, removed, erased, doctor, removedDoctor, erasedDoctor, account } = world;
  const colleague = await makeColleague(api, world, "viewer");
  const ids = [patient, removed, erased, doctor, removedDoctor, erasedDoctor, account].map(({ id }) => id);
  expect(await named(caller, [...ids, colleague.id])).toEqual([
    "patient Ann Lee present",
    "patient Bea Ito removed",
    "patient null erased",
    "doctor Dr. Bo Ray present",
    "doctor Dr. Di Fox removed",
    "doctor null erased",
    `account ${account.name} present`,
    `account ${colleague.account.name} present`,
  ]);
});

it("names nothing of another practice", async () => {
  const [world, stranger] = [await makeWorld(), await api.signUp()];
  const { patient, removed, erased, account } = world;
  // A refusal is in the stranger's audit.
  await failureOf(stranger.caller.patient.byId({ id: patient.id }));
  const ids = [patient, removed, erased, account].map(({ id }) => id);
  expect((await stranger.caller.audit.recordNames({ ids })).items).toEqual([]);
});

it("names only what the caller may read", async () => {
  const { caller, patient, removed, doctor, removedDoctor, account } = await makeWorld();
  const ids = [patient, removed, doctor, removedDoctor, account].map(({ id }) => id);
  const shownTo = async (...more: ("patient:read" | "doctor:read" | "member:read")[]) => {
    const { key } = await caller.apiKey.create({ name: "Auditor", permissions: ["audit:read", ...more] });
    const { items } = await api.callerWith({ accessToken: key }).audit.recordNames({ ids });
    return items.map(({ name }) => name);
  };
  expect(await shownTo()).toEqual([]);
  expect(await shownTo("patient:read")).toEqual(["Ann Lee"]);
  expect(await shownTo("doctor:read")).toEqual(["Dr. Bo Ray"]);
  expect(await shownTo("member:read")).toEqual([account.name]);
});

it("is audited as access to the named records, and to no others", async () => {
  const { caller, access, patient } = await makeWorld();
  const assignment = await api.signUp();
  const requestId = uuidv7();
  const auditor = api.callerWith({ accessToken: access, requestId });
  await auditor.audit.recordNames({ ids: [patient.id, assignment.account.id] });
  expect(await entryOf(api.database.reader, requestId)).toMatchObject({
    action: "audit.recordNames",
    subjectIds: [patient.id],
  });
  const { items } = await caller.audit.accessReport({ patientId: patient.id, limit: 1 });
  expect(items).toMatchObject([{ what: "Read the patient's name in the audit" }]);
});
