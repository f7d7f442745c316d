import assert from "node:assert/strict";
import { test } from "node:test";
import { startBackend } from "@caretype/testing";

test("a cancelled visit frees its slot", async () => {
  await using backend = await startBackend();
  const { id, doctorId, visitTypeId, startsAt } = await backend.create.appointment();
  await backend.client.appointment.cancel.mutate({ id, expectedVersion: "any", reason: "Ill" });

  const again = await backend.create.appointment({ doctorId, visitTypeId, startsAt });
  assert.equal(again.status, "booked");
});
