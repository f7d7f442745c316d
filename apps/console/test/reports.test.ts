import type { Client } from "@caretype/client";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { makeSchedule } from "./support/schedule.ts";
import { shiftsOf, watchShifts } from "./support/shifts.ts";

const opened = await openConsole();

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const growth = (page: Page) => panel(page, "Patients over time");
const today = (page: Page) => panel(page, "Activity today");
const groups = (page: Page) => panel(page, "Patients by age and gender");
const doctors = (page: Page) => panel(page, "Doctors by patients");
const use = (page: Page) => panel(page, "Appointments of the last four weeks");
const charts = (page: Page) => page.getByRole("region").getByRole("img", { name: /./ });

/** Three patients, two of them with a doctor. */
async function fillPractice({ patient, doctor, assignment }: Client) {
  const ann = await patient.create.mutate({ name: "Ann Lee", gender: "female", age: 30 });
  const bob = await patient.create.mutate({ name: "Bob Lee", gender: "male", age: 85 });
  await patient.create.mutate({ name: "Cy Lee", gender: "other" });
  const sam = await doctor.create.mutate({
    name: "Sam <img src=x onerror=alert(1)>",
    specialization: "CARD",
    maxAppointmentsPerDay: 12,
  });
  const [first] = await Promise.all(
    [ann, bob].map(({ id }) => assignment.create.mutate({ patientId: id, doctorId: sam.id })),
  );
  return { ann, bob, sam, first };
}

