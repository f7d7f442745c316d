import { describe, it, vi } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";

const opened = await openConsole();
const any = { expectedVersion: "any" } as const;
const wholeWeek = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: "00:00", closes: "24:00" }));

describe.skipIf(!opened)("a patient's link", () => {
  if (!opened) return;
  const { backend, window } = opened;

  /** An appointment at nine in Auckland, with an email to the patient. */
  async function book() {
    const { client } = await backend.signUp();
    await client.practice.update.mutate({
      ...any,
      name: "Mill Road",
      patientEmails: true,
      timeZone: "Pacific/Auckland",
    });
    const email = `jane.${Date.now()}@example.org`;
    const patient = await client.patient.create.mutate({ name: "Jane Roe", gender: "female", email });
    const doctor = await client.doctor.create.mutate({ name: "Sam Okafor" });
    await client.openingHours.set.mutate({ doctorId: doctor.id, ...any, weekly: wholeWeek });
    const visit = await client.visitType.create.mutate({ name: "Check-up", minutes: 30 });
    const booked = await client.appointment.book.mutate({
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visit.id,
      startsAt: "2999-01-07T20:00:00Z",
    });
    const token = (await backend.mails(email))[0]?.token ?? "no email";
    const move = (startsAt: string) =>
      client.appointment.reschedule.mutate({ id: booked.id, ...any, startsAt });
    const read = () => client.appointment.byId.query({ id: booked.id });
    /** Cancels the appointment, which is offered to a waiting patient. Resolves to the offer's page. */
    const offer = async () => {
      const waiting = `wanda.${Date.now()}@example.org`;
      const wanda = await client.patient.create.mutate({
        name: "Wanda Waits",
        gender: "female",
        email: waiting,
      });
      const wish = { patientId: wanda.id, visitTypeId: visit.id, lastDay: "2999-12-31" };
      await client.waitlist.add.mutate(wish);
      await client.appointment.cancel.mutate({ id: booked.id, ...any, reason: "Ill" });
      const mail = await vi.waitFor(
        async () => (await backend.mails(waiting))[0] ?? Promise.reject("no email"),
        {
          timeout: 60_000,
        },
      );
      const status = async () =>
        (await client.appointment.list.query({ patientId: wanda.id })).items.map((each) => each.status);
      return { url: `${origin}/appointment#token=${mail.token}`, status };
    };
    return { url: `${origin}/appointment#token=${token}`, token, move, read, offer };
  }

  it("shows the time in the practice's zone, and changes nothing until a click confirms it", async () => {
    const { url, token, read } = await book();
    const { page } = await window();
    await page.goto(url);
    await page.getByText("8 January 2999 at 09:00").waitFor();
    expect(page.url()).not.toContain(token);
    expect((await read()).confirmedByPatientAt).toBeNull();
    await lookAt(page, "appointment-link");
    await page.getByRole("button", { name: "Confirm that I am coming" }).click();
    await page.getByText("You have confirmed that you are coming.").waitFor();
    expect((await read()).confirmedByPatientAt).not.toBeNull();
  });

  it("cancels after a question", async () => {
    const { url, read } = await book();
    const { page } = await window();
    await page.goto(url);
    await page.getByRole("button", { name: "Cancel the appointment" }).click();
    await lookAt(page, "appointment-link-cancel");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("button", { name: "Cancel the appointment" }).click();
    await page.getByRole("button", { name: "Yes, cancel it" }).click();
    await page.getByText("This appointment is cancelled.").waitFor();
    expect(await read()).toMatchObject({
      status: "cancelled",
      cancelledBy: "patient",
    });
    expect(await page.getByRole("main").getByRole("button").count()).toBe(0);
  });

  it("shows the new time if the practice has moved the appointment meanwhile", async () => {
    const { url, move, read } = await book();
    const { page } = await window();
    await page.goto(url);
    const confirm = page.getByRole("button", { name: "Confirm that I am coming" });
    await confirm.waitFor();
    await move("2999-01-08T21:30:00Z");
    await confirm.click();
    await page.getByText("The practice has moved this appointment.").waitFor();
    await page.getByText("9 January 2999 at 10:30").waitFor();
    expect((await read()).confirmedByPatientAt).toBeNull();
    await confirm.click();
    await page.getByText("You have confirmed that you are coming.").waitFor();
  });

  it("accepts an offer from the waitlist with one click", async () => {
    const { url, status } = await (await book()).offer();
    const { page } = await window();
    await page.goto(url);
    await page.getByText("It is held for you until").waitFor();
    expect(await status()).toEqual(["pending"]);
    await lookAt(page, "appointment-offer");
    await page.getByRole("button", { name: "Accept the appointment" }).click();
    await page.getByText("The appointment is yours.").waitFor();
    expect(await status()).toEqual(["booked"]);
  });

  it("declines an offer with one click", async () => {
    const { url, status } = await (await book()).offer();
    const { page } = await window();
    await page.goto(url);
    await page.getByRole("button", { name: "Decline" }).click();
    await page.getByText("You stay on the waitlist.").waitFor();
    expect(await status()).toEqual(["cancelled"]);
    expect(await page.getByRole("main").getByRole("button").count()).toBe(0);
  });

  it("says what to do if it is not valid", async () => {
    const { page } = await window();
    await page.goto(`${origin}/appointment#token=made-up`);
    await page.getByText("This link is no longer valid").waitFor();
    await page.getByText("Contact the practice.").waitFor();
  });
});
