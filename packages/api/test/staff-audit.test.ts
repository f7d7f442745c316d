import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { type StaffCase, type StaffWorld, staffCases } from "./audit-cases/staff.ts";
import { entryOf } from "./audit-entries.ts";
import { callerByPath } from "./caller.ts";
import { procedures } from "./procedures.ts";
import { createTestApi } from "./support.ts";

const api = await createTestApi();
const reason = "Zelda Quux is unconscious";

async function makeWorld(): Promise<StaffWorld & { access: string; staffId: string }> {
  const { account, caller } = await api.signUp();
  const patient = await caller.patient.create({ name: "Zelda Quux", gender: "female" });
  const doctor = await caller.doctor.create({ name: "Quux Zelda" });
  await caller.assignment.create({ patientId: patient.id, doctorId: doctor.id });
  const staff = await api.signUpStaff();
  const grant = await staff.caller.staff.breakGlass({ patientId: patient.id, reason });
  const [session] = (await caller.session.list()).items;
  const key = await caller.apiKey.create({ name: "Zelda Quux", permissions: ["patient:read"] });
  return {
    apiKey: key.id,
    ...{ account, patient: patient.id, doctor: doctor.id, grant: grant.id, session: session?.id ?? "" },
    practice: (await caller.practice.mine()).id,
    ownPractice: (await staff.caller.practice.mine()).id,
    ...{ access: staff.access, staffId: staff.account.id },
  };
}

const ofStaff = procedures.filter(({ path }) => path.startsWith("staff."));

describe.each(ofStaff)("$path", ({ path, guard }) => {
  it("writes one entry: who, what, on whom, why, in the practice that it is about", async () => {
    const world = await makeWorld();
    const row: StaffCase = staffCases[path] ?? { subjects: () => [] };
    const requestId = uuidv7();
    const call = callerByPath(api.callerWith({ accessToken: world.access, requestId }));
    const answer = await call(path, row.input?.(world));
    const made = String(Reflect.get(Object(answer), "id"));
    const permission = guard?.kind === "protected" ? guard.permission : "";
    const mark = row.mark ? `, ${row.mark(world, made)}` : "";
    const entry = await entryOf(api.database.reader, requestId);
    expect(entry).toMatchObject({
      practiceId: row.isThere ? world.practice : world.ownPractice,
      accountId: world.staffId,
      action: path,
      basis: `staff ${permission}${mark}${row.changesNothing ? ", unchanged" : ""}`,
      outcome: "ok",
    });
    expect((entry.subjectIds ?? []).toSorted()).toEqual(row.subjects(world, made).toSorted());
    // Why somebody wanted to see a patient may name them.
    expect(JSON.stringify(entry)).not.toMatch(/Zelda|Quux|unconscious/);
  });
});
