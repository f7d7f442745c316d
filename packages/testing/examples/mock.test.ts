import { createClient, fieldErrors, isErrorCode } from "@caretype/client";
import { createMockBackend } from "@caretype/testing/mock";
import { expect, it } from "vitest";

it("shows the number of patients, and what is wrong with a new one", async () => {
  const backend = createMockBackend(
    { patient: { count: (input) => ({ count: input?.q === undefined ? 12 : 3, isExact: true }) } },
    { role: "reception" },
  );
  // In a component test, render your app with this client.
  const { client } = backend;
  expect(await client.patient.count.query({ q: "lee" })).toMatchObject({ count: 3 });

  const ann = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
  expect(await client.patient.byId.query({ id: ann.id })).toEqual(ann);
  expect(backend.calls("patient.create")).toEqual([{ name: "Ann Lee", gender: "female" }]);

  const refused = client.patient.create.mutate({ name: "Bo Lee", gender: "male", dateOfBirth: "soon" });
  expect(fieldErrors(await refused.catch((thrown: unknown) => thrown))).toEqual({
    dateOfBirth: ["Not a date (YYYY-MM-DD)"],
  });

  backend.failNext("PATIENT_NOT_FOUND", { procedure: "patient.byId" });
  const error = await client.patient.byId.query({ id: ann.id }).catch((thrown: unknown) => thrown);
  expect(isErrorCode(error, "PATIENT_NOT_FOUND") && error.message).toBe("No such patient");
});

it("signs in through the app's own client", async () => {
  const backend = createMockBackend();
  const app = createClient({ url: "https://caretype.example.org", fetch: backend.fetch });
  await app.auth.login(backend.credentials);
  expect(await app.practice.mine.query()).toMatchObject({ role: "owner" });
});