describe.skipIf(!opened)("reports", () => {
  if (!opened) return;

  it("shows charts with summaries, and the same numbers as tables", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    await fillPractice(user.client);
    await watchShifts(page);
    await page.goto(`${origin}/reports`);
    await charts(page).nth(2).waitFor();
    await growth(page).getByText("3 patients, 3 of them added this month").waitFor();
    await groups(page).getByText("Age in years, today; unknown for 1 patient").waitFor();
    await groups(page)
      .getByText(/^3 patients: female 1, male 1, other 1, unknown 0\./)
      .waitFor();
    await today(page).getByText("Patients: 3 added. Doctors: 1 added. Assignments: 2 added.").waitFor();
    await doctors(page).getByRole("link", { name: "Sam <img src=x onerror=alert(1)> 2 patients" }).waitFor();
    expect(await shiftsOf(page)).toBeLessThan(0.01);
    await lookAt(page, "reports");

    for (const name of ["patients over time", "activity today", "patients by age and gender"])
      await page.getByRole("button", { name: `Table of ${name}` }).click();
    await page.getByRole("button", { name: "Table of doctors by patients" }).click();
    expect(await charts(page).count()).toBe(0);
    const rows = (of: (page: Page) => ReturnType<typeof panel>) =>
      of(page)
        .getByRole("row")
        .evaluateAll((all) =>
          all.map((row) =>
            [...row.querySelectorAll("th, td")].map(({ textContent }) => textContent).join(" "),
          ),
        );
    expect((await rows(growth)).length).toBe(13);
    expect((await rows(growth))[1]).toMatch(/ 3 3$/);
    expect(await rows(groups)).toEqual(
      ["Age Female Male Other Unknown All", "0–17 0 0 0 0 0", "18–39 1 0 0 0 1", "40–64 0 0 0 0 0"].concat(
        "65–79 0 0 0 0 0",
        "80+ 0 1 0 0 1",
        "Unknown 0 0 1 0 1",
        "Deceased 0 0 0 0 0",
        "All 1 1 1 0 3",
      ),
    );
    expect((await rows(today)).slice(1)).toEqual([
      "Patients 3 0 0 0",
      "Doctors 1 0 0 0",
      "Assignments 2 0 0 0",
    ]);
    expect((await rows(doctors))[1]).toBe("Sam <img src=x onerror=alert(1)>Cardiology 2 12");
    await lookAt(page, "reports-tables");
  });

  it("shows how far doctors were booked and when they are free, once there are opening hours", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { doctor, visitType, patient } = await makeSchedule(client);
    const booked = await client.appointment.book.mutate({
      patientId: patient.id,
      doctorId: doctor.id,
      visitTypeId: visitType.id,
      startsAt: new Date().toISOString().replace(/:\d\d\.\d+Z/, ":00Z"),
    });
    await client.appointment.noShow.mutate({ id: booked.id, expectedVersion: booked.version });
    await watchShifts(page);
    await page.goto(`${origin}/reports`);
    await use(page).getByRole("link", { name: "0% of the opening hours were booked" }).waitFor();
    await use(page).getByText("100% of the visits were missed").first().waitFor();
    await use(page).getByRole("link", { name: doctor.name }).waitFor();
    expect(await shiftsOf(page)).toBeLessThan(0.01);
    await lookAt(page, "reports-appointments");
    await page.getByRole("button", { name: "Table of appointments of the last four weeks" }).click();
    const row = use(page).getByRole("row", { name: doctor.name });
    await expect.poll(() => row.getByRole("cell").first().textContent()).toBe("0%");
    expect(await row.getByRole("cell").nth(1).textContent()).toBe("1");
    await lookAt(page, "reports-appointments-table");
    await row.getByRole("cell").nth(2).getByRole("link").click();
    await page.waitForURL(/\/calendar\?day=\d{4}-\d\d-\d\d$/);
  });

  it("has no layout shifts or overlaps on a narrow screen", async () => {
    const { page, user } = await opened.signedIn({ at: null, width: 360 });
    const { bob } = await fillPractice(user.client);
    const long = await user.client.doctor.create.mutate({ name: `Dr. ${"Wolfeschlegelstein".repeat(3)}` });
    await user.client.assignment.create.mutate({ patientId: bob.id, doctorId: long.id });
    await watchShifts(page);
    await page.goto(`${origin}/reports`);
    await charts(page).nth(2).waitFor();
    const bar = doctors(page).getByRole("link", { name: `${long.name} 1 patient` });
    const [end, start] = await bar.evaluate((link) => {
      const [name, count] = link.firstElementChild?.children ?? [];
      const range = document.createRange();
      if (name) range.selectNodeContents(name);
      const clipped = name && getComputedStyle(name).overflow === "hidden" ? name : range;
      return [clipped.getBoundingClientRect().right, count?.getBoundingClientRect().left ?? 0];
    });
    expect(end).toBeLessThanOrEqual(start ?? 0);
    const ages = groups(page).locator(".recharts-xAxis-tick-labels text, .recharts-xAxis text");
    await expect.poll(() => ages.count()).toBe(7);
    const boxes = await ages.evaluateAll((all) => all.map((text) => text.getBoundingClientRect().toJSON()));
    const gaps = boxes.slice(1).map(({ left }, index) => left - boxes[index].right);
    expect(Math.min(...gaps)).toBeGreaterThan(2);
    expect(await shiftsOf(page)).toBeLessThan(0.01);
  });

  it("links numbers to the counted patients, also by keyboard, and restores its state by Back", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { ann, sam } = await fillPractice(user.client);
    await page.goto(`${origin}/reports`);
    await charts(page).nth(2).waitFor();
    const focused = () =>
      page.evaluate(
        () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent,
      );
    const tabTo = async (name: string) => {
      for (let step = 0; step < 60 && (await focused()) !== name; step++) await page.keyboard.press("Tab");
      expect(await focused()).toBe(name);
    };
    await tabTo("Patients by age and gender");
    await page.keyboard.press("ArrowRight");
    await groups(page).getByText("18–39 years").waitFor();
    await page.reload();
    await charts(page).nth(2).waitFor();
    await tabTo("Table of patients by age and gender");
    await page.keyboard.press("Enter");
    await groups(page).getByRole("table").waitFor();
    expect(await focused()).toBe("Chart of patients by age and gender");
    await tabTo("1 patient, male, aged 80+");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Bob Lee" }).waitFor();

    await visit(page, "/reports?months=24&tables=groups,doctors,secrets");
    await page.getByRole("link", { name: "1 patient, female, aged 18–39" }).click();
    await page.getByRole("link", { name: "Ann Lee" }).waitFor();
    expect(new URL(page.url()).search).toBe("?gender=female&minAge=18&maxAge=39");
    await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(1);
    const counted = page.waitForResponse(/statistics\.patientGroups/);
    await page.goBack();
    await doctors(page).getByRole("table").waitFor();
    // The next visit would wait for this response, rather than ask again.
    await counted;
    expect(await growth(page).getByLabel("Period of patients over time").inputValue()).toBe("24");
    await doctors(page)
      .getByRole("link", { name: /^2 patients of Sam/ })
      .click();
    await expect.poll(() => page.getByRole("table").getByRole("link").count()).toBe(2);
    expect(new URL(page.url()).search).toBe(`?doctorId=${sam.id}`);

    // Returning to the start page refetches.
    await user.client.patient.update.mutate({ id: ann.id, expectedVersion: 1, gender: "other" });
    await page.goBack();
    await page.getByRole("link", { name: "2 patients, other" }).waitFor();
    await user.client.patient.create.mutate({ name: "Di Lee", gender: "female", age: 70 });
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("link", { name: "1 patient, female, aged 65–79" }).waitFor();

    // A bar links to the same list as its number.
    await page.getByRole("button", { name: "Chart of patients by age and gender" }).click();
    await groups(page).locator(".recharts-bar-rectangle path").first().click();
    await page.getByRole("link", { name: "Di Lee" }).waitFor();
    expect(new URL(page.url()).search).toMatch(/^\?gender=female/);
  });

  // Renames a table that other tests need.
  it("keeps working if a part fails, and retries that part", { concurrent: false }, async () => {
    const user = await opened.backend.signUp();
    await fillPractice(user.client);
    const { page, complaints } = await opened.window();
    const { reader } = opened.backend.database;
    await reader.execute("alter table assignment rename to assignment_away");
    await page.route(/groups-chart/, (route) => route.abort("failed"));
    await opened.signIn(page, user, "/reports");
    await doctors(page).getByRole("alert").waitFor();
    await today(page).getByRole("img", { name: "Activity today" }).waitFor();
    await groups(page).getByText("The chart could not be loaded.").waitFor();
    await groups(page).getByRole("table").waitFor();
    await lookAt(page, "reports-failed");
    await reader.execute("alter table assignment_away rename to assignment");
    await doctors(page).getByRole("button", { name: "Try again" }).click();
    await doctors(page)
      .getByRole("link", { name: / 2 patients$/ })
      .waitFor();
    // The browser reports the missing chart.
    expect(complaints.splice(0).filter((each) => !each.includes("groups-chart"))).toEqual([]);
  });
});
