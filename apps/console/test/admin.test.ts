import { readFile } from "node:fs/promises";
import { asId } from "@caretype/api/field/ids";
import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, signIn, someName } from "./support/open.ts";

const opened = await openConsole({ sessionRecheckMilliseconds: 1 });

describe.skipIf(!opened)("a practice that its owner runs", () => {
  if (!opened) return;
  const { backend, signedIn, window } = opened;

  const press = (page: Page, name: string | RegExp) =>
    page.getByRole("button", { name, exact: true }).click();
  const inDialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
  const said = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
  const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();

  /** Somebody who was invited, and has made an account by the mailed link: they work in the owner's practice alone. */
  async function colleagueOf(owner: SignedUp, role: "clinician" | "reception" | "viewer" | "owner") {
    const email = `${crypto.randomUUID()}@example.org`;
    await owner.client.invitation.create.mutate({ email, role });
    const [mail] = await backend.mails(email);
    const password = "nine lives of a lamp";
    const client = backend.client();
    const account = await client.auth.register({
      email,
      password,
      name: "Cole League",
      invitationToken: mail?.token ?? "",
    });
    return { client, accountId: account.id, email, password };
  }

  it("has members whose roles change, who are linked to a doctor, and who go", async () => {
    const { page, user, complaints } = await signedIn();
    const colleague = await colleagueOf(user, "reception");
    const doctor = await user.client.doctor.create.mutate({ name: someName("Ada"), specialization: "CARD" });
    await follow(page, "Members");
    await said(page, "Cole League");
    await lookAt(page, "members");

    await press(page, "Role of Cole League");
    await inDialog(page, "Role of Cole League").getByLabel("Clinician").check();
    await lookAt(page, "member-role");
    // As if the sign-in had been an hour ago: the call waits for a proof, and goes on by itself.
    await backend.database.reader.execute(
      `update session set authenticated_at = now() - interval '1 hour' where account_id = '${user.accountId}'`,
    );
    await press(page, "Change the role");
    await inDialog(page, "Is it you?").getByLabel("Your password").fill(user.password);
    await press(page, "Go on");
    await said(page, "Cole League: Clinician from now on");
    const roleOf = async () =>
      (await user.client.member.list.query({})).items.find(({ email }) => email === colleague.email)?.role;
    expect(await roleOf()).toBe("clinician");
    await press(page, "Undo");
    await expect.poll(roleOf).toBe("reception");

    await press(page, "Doctor that Cole League is");
    await press(page, "Link");
    await said(page, "Required");
    await page.getByRole("combobox", { name: "Doctor" }).fill(doctor.name);
    await page.getByRole("option", { name: new RegExp(doctor.name) }).click();
    await lookAt(page, "member-doctor");
    await press(page, "Link");
    await page.getByRole("link", { name: doctor.name }).waitFor();
    await press(page, `Doctor that ${user.email.split("@")[0]} is`);
    await page.getByRole("combobox", { name: "Doctor" }).fill(doctor.name);
    await page.getByRole("option", { name: new RegExp(doctor.name) }).click();
    await press(page, "Link");
    await said(page, "This doctor is another member");
    await press(page, "Cancel");
    await press(page, "Doctor that Cole League is");
    await press(page, "Take the link away");
    await said(page, "Cole League is linked to no doctor any more");

    await press(page, "Leave the practice");
    await press(page, "Leave");
    await said(page, "A practice needs an owner");
    await press(page, "Cancel");

    await press(page, "Remove Cole League");
    await inDialog(page, /Remove Cole League/)
      .getByRole("button", { name: "Remove" })
      .click();
    await said(page, "Cole League is a member no more");
    await expect.poll(() => page.getByRole("main").getByRole("listitem").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it("invites, by a link to hand over where no mail can be sent, and takes it back, by the keyboard alone", async ({
    expect,
  }) => {
    const { page, user, complaints } = await signedIn();
    await page.goto(`${origin}/members/invitations`);
    await said(page, "No invitation is open.");
    await page.getByLabel("E-mail address").focus();
    await page.keyboard.type("nobody");
    await page.keyboard.press("Enter");
    await said(page, "Not an e-mail address");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(user.email);
    await page.keyboard.press("Enter");
    await said(page, "Works in this practice already");
    const email = `${crypto.randomUUID()}@example.org`;
    await page.keyboard.press("Control+A");
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type("View");
    await said(page, "Reads patients, with their medical history, and changes nothing.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await said(page, "Nothing is sent: this server has no mail server.");
    expect(await page.getByText("on its way").count()).toBe(0);
    const link = page.getByLabel(`Link for ${email}`, { exact: true });
    const [mail] = await backend.mails(email);
    expect(await link.inputValue()).toBe(`${origin}/accept-invitation#token=${mail?.token}`);
    await page.getByRole("listitem").getByText("Viewer").waitFor();
    expect(await page.getByLabel("E-mail address").inputValue()).toBe("");
    await lookAt(page, "invitations");
    const anew = page.getByRole("button", { name: `New link for ${email}` });
    await anew.focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await backend.mails(email)).length).toBe(2);
    const [newest] = await backend.mails(email);
    await expect.poll(() => link.inputValue()).toContain(newest?.token);
    await anew.focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const question = inDialog(page, `Take back the invitation of ${email}?`);
    await question.waitFor();
    // It has the focus a moment after it is there.
    await question.locator(":focus").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await said(page, "No invitation is open.");
    expect(complaints).toEqual([]);
  });

  it("explains its roles, and is renamed, also where another owner was faster", async () => {
    const { page, user, complaints } = await signedIn();
    await page.goto(`${origin}/members/roles`);
    await page.getByRole("row", { name: /Revoke|revoke API keys/ }).waitFor();
    await lookAt(page, "roles");
    await follow(page, "Practice");
    const name = page.getByLabel("Name of the practice");
    await name.fill("Practice by the <b>Lake</b>");
    await press(page, "Rename");
    await page.getByRole("banner").getByText("Practice by the <b>Lake</b>").waitFor();
    const { version } = await user.client.practice.mine.query();
    await user.client.practice.update.mutate({ name: "By the sea", expectedVersion: version });
    await name.fill("By the river");
    await press(page, "Rename");
    await inDialog(page, "Somebody else has changed this meanwhile").waitFor();
    await lookAt(page, "practice-conflict");
    await page.getByRole("radio", { name: /By the river/ }).check();
    await inDialog(page, "Somebody else has changed this meanwhile")
      .getByRole("button", { name: /Save/ })
      .click();
    await page.getByRole("banner").getByText("By the river").waitFor();
    await lookAt(page, "practice");
    expect(complaints).toEqual([]);
  });

  it("makes API keys that are shown once, replaces them, and ends them", async () => {
    const { page, user, complaints } = await signedIn();
    await page.goto(`${origin}/api-keys`);
    await said(page, "There are none.");
    await follow(page, "Make a key");
    await page.getByRole("textbox", { name: "Name" }).fill("Lab <img src=x onerror=alert(1)>");
    await press(page, "Make the key");
    await said(page, /at least|Required|Choose/i);
    await page.getByLabel("Add patients").check();
    expect(await page.getByLabel(/^List, search and read patients/).isChecked()).toBe(true);
    await page.getByLabel("Good for").selectOption("Until a day");
    await press(page, "Make the key");
    await said(page, /Not an instant/);
    await page.getByLabel("Last day").fill("2001-01-01");
    await press(page, "Make the key");
    await said(page, "Has to be yet to come");
    await lookAt(page, "api-key-new");
    await page.getByLabel("Good for").selectOption("A year");
    await press(page, "Make the key");
    const dialog = inDialog(page, /^The key of/);
    const key = await dialog.getByRole("textbox", { name: "Key" }).inputValue();
    await lookAt(page, "api-key-secret");
    const withKey = (secret: string) =>
      fetch(`${backend.url}/api/patients`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await withKey(key)).status).toBe(200);
    await page.goBack();
    expect(await dialog.isVisible()).toBe(true);
    await press(page, "I have kept it");
    await page.getByRole("listitem").getByText("Lab <img src=x onerror=alert(1)>").waitFor();
    expect(await page.content()).not.toContain(key);
    await lookAt(page, "api-keys");

    await page.getByRole("link", { name: /^Change Lab/ }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Laboratory");
    await press(page, "Save");
    await page.getByRole("listitem").getByText("Laboratory", { exact: true }).waitFor();

    await press(page, "Replace Laboratory");
    await lookAt(page, "api-key-replace");
    await inDialog(page, /^Replace the key/)
      .getByRole("button", { name: "Replace" })
      .click();
    const other = await dialog.getByRole("textbox", { name: "Key" }).inputValue();
    expect([(await withKey(key)).status, (await withKey(other)).status]).toEqual([401, 200]);
    await press(page, "I have kept it");
    const replace = page.getByRole("button", { name: "Replace Laboratory" });
    await expect.poll(() => replace.evaluate((node) => node === document.activeElement)).toBe(true);
    await press(page, "Revoke Laboratory");
    await inDialog(page, /^Revoke/)
      .getByRole("button", { name: "Revoke" })
      .click();
    await page.getByRole("listitem").getByText("Revoked", { exact: true }).waitFor();
    expect((await withKey(other)).status).toBe(401);
    expect((await user.client.apiKey.list.query({})).items).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it("finds in the audit who did what, narrows it down, and takes it along as a file", async () => {
    const { page, user, complaints } = await signedIn();
    const name = someName("Audited");
    const patient = await user.client.patient.create.mutate({ name, gender: "other" });
    await user.client.patient.byId.query({ id: patient.id });
    await user.client.patient.byId.query({ id: asId(crypto.randomUUID()) }).catch(() => undefined);
    const { name: called } = await user.client.account.me.query();
    await user.client.account.update.mutate({ name: "Wilhelmina Longname" });
    await follow(page, "Audit");
    const table = page.getByRole("table", { name: "Audit" });
    await table.getByText("Added a patient").first().waitFor();
    await lookAt(page, "audit");
    const adding = table.getByRole("row").filter({ hasText: "Added a patient" });
    const by = adding.getByText(`Wilhelmina Longname, called ${called} at the time`);
    await expect.poll(() => by.filter({ visible: true }).count()).toBe(1);
    // Beside the name, and no part of it.
    const role = adding.getByText("owner", { exact: true });
    await expect.poll(() => role.filter({ visible: true }).count()).toBe(1);
    await page.setViewportSize({ width: 360, height: 800 });
    await expect.poll(() => by.filter({ visible: true }).count()).toBe(1);
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.getByRole("combobox", { name: "What" }).fill("read a patient's record");
    await page.getByRole("option", { name: "Read a patient's record", exact: true }).click();
    await page.getByText("2 entries", { exact: true }).waitFor();
    await page.getByLabel("Outcome").selectOption("Refused: no such patient");
    await page.getByText("1 entry", { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe("?action=patient.byId&outcome=PATIENT_NOT_FOUND");
    await page.goBack();
    await page.getByText("2 entries", { exact: true }).waitFor();
    await press(page, "Clear the filter");

    await page.getByRole("combobox", { name: "About whom" }).fill(name);
    await page.getByRole("option", { name }).click();
    await table.getByText("Read a patient's record").first().waitFor();
    expect(page.url()).not.toContain("Audited");
    expect(new URL(page.url()).searchParams.get("subjectId")).toBe(patient.id);

    const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Download as CSV")]);
    const csv = await readFile(await download.path(), "utf8");
    expect(download.suggestedFilename()).toBe("audit.csv");
    expect(csv).toContain("Added a patient");
    expect(csv).not.toContain("patient.duplicates");

    await page.getByLabel("Period").selectOption("Chosen days");
    await page.getByLabel("First day").fill("2001-01-01");
    await page.getByLabel("Last day").fill("2001-01-31");
    await page.keyboard.press("Enter");
    await said(page, "Nothing of that kind was done.");
    await lookAt(page, "audit-none");
    await press(page, "Show everything");

    const added = table.getByRole("row").filter({ hasText: "Added a patient" });
    await added.getByRole("button").focus();
    await page.keyboard.press("Enter");
    await inDialog(page, "Entry").waitFor();
    await lookAt(page, "audit-entry");
    await page.keyboard.press("Escape");
    await inDialog(page, "Entry").waitFor({ state: "detached" });
    await expect
      .poll(() => added.getByRole("button").evaluate((node) => node === document.activeElement))
      .toBe(true);
    await page.keyboard.press("Enter");
    await follow(page, "Open the patient");
    await page.getByRole("heading", { name }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("shows nobody what their role does not allow", async () => {
    const { user } = await signedIn();
    const viewer = await colleagueOf(user, "viewer");
    const { page, complaints } = await window();
    await signIn(page, viewer);
    for (const link of ["API keys", "Audit", "Accounts"])
      expect(await page.getByRole("link", { name: link, exact: true }).count()).toBe(0);
    await follow(page, "Members");
    await said(page, "Cole League");
    expect(await page.getByRole("button", { name: /^(Role|Doctor|Remove)/ }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "Invitations" }).count()).toBe(0);
    await follow(page, "Practice");
    await said(page, "Your role");
    expect(await page.getByLabel("Name of the practice").count()).toBe(0);
    for (const path of [
      "/api-keys",
      "/api-keys/new",
      "/audit",
      "/audit/broken-glass",
      "/members/invitations",
    ]) {
      await page.goto(origin + path);
      await said(page, "Your role in this practice does not allow this.");
    }
    for (const path of ["/staff/accounts", "/staff/break-glass"]) {
      await page.goto(origin + path);
      await said(page, "This is for who administers the server.");
    }
    expect(complaints).toEqual([]);
  });
});
