import { isErrorCode } from "@caretype/client";
import { afterAll, expect, it } from "vitest";
import { startCaretype } from "../src/index.ts";
import { restOf } from "./rest.ts";

const backend = await startCaretype();
afterAll(() => backend.stop());

const ana = { firstName: "Ana", lastName: "Silva", gender: "female", dateOfBirth: "1980-02-29" } as const;

it("a refused creation lists the possible duplicates on both surfaces, with each surface's field names", async () => {
  const { client, accessToken } = await backend.signUp();
  const there = await client.patient.create.mutate(ana);
  const error: unknown = await client.patient.create
    .mutate({ ...ana, onDuplicates: "refuse" })
    .catch((refusal: unknown) => refusal);
  if (!isErrorCode(error, "POSSIBLE_DUPLICATE")) throw error;
  const reasons = ["same name", "same birth date"];
  expect(error.data.candidates).toEqual([{ patient: there, score: 80, reasons }]);

  const send = restOf(backend.url, accessToken);
  const { firstName: first_name, lastName: last_name, dateOfBirth: date_of_birth, gender } = ana;
  const sent = { first_name, last_name, date_of_birth, gender };
  const refused = await send("POST /patients", { ...sent, on_duplicates: "refuse" });
  expect(refused).toMatchObject({
    status: 409,
    body: {
      code: "POSSIBLE_DUPLICATE",
      candidates: [{ patient: { id: there.id, first_name: "Ana", date_of_birth }, score: 80, reasons }],
    },
  });
  const created = await send("POST /patients", sent);
  expect(created.status).toBe(201);
  const listed = await send(`GET /patients/${there.id}/duplicates`);
  expect(listed).toMatchObject({
    status: 200,
    body: [{ patient: { first_name: "Ana" }, score: 80, reasons }],
  });
});
