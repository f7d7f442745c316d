import { startBackend } from "@caretype/testing";
import { expect, it } from "vitest";

it("shows a clinician what was found and written, and the reception nothing", async () => {
  await using backend = await startBackend();
  const { id: encounterId, patientId } = await backend.create.encounter();
  await backend.create.observation({ encounterId });
  await backend.create.allergy({ patientId, substance: { text: "Penicillin" }, criticality: "high" });
  const note = await backend.create.note({ encounterId, text: "Coughs since Monday." });

  const clinician = await backend.as("clinician");
  const { allergies } = await clinician.chart.summary.query({ patientId });
  expect(allergies).toMatchObject([{ substance: { text: "Penicillin" } }]);
  expect((await clinician.note.list.query({ patientId })).items).toEqual([note]);

  const reception = await backend.as("reception");
  await expect(reception.note.byId.query({ id: note.id })).rejects.toMatchObject({
    data: { code: "PERMISSION_DENIED" },
  });
});
