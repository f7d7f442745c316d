import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { keptBy } from "./support/kept.ts";
import { lookAt, openConsole, origin, signInByForm } from "./support/open.ts";
import { visit } from "./support/pages.ts";

const opened = await openConsole();

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });
const help = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const options = (page: Page, group: string) =>
  page.getByRole("group", { name: group }).getByRole("option").allTextContents();

/** Leaves the field, so that keys are shortcuts again. */
const leaveField = (page: Page) =>
  page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());

describe.skipIf(!opened)("keyboard shortcuts", () => {
  if (!opened) return;

  it("search, add, edit, go to pages, and are listed", async () => {
    const { page, user } = await opened.signedIn({ at: "/patients" });
    const { id } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female", age: 40 });
    const search = page.getByLabel("Search", { exact: true });
    await search.waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("neg?");
    expect(await search.inputValue()).toBe("neg?");
    expect(page.url()).toBe(`${origin}/patients`);
    await leaveField(page);
    await page.keyboard.press("Control+n");
    await page.keyboard.press("Shift+N");
    // A dialog hides the scroll bar without moving anything.
    const rightEdge = () =>
      page
        .locator("header")
        .first()
        .evaluate((node) => node.getBoundingClientRect().right);
    const before = await rightEdge();
    await page.keyboard.press("?");
    await lookAt(page, "keys");
    expect(await rightEdge()).toBe(before);
    for (const name of ["Add a patient", "Search this list", "Move to another row", "Doctors"])
      await help(page).getByRole("row", { name }).waitFor();
    await page.keyboard.press("n");
    expect(page.url()).toBe(`${origin}/patients`);
    await page.keyboard.press("Escape");
    await help(page).waitFor({ state: "detached" });
    await page.keyboard.press("n");
    await page.waitForURL(`${origin}/patients/new`);
    // Earlier keys would go to this field.
    await page.locator("main input:focus").waitFor();
    await leaveField(page);
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    await heading(page, "Doctors").waitFor();
    await page.keyboard.press("n");
    await page.waitForURL(`${origin}/doctors/new`);
    await visit(page, `/patients/${id}`);
    await heading(page, "Ann Lee").waitFor();
    await page.keyboard.press("/");
    await page.getByRole("combobox", { name: /^Go to/ }).waitFor();
    await expect
      .poll(() => options(page, "On this page"))
      .toEqual(["Edite", "Book an appointmentb", "Assign a doctora"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await page.waitForURL(`${origin}/patients/${id}/edit`);
  });

  it("wait for a slow page, and what is typed meanwhile goes to its first field", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female", age: 40 });
    await page.route(
      () => true,
      async (route) => {
        await setTimeout(500);
        await route.continue();
      },
    );
    await page.goto(`${origin}/patients`);
    const practice = page.getByRole("button", { name: /^Practice: / });
    await practice.waitFor();
    expect(await practice.textContent()).not.toContain("None");
    await page.keyboard.type("nJane k");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Roe");
    await page.waitForURL(`${origin}/patients/new`);
    await expect.poll(() => page.getByLabel("First name").inputValue()).toBe("Jane k");
    await expect.poll(() => page.getByLabel("Last name").inputValue()).toBe("Roe");
    await visit(page, "/today");
    await page.getByRole("button", { name: "Walk-in" }).waitFor();
    await page.keyboard.type("wAnn k");
    await expect.poll(() => page.getByRole("combobox", { name: "Patient" }).inputValue()).toBe("Ann k");
    await page.unrouteAll({ behavior: "wait" });
  });

  it("can be turned off, and lead nowhere that the reader may not go", async () => {
    const owner = await opened.backend.signUp();
    const { id } = await owner.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const viewer = await makeColleague(opened.backend, owner, "viewer");
    const { page } = await opened.window();
    await opened.signIn(page, viewer, null);
    await page.goto(`${origin}/patients/${id}`);
    await heading(page, "Ann Lee").waitFor();
    await page.keyboard.press("n");
    await page.keyboard.press("e");
    await page.keyboard.press("?");
    await help(page).getByRole("row", { name: "Patients" }).waitFor();
    await expect
      .poll(() =>
        help(page)
          .getByRole("row", { name: /^(?:Add|Edit)/ })
          .count(),
      )
      .toBe(0);
    expect(page.url()).toBe(`${origin}/patients/${id}`);
    await help(page).getByRole("link", { name: "display settings" }).click();
    const toggle = page.getByRole("switch", { name: "Single-key shortcuts" });
    await toggle.click({ force: true });
    await lookAt(page, "display-keys");
    await visit(page, "/patients");
    await heading(page, "Patients").waitFor();
    expect(await page.getByLabel("Search", { exact: true }).getAttribute("aria-keyshortcuts")).toBeNull();
    await page.keyboard.press("?");
    await page.getByRole("button", { name: /^Your account/ }).click();
    expect(await help(page).count()).toBe(0);
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await help(page).getByText("Single-key shortcuts are off.").waitFor();
    expect(await help(page).getByRole("row", { name: "Doctors" }).count()).toBe(0);
  });
});

describe.skipIf(!opened)("the palette", () => {
  if (!opened) return;

  it("begins with the records opened last, until the account signs out", async () => {
    const { page, context, user } = await opened.signedIn({ at: null });
    const { patient, doctor } = user.client;
    const ann = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const bea = await patient.create.mutate({ name: "Bea Lee", gender: "female" });
    const sam = await doctor.create.mutate({ name: "Sam Okafor" });
    await page.goto(`${origin}/patients/${ann.id}`);
    for (const [path, name] of [
      [`/patients/${ann.id}`, "Ann Lee"],
      [`/patients/${bea.id}`, "Bea Lee"],
      [`/doctors/${sam.id}`, "Sam Okafor"],
    ] as const) {
      await visit(page, path);
      await heading(page, name).waitFor();
    }
    await expect.poll(() => keptBy(page)).toContain(sam.id);
    expect(await keptBy(page)).not.toMatch(/Ann Lee|Bea Lee|Sam Okafor/);
    await patient.remove.mutate({ id: bea.id, expectedVersion: 1 });
    await page.goto(`${origin}/doctors`);
    await heading(page, "Doctors").waitFor();
    await page.keyboard.press("Control+k");
    await expect
      .poll(() => options(page, "Recent"))
      .toEqual([expect.stringContaining("Sam Okafor"), expect.stringContaining("Ann Lee")]);
    await lookAt(page, "palette-recent");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await heading(page, "Ann Lee").waitFor();
    const other = await opened.backend.signUp();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("log out");
    await page.getByRole("option", { name: "Sign out" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByLabel("Email address").waitFor();
    expect(await keptBy(page)).not.toMatch(new RegExp([ann, bea, sam].map(({ id }) => id).join("|")));
    await context.clearCookies();
    await signInByForm(page, other);
    await page.keyboard.press("Control+k");
    await page.getByRole("group", { name: "Pages" }).waitFor();
    expect(await page.getByRole("group", { name: "Recent" }).count()).toBe(0);
    for (const [typed, found] of [
      ["time zone", "Practice"],
      ["public holidays", "Holidays"],
      ["permissions", "Members"],
      ["settings", "Display"],
      ["export", "Export patients as CSV"],
      ["print", "Print this page"],
      ["help", "Keyboard shortcuts"],
      ["keys", "Keyboard shortcuts"],
    ] as const) {
      await page.getByRole("combobox", { name: /^Go to/ }).fill(typed);
      await page.getByRole("option", { name: found }).waitFor();
    }
    await page.getByRole("combobox", { name: /^Go to/ }).fill("export");
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  });
});

describe.skipIf(!opened)("a restoration", () => {
  if (!opened) return;

  it("can be undone with its assignments, but not over somebody's later one", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { patient, doctor, assignment } = user.client;
    const [sam, eve] = [
      await doctor.create.mutate({ name: "Sam Okafor" }),
      await doctor.create.mutate({ name: "Eve Ito" }),
    ];
    const ann = await patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await assignment.create.mutate({ patientId: ann.id, doctorId: sam.id });
    await patient.remove.mutate({ id: ann.id, expectedVersion: 1, unassign: true });
    await page.goto(`${origin}/patients/removed`);
    const restored = page.getByRole("alert").filter({ hasText: "Ann Lee is restored" });
    const undo = restored.getByRole("button", { name: "Undo" });
    await page.getByRole("button", { name: "Restore Ann Lee" }).click();
    await undo.click();
    await page.getByRole("button", { name: "Restore Ann Lee" }).click();
    await undo.waitFor();
    await expect.poll(async () => (await patient.removed.query({})).items).toEqual([]);
    await assignment.create.mutate({ patientId: ann.id, doctorId: eve.id });
    await undo.click();
    await page.getByText("This could not be undone").waitFor();
    expect(await patient.byId.query({ id: ann.id })).toMatchObject({ version: 5 });
    expect((await assignment.list.query({ patientId: ann.id })).items).toHaveLength(2);
  });
});

describe.skipIf(!opened)("a narrow list of patients", () => {
  if (!opened) return;

  it("selects rows, and acts on them from a bar below the last one", async () => {
    const { page, user } = await opened.signedIn({ at: null, width: 360, height: 640 });
    for (let index = 0; index < 12; index++)
      await user.client.patient.create.mutate({ name: `Ann ${index + 10}`, gender: "female" });
    await page.goto(`${origin}/patients?sort=name`);
    await page.getByRole("link", { name: "Ann 10" }).waitFor();
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Select patients" }).click();
    await page.getByText("Select the patients to change or export.").waitFor();
    await page.getByText("Ann 11").click();
    await page.getByRole("checkbox", { name: "Select Ann 10" }).press("Space");
    await page.getByText("2 selected").waitFor();
    await lookAt(page, "patients-select-narrow");
    await page.getByRole("checkbox", { name: "Select Ann 10" }).focus();
    await page.keyboard.press("End");
    const last = page.getByRole("checkbox", { name: "Select Ann 21" });
    await expect.poll(() => last.evaluate((box) => box === document.activeElement)).toBe(true);
    await page.keyboard.press("Space");
    await page.getByText("3 selected").waitFor();
    // The row itself is on top: nothing covers it.
    await expect
      .poll(() =>
        last.evaluate((box) => {
          const { x, y } = box.getBoundingClientRect();
          return document.elementFromPoint(x + 4, y + 4) === box;
        }),
      )
      .toBe(true);
    const bar = page.getByRole("toolbar", { name: "Selected patients" });
    await bar.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await expect.poll(async () => (await user.client.patient.list.query({})).items.length).toBe(9);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("link", { name: "Ann 12" }).waitFor();
    expect(await page.getByRole("checkbox").count()).toBe(0);
  });
});
