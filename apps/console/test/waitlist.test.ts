import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { readAnew } from "./support/pages.ts";
import { button, dialog } from "./support/parts.ts";
import { dayFromNow, makeSchedule } from "./support/schedule.ts";

const opened = await openConsole();

/** The form that adds to the waitlist, which opens above the one that books. */
const adding = (page: Page) => page.getByRole("dialog", { name: "Add to waitlist" });

describe.skipIf(!opened)("the waitlist", () => {
  if (!opened) return;

  it("takes over what no free time suits from the booking form, and is undone", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor } = await makeSchedule(client);
    const longer = await client.visitType.create.mutate({ name: "Long talk", minutes: 90 });
    await page.goto(`${origin}/patients/${patient.id}`);
    await button(page, "Book an appointment").click();
    await dialog(page).getByRole("combobox", { name: "Visit type" }).selectOption(longer.id);
    await dialog(page).getByRole("combobox", { name: "Specialization" }).selectOption("CARD");
    await dialog(page).getByLabel("Reason").fill("Palpitations");
    await button(page, "Add to waitlist").click();
    const form = adding(page);
    // Beside it, the page shows the patient.
    await form.waitFor();
    // Leaving it keeps the booking.
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    expect(await dialog(page).getByLabel("Reason").inputValue()).toBe("Palpitations");
    await button(page, "Add to waitlist").click();
    await form.getByText("Sunday").click();
    await form.getByLabel("Earliest start").fill("12:00");
    await form.getByLabel("Latest start").fill("08:00");
    await form.getByLabel("Note").fill("Can come within an hour");
    await lookAt(page, "waitlist-add");
    await button(page, "Add").click();
    const tooLate = form.getByText("Has to be no later than the latest time");
    await tooLate.waitFor();
    // A change of another field corrects it.
    await form.getByLabel("Latest start").fill("17:30");
    await tooLate.waitFor({ state: "detached" });
    await button(page, "Add").click();
    await page.getByText("Jane Roe is on the waitlist").waitFor();
    await expect.poll(() => dialog(page).count()).toBe(0);
    const listed = async () => (await client.waitlist.list.query()).items;
    expect(await listed()).toMatchObject([
      {
        patientId: patient.id,
        visitTypeId: longer.id,
        doctorId: null,
        specialization: "CARD",
        weekdays: [1, 2, 3, 4, 5, 6],
        startsFrom: "12:00",
        startsTo: "17:30",
        firstDay: null,
        note: "Can come within an hour",
      },
    ]);
    await button(page, "Undo").click();
    await expect.poll(listed).toEqual([]);

    // From the patient's tab, with a doctor.
    await page.getByRole("tab", { name: "Appointments" }).click();
    const tab = page.getByRole("region", { name: "Waitlist" });
    await tab.getByText("The patient is not on the waitlist.").waitFor();
    await button(page, "Add to waitlist").click();
    await form.getByRole("combobox", { name: "Doctor (optional)" }).fill(doctor.name);
    await form.getByText("1 found").waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    await form.getByLabel("Last day").fill(dayFromNow(30));
    await button(page, "Add").click();
    await tab.getByText("Check-up").waitFor();
    await tab.getByText(doctor.name).waitFor();
    expect(await listed()).toMatchObject([{ doctorId: doctor.id, lastDay: dayFromNow(30), note: null }]);
  });

  it("lists who waits with their offers, and removes them", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, doctor, visitType } = await makeSchedule(client);
    await page.goto(`${origin}/calendar`);
    await page.getByRole("link", { name: "Waitlist", exact: true }).click();
    await page.getByText("Nobody is waiting").waitFor();
    await page.getByText("This practice sends no emails to patients").waitFor();
    const practice = await client.practice.mine.query();
    await client.practice.update.mutate({ patientEmails: true, expectedVersion: practice.version });
    const wish = { visitTypeId: visitType.id, lastDay: dayFromNow(60) };
    const details = { gender: "male", age: 30 } as const;
    const names = ["Bo Ray", "Cleo Fox"];
    for (const [index, name] of names.entries()) {
      const email = `${crypto.randomUUID()}@example.org`;
      const { id } = await client.patient.create.mutate({ ...details, name, email });
      const specialization = index === 0 ? null : "CARD";
      await client.waitlist.add.mutate({
        ...wish,
        patientId: id,
        specialization,
        note: `${name} lives near`,
      });
    }
    const booked = await client.appointment.book.mutate({
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
      startsAt: `${dayFromNow(7)}T10:00:00Z`,
    });
    const cancelled = { id: booked.id, expectedVersion: booked.version, reason: "Ill" };
    await client.appointment.cancel.mutate(cancelled);
    await expect.poll(async () => (await client.waitlist.list.query()).items[0]?.offer).not.toBeNull();
    await readAnew(page);
    const rows = page.getByRole("main").getByRole("listitem");
    await rows.nth(1).waitFor();
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/^Bo Ray.*Check-up · Any doctor.*Offered: .+, 1[12]:00\. The offer ends: .+/s),
      expect.stringMatching(
        /^Cleo Fox.*Check-up · Cardiology.*Any day · Any time · until .*Waiting since .+Cleo Fox lives near/s,
      ),
    ]);
    await lookAt(page, "waitlist");
    await button(page, "Open the offer to Bo Ray").click();
    await dialog(page).getByText("Held", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });

    await button(page, "Remove Bo Ray from the waitlist").click();
    await dialog(page).getByText("Their offer ends, and the next patient gets it.").waitFor();
    await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
    await page.getByText("Bo Ray is no longer on the waitlist").waitFor();
    await expect.poll(() => rows.count()).toBe(1);
    expect((await client.waitlist.list.query()).items).toMatchObject([{ patientName: "Cleo Fox" }]);
  });
});
