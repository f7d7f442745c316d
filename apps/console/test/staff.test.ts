import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, someName } from "./support/open.ts";
import { visit } from "./support/pages.ts";
import { totpCode } from "./support/totp.ts";

const opened = await openConsole({ sessionRecheckMilliseconds: 1 });

describe.skipIf(!opened)("server staff", () => {
  if (!opened) return;
  const { backend, window, signedIn, signIn } = opened;

  const press = (page: Page, name: string | RegExp) =>
    page.getByRole("button", { name, exact: true }).click();
  const inDialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
  const waitForText = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
  const sql = (text: string) => backend.database.reader.execute(text);

  /** Signs in server staff, who belong to no practice. */
  async function signedInStaff(at?: string) {
    const user = await backend.signUp();
    await sql(`update account set is_staff = true, name = 'Stella Staff' where id = '${user.accountId}'`);
    await sql(`delete from membership where account_id = '${user.accountId}'`);
    const opened = await window();
    await signIn(opened.page, user, at);
    return { ...opened, user };
  }

  const rename = ({ accountId }: SignedUp, name: string) =>
    sql(`update account set name = '${name}' where id = '${accountId}'`);

  it("find an account, end its sessions, deactivate and reactivate it", async () => {
    const name = someName("Una");
    const una = await backend.signUp();
    await rename(una, name);
    await una.client.apiKey.create.mutate({ name: "Lab", permissions: ["patient:read"] });
    const { page, user } = await signedInStaff();
    await waitForText(page, "You administer this server and are in no practice.");
    await page.getByRole("link", { name: "Accounts", exact: true }).click();
    await page.getByLabel("Search").fill(name);
    await page.getByText("1 account", { exact: true }).waitFor();
    expect(page.url()).toBe(`${origin}/staff/accounts`);
    await lookAt(page, "staff-accounts");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    await page.getByRole("listitem").getByText("Lab").waitFor();
    await lookAt(page, "staff-account");

    await press(page, "End all sessions");
    await inDialog(page, "End all sessions of this account?")
      .getByRole("button", { name: "End all" })
      .click();
    await waitForText(page, "The account has no sessions.");
    await expect(una.client.patient.list.query({})).rejects.toThrow();

    await press(page, "Deactivate");
    const dialog = inDialog(page, `Deactivate ${name}?`);
    await dialog.getByRole("button", { name: "Deactivate" }).click();
    await waitForText(page, "Choose one");
    await dialog.getByLabel("The account was misused").check();
    await lookAt(page, "staff-deactivate");
    await dialog.getByRole("button", { name: "Deactivate" }).click();
    await page.getByText("Deactivated", { exact: true }).waitFor();
    await page.getByText("Revoked", { exact: true }).waitFor();
    await expect(backend.client().auth.login({ email: una.email, password: una.password })).rejects.toThrow();
    await press(page, "Reactivate");
    await inDialog(page, `Reactivate ${name}?`).getByRole("button", { name: "Reactivate" }).click();
    await page.getByText("Active", { exact: true }).waitFor();
    await backend.client().auth.login({ email: una.email, password: una.password });

    await visit(page, `/staff/accounts/${user.accountId}`);
    await press(page, "Deactivate");
    await page.getByLabel("Another reason").check();
    await inDialog(page, /Deactivate/)
      .getByRole("button", { name: "Deactivate" })
      .click();
    await waitForText(page, "This is your own account");
  });

  it("get emergency access to one patient, which the practice sees", async () => {
    const owner = await signedIn({ at: null });
    const name = someName("Urgent");
    const patient = await owner.user.client.patient.create.mutate({ name, gender: "female", age: 41 });
    const { page, user } = await signedInStaff("/staff/emergency-access");
    await waitForText(page, "None.");
    const fill = async () => {
      await page.getByRole("textbox", { name: "Patient" }).fill(`${origin}/patients/${patient.id}`);
      await page.getByRole("textbox", { name: "Reason" }).fill("Called from the emergency room");
    };
    await page.getByRole("textbox", { name: "Reason" }).fill("short");
    await press(page, "Open record");
    await waitForText(page, "At least 10 characters");
    await fill();
    await lookAt(page, "emergency-access");
    await press(page, "Open record");
    await waitForText(page, "set it up in your account");
    await page.getByRole("link", { name: "set it up in your account" }).click();
    await press(page, "Set up an app");
    const secret = (await page.getByLabel("Secret").textContent())?.replaceAll(/\s/g, "") ?? "";
    await page.getByRole("textbox", { name: "Code", exact: true }).fill(totpCode(secret));
    await press(page, "Turn it on");
    await press(page, "I have saved them");

    await visit(page, "/staff/emergency-access");
    await fill();
    await press(page, "Open record");
    await page.getByRole("heading", { name, level: 1 }).waitFor();
    await page
      .getByRole("timer")
      .getByText(/^open for (30:00|29:\d\d)$/)
      .waitFor();
    expect(await page.title()).not.toContain(name);
    await lookAt(page, "opened-record");
    await page.getByRole("link", { name: "Leave the record" }).click();
    await page.getByRole("link", { name: /^Open the record/ }).waitFor();
    await lookAt(page, "grants");

    await owner.page.goto(`${origin}/audit/emergency-access`);
    await waitForText(owner.page, "Called from the emergency room");
    await waitForText(owner.page, "Stella Staff");
    await lookAt(owner.page, "emergency-access-entries");
    await sql(`update account set name = 'Stella Stone' where id = '${user.accountId}'`);
    await owner.page.reload();
    await waitForText(owner.page, "Stella Stone, called Stella Staff at the time");
    await owner.page.getByRole("link", { name: /^Audit entries/ }).click();
    await waitForText(owner.page, "Opened a patient's record by emergency access");

    await sql(`update break_glass set expires_at = now() where account_id = '${user.accountId}'`);
    await page.reload();
    await waitForText(page, "closed");
    await page.goto(`${origin}/staff/patients/${patient.id}`);
    await waitForText(page, "You have no access to this record");
  });
});
