import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { dismissNotice } from "./support/parts.ts";

const opened = await openConsole();

describe.skipIf(!opened)("settings of appointments", () => {
  if (!opened) return;
  const { signedIn } = opened;

  it("switch emails to patients on, with the hour of the reminder", async () => {
    const { page, user } = await signedIn({ at: "/settings/practice" });
    const section = page.getByRole("region", { name: "Emails to patients" });
    const send = section.getByRole("checkbox", { name: "Send emails about appointments" });
    expect(await send.isChecked()).toBe(false);
    await send.check();
    const reminder = section.getByRole("combobox", { name: "Reminder on the day before at" });
    await reminder.selectOption("18:00");
    await section.getByRole("button", { name: "Save email settings" }).click();
    await dismissNotice(page, "Patients get emails about their appointments");
    expect(await user.client.practice.mine.query()).toMatchObject({ patientEmails: true, reminderHour: 18 });
    await reminder.selectOption("No reminders");
    await section.getByRole("button", { name: "Save email settings" }).click();
    await expect.poll(async () => (await user.client.practice.mine.query()).reminderHour).toBeNull();
    const saved = page.getByRole("alert").filter({ hasText: "Patients get emails" });
    await saved.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await user.client.practice.mine.query()).reminderHour).toBe(18);
    await lookAt(page, "patient-emails");
    // Concurrent changes of other settings do not conflict.
    const practice = async () => user.client.practice.mine.query();
    const { version: expectedVersion } = await practice();
    await user.client.practice.update.mutate({ name: "North Street", expectedVersion });
    await page.getByRole("checkbox", { name: /reason/ }).click();
    await expect.poll(practice).toMatchObject({ name: "North Street", cancellationReasonRequired: false });
    await page.getByText("The practice is saved").waitFor();
    await page.keyboard.press("u");
    await expect.poll(practice).toMatchObject({ name: "North Street", cancellationReasonRequired: true });
  });

  it("create a link to a doctor's calendar, show it once, and revoke it", async () => {
    const { page, user } = await signedIn({ at: null });
    const doctor = await user.client.doctor.create.mutate({ name: "Sam Okafor" });
    await page.goto(`${origin}/doctors/${doctor.id}`);
    const section = page.getByRole("region", { name: "Calendar links" });
    await section.getByText("There are no links.").waitFor();
    await section.getByRole("checkbox", { name: "Show patients' initials" }).check();
    await section.getByRole("button", { name: "Create link" }).click();
    const link = await section.getByRole("textbox", { name: "Calendar link" }).inputValue();
    const read = () => page.evaluate(async (url) => (await fetch(url)).status, link);
    expect(link).toMatch(new RegExp(`^${origin}/api/calendar/en-[\\w-]{43}\\.ics$`));
    expect(await read()).toBe(200);
    await lookAt(page, "calendar-link");
    await section.getByRole("button", { name: "Done" }).click();
    expect(await section.getByRole("textbox").count()).toBe(0);
    await section.getByText("With initials").waitFor();
    await section.getByRole("button", { name: /^Revoke the link/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
    await section.getByText("There are no links.").waitFor();
    expect(await read()).toBe(400);
  });
});
