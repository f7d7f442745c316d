import { startBackend } from "@caretype/testing";
import { expect, it } from "vitest";

it("shows reception the patients of the practice", async () => {
  await using backend = await startBackend();
  const { id } = await backend.create.patient({ name: "Jane Roe" });

  const reception = await backend.as("reception");
  expect(await reception.patient.byId.query({ id })).toMatchObject({ name: "Jane Roe" });
  await expect(reception.patient.remove.mutate({ id, expectedVersion: "any" })).rejects.toMatchObject({
    data: { code: "PERMISSION_DENIED" },
  });
});
