import { schema } from "@caretype/db";
import { unknownId } from "@caretype/test-api/case";
import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";

const api = await createTestApi();
const { reader } = api.database;
const ann = { name: "Ann Lee", gender: "female" } as const;

it("names members and API keys, including former ones", async () => {
  const owner = await api.signUp();
  const clinician = await makeColleague(api, owner, "clinician");
  const gone = await makeColleague(api, owner, "clinician");
  const { createdBy } = await gone.caller.patient.create(ann);
  await owner.caller.member.remove({ accountId: gone.id });
  const created = await owner.caller.apiKey.create({
    name: "Laboratory",
    permissions: ["patient:create", "patient:read"],
  });
  const key = api.callerWith({ accessToken: created.key });
  const service = await key.patient.create({ ...ann, name: "Bea Ito" });
  await owner.caller.apiKey.revoke({ id: created.id });
  const ids = [owner.account.id, clinician.id, createdBy, service.createdBy];
  const { items, nextCursor } = await clinician.caller.member.names({ ids });
  const byId = new Map(items.map(({ accountId, ...shown }) => [accountId, shown]));
  expect(ids.map((id) => byId.get(id))).toEqual([
    { name: owner.account.name, kind: "person" },
    { name: clinician.account.name, kind: "person" },
    { name: gone.account.name, kind: "person" },
    { name: "Laboratory", kind: "service" },
  ]);
  expect(nextCursor).toBeNull();
});

it("names an unused API key", async () => {
  const owner = await api.signUp();
  const { id } = await owner.caller.apiKey.create({ name: "Laboratory", permissions: ["practice:read"] });
  const { apiKey } = schema;
  const rows = await reader.select({ accountId: apiKey.accountId }).from(apiKey).where(eq(apiKey.id, id));
  const ids = rows.map(({ accountId }) => accountId);
  expect((await owner.caller.member.names({ ids })).items).toMatchObject([{ name: "Laboratory" }]);
});

it("names staff who used break-glass access, like the audit", async () => {
  const [owner, staff] = [await api.signUp(), await api.signUpStaff()];
  const { id: patientId } = await owner.caller.patient.create(ann);
  const ids = [staff.account.id];
  expect((await owner.caller.member.names({ ids })).items).toEqual([]);
  await staff.caller.staff.breakGlass({ patientId, reason: "Called by the hospital" });
  expect((await owner.caller.member.names({ ids })).items).toMatchObject([{ name: staff.account.name }]);
});

it("names nobody of another practice, and each account once", async () => {
  const [owner, stranger] = [await api.signUp(), await api.signUp()];
  const colleague = await makeColleague(api, stranger, "owner");
  // A refusal is in the audit of the caller's practice.
  const { id } = await owner.caller.patient.create(ann);
  await failureOf(stranger.caller.patient.byId({ id }));
  await failureOf(
    api.callerWith({ accessToken: stranger.access, practice: colleague.practice }).patient.byId({ id }),
  );
  const ids = [stranger.account.id, colleague.id, unknownId, owner.account.id, owner.account.id];
  expect((await owner.caller.member.names({ ids })).items).toMatchObject([{ accountId: owner.account.id }]);
  // Each has a practice. In the shared one, they see each other's names.
  expect((await colleague.caller.member.names({ ids })).items).toHaveLength(2);
  expect((await colleague.ownCaller.member.names({ ids })).items).toMatchObject([
    { accountId: colleague.id },
  ]);
});
