import { isErrorCode } from "@caretype/client";
import { startBackend } from "@caretype/testing";
import { expect, it } from "vitest";

it("keeps the form open if saving fails", async () => {
  await using backend = await startBackend();
  backend.failNext("INTERNAL", { procedure: "patient.create" });
  backend.latency(20);

  const jane = { name: "Jane Roe", gender: "female" } as const;
  const error = await backend.client.patient.create.mutate(jane).catch((thrown: unknown) => thrown);
  expect(isErrorCode(error, "INTERNAL")).toBe(true);
  expect((await backend.client.patient.list.query()).items).toEqual([]);
});
