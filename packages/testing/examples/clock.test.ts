import { startBackend } from "@caretype/testing";
import { expect, it } from "vitest";

it("reminds a patient on the day before the visit", async () => {
  await using backend = await startBackend();
  const { client, clock, create, mails } = backend;
  await clock.set("2027-06-10T08:00:00Z");
  await client.practice.update.mutate({ expectedVersion: "any", patientEmails: true, reminderHour: 10 });
  const { id: patientId } = await create.patient({ email: "jane@example.org" });
  await create.appointment({ patientId, startsAt: "2027-06-14T09:00:00Z" });

  await clock.advance({ days: 3, hours: 2 });
  const [, reminder] = await mails.list("jane@example.org");
  expect(reminder?.subject).toContain("Reminder");
});
