import { afterAll, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { restOf } from "./rest.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

/** Creates a patient with three versions. Also returns their author's REST calls. */
async function makePatient() {
  const { client, email, password } = await backend.signUp();
  const { access } = await backend.client().auth.login({ email, password });
  const { id } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female", phoneNumber: "1" });
  await client.patient.update.mutate({ id, lastName: "Ray", expectedVersion: 1 });
  await client.patient.update.mutate({ id, phoneNumber: null, expectedVersion: 2 });
  return { id, client, call: restOf(backend.url, access) };
}

it("is listed through REST with REST's names, in pages", async () => {
  const { id, call } = await makePatient();
  const first = await call(`GET /patients/${id}/history?limit=2`);
  expect(first.body).toMatchObject([
    { version: 3, operation: "updated", changes: { phone_number: { from: "1", to: null } } },
    { version: 2, record: { last_name: "Ray" }, changes: { last_name: { from: "Lee", to: "Ray" } } },
  ]);
  const [, next] = /^<(.*)>; rel="next"$/.exec(first.headers.get("link") ?? "") ?? [];
  const second = await call(`GET ${next?.replace("/api", "")}`);
  expect(second.body).toMatchObject([{ version: 1, operation: "created", record: { first_name: "Ann" } }]);
  const { body } = await call(`GET /patients/${id}/diff?from=1`);
  expect(body).toMatchObject({ id, from: 1, to: 3, changes: { phone_number: { from: "1", to: null } } });
});

it("is read and reverted through REST", async () => {
  const { id, client, call } = await makePatient();
  const [, second] = (await client.patient.history.query({ id })).items;
  const asOf = await call(`GET /patients/${id}/as-of?at=${second?.changedAt}`);
  expect([asOf.headers.get("etag"), asOf.body]).toMatchObject([
    '"2"',
    { last_name: "Ray", phone_number: "1" },
  ]);
  const revert = (ifMatch: string) =>
    call(`POST /patients/${id}/revert`, { version: 1 }, { "if-match": ifMatch });
  const stale = await revert('"2"');
  expect([stale.status, stale.body]).toMatchObject([
    412,
    { code: "STALE_VERSION", current_kind: "patient", current: { last_name: "Ray", version: 3 } },
  ]);
  const reverted = await revert('"3"');
  expect([reverted.status, reverted.headers.get("etag"), reverted.body]).toMatchObject([
    200,
    '"4"',
    { last_name: "Lee", phone_number: "1" },
  ]);
});

it("is typed field by field", async () => {
  const { id, client } = await makePatient();
  const { changes } = await client.patient.diff.query({ id, from: 1 });
  const phone: { from: string | null; to: string | null } | undefined = changes.phoneNumber;
  expect(phone).toEqual({ from: "1", to: null });
  // @ts-expect-error Derived fields are in no change.
  expect(changes.age).toBeUndefined();
});
