import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, someName } from "./support/open.ts";
import { visit } from "./support/pages.ts";

const opened = await openConsole();

describe.skipIf(!opened)("the audit", () => {
  if (!opened) return;
  const { signedIn } = opened;

  it("shows technical entries on request, and names the records", async () => {
    const { page, user } = await signedIn({ at: null });
    const [name, gone] = [someName("Named"), someName("Gone")];
    await user.client.patient.create.mutate({ name, gender: "other" });
    const removed = await user.client.patient.create.mutate({ name: gone, gender: "other" });
    await user.client.patient.remove.mutate({ id: removed.id, expectedVersion: "any" });
    await page.goto(`${origin}/audit`);
    const table = page.getByRole("table", { name: "Audit" });
    await table
      .getByRole("row", { name: new RegExp(`Added a patient.*${name}`) })
      .filter({ visible: true })
      .waitFor();
    await table
      .getByRole("row", { name: new RegExp(`Removed a patient.*${gone} \\(removed\\)`) })
      .filter({ visible: true })
      .waitFor();
    expect(await table.getByText(/Read the practice's name/).count()).toBe(0);
    await page.getByRole("switch", { name: "Show technical entries" }).press("Space");
    await table
      .getByText(/Read the practice's name/)
      .first()
      .waitFor();
    expect(new URL(page.url()).search).toBe("?technical=true");
    await lookAt(page, "audit-technical");
    await page.setViewportSize({ width: 390, height: 844 });
    const outcome = page.getByLabel("Outcome");
    await page.getByRole("button", { name: "Filters" }).click();
    await outcome.waitFor();
    await page.getByRole("button", { name: "Filters" }).click();
    await outcome.waitFor({ state: "hidden" });
  });

  it("says which entries are archived, unless only later ones were asked for", async () => {
    const { page, user } = await signedIn({ at: null });
    const { id } = await user.client.patient.create.mutate({ name: someName("Archived"), gender: "other" });
    await page.route(/\/trpc\/.*audit\./, async (route) => {
      const response = await route.fetch({ url: route.request().url().replace(origin, opened.backend.url) });
      const body = (await response.text()).replaceAll(
        '"archivedBefore":null',
        '"archivedBefore":"2025-02-01T00:00:00Z"',
      );
      await route.fulfill({ response, body });
    });
    const note = page.getByText(/^Entries before .*2025 were archived\./);
    await page.goto(`${origin}/audit`);
    await note.waitFor();
    await lookAt(page, "audit-archived");
    await visit(page, "/audit?from=2025-03-01");
    await page.getByRole("row", { name: /Added a patient/ }).waitFor();
    expect(await note.count()).toBe(0);
    await visit(page, `/patients/${id}?tab=access`);
    await note.waitFor();
  });

  it("unfolds the entries of a minute by keyboard, and keeps the focus", async () => {
    const { page, user } = await signedIn({ at: null });
    const name = someName("Folded");
    const { id } = await user.client.patient.create.mutate({ name, gender: "other" });
    for (let read = 0; read < 3; read++) await user.client.patient.byId.query({ id });
    await user.client.patient.history.query({ id });
    await page.goto(`${origin}/audit`);
    const folded = page.getByRole("row", { name: /Opened the record · 4 entries/ });
    const toggle = folded.getByRole("button", { expanded: false });
    await toggle.focus();
    await lookAt(page, "audit-folded");
    await page.keyboard.press("Enter");
    const opener = folded.getByRole("button", { expanded: true });
    await expect.poll(() => opener.evaluate((node) => node === document.activeElement)).toBe(true);
    const nested = page.getByRole("row", { name: /Read a patient's record/ });
    await expect.poll(() => nested.count()).toBe(3);
    await lookAt(page, "audit-unfolded");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Entry" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Entry" }).waitFor({ state: "detached" });
    await opener.click();
    await expect.poll(() => nested.count()).toBe(0);
  });

  it("folds a patient's access log, and shows times with the offset", async () => {
    const { page, user } = await signedIn({ at: null });
    const { id } = await user.client.patient.create.mutate({ name: someName("Logged"), gender: "other" });
    for (let read = 0; read < 3; read++) await user.client.patient.byId.query({ id });
    await user.client.audit.accessReport.query({ patientId: id });
    await page.goto(`${origin}/patients/${id}?tab=access`);
    const log = page.getByRole("table", { name: "Access log" });
    const toggle = log.getByRole("button", { name: /^Opened the record · \d+ entries$/ }).first();
    await toggle.press("Enter");
    await expect.poll(() => toggle.getAttribute("aria-expanded")).toBe("true");
    await log
      .getByRole("row", { name: /(GMT|UTC).*Read the patient's record/ })
      .first()
      .waitFor();
    expect(await log.getByText("Read the patient's access log").count()).toBe(0);
    await lookAt(page, "access-log");
    await page.getByRole("switch", { name: "Show technical entries" }).press("Space");
    // The folded row may have another key now.
    await expect.poll(() => toggle.getAttribute("aria-expanded")).toBe("false");
    await toggle.press("Enter");
    await log
      .getByText(/^Read the patient's access log/)
      .first()
      .waitFor();
  });
});
