import { afterAll, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { restOf } from "./rest.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

it("refused calls are in the patient's access report, whatever was wrong with them on REST", async () => {
  const { client, email, password } = await backend.signUp();
  const { access } = await backend.client().auth.login({ email, password });
  const { id } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
  const call = restOf(backend.url, access);
  const refused = [
    await call(`GET /patients/${id}?unknown=1`),
    await call(`PATCH /patients/${id}`, [1]),
    await call(`PATCH /patients/${id.toUpperCase()}`, { age: "Zelda" }),
    await call(`DELETE /patients/${id}`, undefined, { "if-match": "x" }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  const { items } = await client.audit.accessReport.query({ patientId: id, limit: 4 });
  expect(items.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    "patient.remove INVALID_INPUT",
    "patient.update INVALID_INPUT",
    "patient.update INVALID_INPUT",
    "patient.byId INVALID_INPUT",
  ]);
});
