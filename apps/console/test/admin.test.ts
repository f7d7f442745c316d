import { readFile } from "node:fs/promises";
import { asId } from "@caretype/core/kernel/field/ids";
import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin, someName } from "./support/open.ts";
import { visit } from "./support/pages.ts";

const opened = await openConsole({ sessionRecheckMilliseconds: 1 });

describe.skipIf(!opened)("managing a practice", () => {
  if (!opened) return;
  const { backend, signedIn, window, signIn } = opened;

  const press = (page: Page, name: string | RegExp) =>
    page.getByRole("button", { name, exact: true }).click();
  const inDialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
  const waitForText = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
  const follow = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).click();

  const choose = async (page: Page, name: string, action: string) => {
    await press(page, `More actions: ${name}`);
    await page.getByRole("menuitem", { name: action }).click();
  };

  /** Creates a member of the owner's practice by invitation. */
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

  it("changes roles of members, links them to doctors, and removes them", async () => {
    const { page, user } = await signedIn();
    const colleague = await colleagueOf(user, "reception");
    const doctor = await user.client.doctor.create.mutate({ name: someName("Ada"), specialization: "CARD" });
    await follow(page, "Members");
    await waitForText(page, "Cole League");
    await lookAt(page, "members");

    await choose(page, "Cole League", "Change role");
    await inDialog(page, "Role of Cole League").getByLabel("Clinician").check();
    await lookAt(page, "member-role");
    // An old sign-in: the call waits for re-authentication, then continues.
    await backend.database.reader.execute(
      `update session set authenticated_at = now() - interval '1 hour' where account_id = '${user.accountId}'`,
    );
    await press(page, "Change the role");
    await inDialog(page, "Confirm your identity").getByLabel("Your password").fill(user.password);
    await press(page, "Continue");
    await waitForText(page, "The role of Cole League is now Clinician");
    const roleOf = async () =>
      (await user.client.member.list.query({})).items.find(({ email }) => email === colleague.email)?.role;
    expect(await roleOf()).toBe("clinician");
    await press(page, "Undo");
    await expect.poll(roleOf).toBe("reception");

    await choose(page, "Cole League", "Link to a doctor");
    await press(page, "Link");
    await waitForText(page, "Required");
    await page.getByRole("combobox", { name: "Doctor" }).fill(doctor.name);
    await page.getByRole("option", { name: new RegExp(doctor.name) }).click();
    await page.getByRole("checkbox", { name: /are the same person$/ }).check();
    await lookAt(page, "member-doctor");
    await press(page, "Link");
    await page.getByRole("link", { name: doctor.name }).waitFor();
    const own = user.email.split("@")[0] ?? "";
    await choose(page, own, "Link to a doctor");
    await page.getByRole("combobox", { name: "Doctor" }).fill(doctor.name);
    await page.getByRole("option", { name: new RegExp(doctor.name) }).click();
    await page.getByRole("checkbox", { name: /are the same person$/ }).check();
    await press(page, "Link");
    await waitForText(page, "This doctor is linked to another member");
    await press(page, "Cancel");
    await choose(page, "Cole League", "Change doctor");
    await press(page, "Remove the link");
    await waitForText(page, "Cole League is no longer linked to a doctor");
    const unlinked = page.getByRole("alert").filter({ hasText: "no longer linked" });
    await unlinked.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: doctor.name }).waitFor();

    await choose(page, own, "Leave the practice");
    await press(page, "Leave");
    await waitForText(page, "A practice needs an owner");
    await press(page, "Cancel");

    await choose(page, "Cole League", "Remove");
    await inDialog(page, /Remove Cole League/)
      .getByRole("button", { name: "Remove" })
      .click();
    await waitForText(page, "Cole League is no longer a member");
    await expect.poll(() => page.getByRole("main").getByRole("listitem").count()).toBe(1);
  });

  it("chooses the doctor of an invited clinician", async () => {
    const { page, user } = await signedIn({ at: null });
    const doctor = await user.client.doctor.create.mutate({ name: someName("Claire Rochat") });
    await page.goto(`${origin}/members/invitations`);
    const email = `${crypto.randomUUID()}@example.org`;
    await page.getByLabel("Email address").fill(email);
    expect(await page.getByRole("combobox", { name: "Doctor" }).count()).toBe(0);
    await page.getByLabel("Role").selectOption("Clinician");
    await page.getByRole("combobox", { name: "Doctor" }).fill(doctor.name);
    await page.getByRole("option", { name: new RegExp(doctor.name) }).click();
    await press(page, "Invite");
    await page.getByRole("listitem").getByText(doctor.name).waitFor();
    expect((await user.client.invitation.list.query({})).items).toMatchObject([
      { email, doctorId: doctor.id },
    ]);
  });

  it("invites by a link if no email can be sent, and revokes it, by keyboard", async ({ expect }) => {
    const { page, user } = await signedIn({ at: "/members/invitations" });
    await waitForText(page, "No invitation is open.");
    await page.getByLabel("Email address").focus();
    await page.keyboard.type("nobody");
    await page.keyboard.press("Enter");
    await waitForText(page, "Not an email address");
    await page.keyboard.press("Control+A");
    await page.keyboard.type(user.email);
    await page.keyboard.press("Enter");
    await waitForText(page, "Already works in this practice");
    const email = `${crypto.randomUUID()}@example.org`;
    await page.keyboard.press("Control+A");
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type("View");
    await waitForText(page, "Reads patients with their charts, and appointments. Cannot change anything.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await waitForText(page, "This server cannot send email.");
    expect(await page.getByText("was sent to").count()).toBe(0);
    const link = page.getByLabel(`Link for ${email}`, { exact: true });
    const [mail] = await backend.mails(email);
    expect(await link.inputValue()).toBe(`${origin}/accept-invitation#token=${mail?.token}`);
    await page.getByRole("listitem").getByText("Viewer").waitFor();
    expect(await page.getByLabel("Email address").inputValue()).toBe("");
    await lookAt(page, "invitations");
    const newLink = page.getByRole("button", { name: `New link for ${email}` });
    await newLink.focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await backend.mails(email)).length).toBe(2);
    const [newest] = await backend.mails(email);
    await expect.poll(() => link.inputValue()).toContain(newest?.token);
    await newLink.focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const question = inDialog(page, `Revoke the invitation of ${email}?`);
    await question.waitFor();
    // The dialog takes the focus after it appears.
    await question.locator(":focus").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await waitForText(page, "No invitation is open.");
  });

  it("explains the roles, and renames the practice despite a conflict", async () => {
    const { page, user } = await signedIn({ at: "/members/roles" });
    await page.getByRole("row", { name: /Revoke|revoke API keys/ }).waitFor();
    await lookAt(page, "roles");
    await follow(page, "Practice");
    const name = page.getByLabel("Name of the practice");
    await name.fill("Practice by the <b>Lake</b>");
    await press(page, "Save practice");
    await page.getByRole("banner").getByText("Practice by the <b>Lake</b>").waitFor();
    const { version } = await user.client.practice.mine.query();
    await user.client.practice.update.mutate({ name: "By the sea", expectedVersion: version });
    await name.fill("By the river");
    await press(page, "Save practice");
    await inDialog(page, "Somebody else changed this").waitFor();
    await lookAt(page, "practice-conflict");
    await page.getByRole("radio", { name: /By the river/ }).check();
    await inDialog(page, "Somebody else changed this").getByRole("button", { name: /Save/ }).click();
    await page.getByRole("banner").getByText("By the river").waitFor();
    await lookAt(page, "practice");
  });

  it("creates API keys that are shown once, replaces and revokes them", async () => {
    const { page, user } = await signedIn({ at: "/api-keys" });
    await waitForText(page, "No keys yet.");
    await follow(page, "Create a key");
    await page.getByRole("textbox", { name: "Name" }).fill("Lab <img src=x onerror=alert(1)>");
    await press(page, "Create the key");
    await waitForText(page, /at least|Required|Choose/i);
    await page.getByLabel("Add patients").check();
    expect(await page.getByLabel(/^List, search and read patients/).isChecked()).toBe(true);
    await page.getByLabel("Expires").selectOption("On a date");
    await press(page, "Create the key");
    await page.getByLabel("Last day").and(page.locator("[aria-invalid=true]")).waitFor();
    await page.getByLabel("Last day").fill("2001-01-01");
    await press(page, "Create the key");
    await waitForText(page, "Must be in the future");
    await lookAt(page, "api-key-new");
    await page.getByLabel("Expires").selectOption("In a year");
    await page.getByLabel("Answers of the API").selectOption("Django 004");
    await press(page, "Create the key");
    const dialog = inDialog(page, /^The key of/);
    const field = dialog.getByRole("textbox", { name: "Key" });
    const key = await field.inputValue();
    // The key is shown in full, in monospace, without its label.
    const shownIn = (node: Element) => getComputedStyle(node).fontFamily;
    expect(await field.evaluate(shownIn)).toMatch(/monospace/);
    expect(await dialog.getByText("Key", { exact: true }).evaluate(shownIn)).not.toMatch(/monospace/);
    await page.setViewportSize({ width: 360, height: 800 });
    await expect
      .poll(() =>
        field.evaluate(
          (node) => node.scrollWidth <= node.clientWidth && node.scrollHeight <= node.clientHeight + 1,
        ),
      )
      .toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
    await dialog.getByRole("button", { name: "Copy key" }).click();
    await dialog.getByRole("button", { name: "Copied" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    await lookAt(page, "api-key-secret");
    const withKey = (secret: string) =>
      fetch(`${backend.url}/api/patients`, { headers: { authorization: `Bearer ${secret}` } });
    expect((await withKey(key)).status).toBe(200);
    await page.goBack();
    expect(await dialog.isVisible()).toBe(true);
    await press(page, "I have saved it");
    await page.getByRole("listitem").getByText("Lab <img src=x onerror=alert(1)>").waitFor();
    expect(await page.content()).not.toContain(key);
    await lookAt(page, "api-keys");

    await page.getByRole("link", { name: /^Edit Lab/ }).click();
    await page.getByRole("textbox", { name: "Name" }).waitFor();
    await lookAt(page, "api-key-edit");
    await page.getByRole("textbox", { name: "Name" }).fill("Laboratory");
    const answers = page.getByLabel("Answers of the API");
    expect(await answers.inputValue()).toBe("004");
    await answers.selectOption("As set for the practice");
    await press(page, "Save");
    await page.getByRole("listitem").getByText("Laboratory", { exact: true }).waitFor();
    expect((await user.client.apiKey.list.query({})).items).toMatchObject([{ dialect: null }]);

    await press(page, "Replace Laboratory");
    await lookAt(page, "api-key-replace");
    await inDialog(page, /^Replace the key/)
      .getByRole("button", { name: "Replace" })
      .click();
    const other = await dialog.getByRole("textbox", { name: "Key" }).inputValue();
    expect([(await withKey(key)).status, (await withKey(other)).status]).toEqual([401, 200]);
    await press(page, "I have saved it");
    const replace = page.getByRole("button", { name: "Replace Laboratory" });
    await expect.poll(() => replace.evaluate((node) => node === document.activeElement)).toBe(true);
    await press(page, "Revoke Laboratory");
    await inDialog(page, /^Revoke/)
      .getByRole("button", { name: "Revoke" })
      .click();
    await page.getByRole("listitem").getByText("Revoked", { exact: true }).waitFor();
    expect((await withKey(other)).status).toBe(401);
    expect((await user.client.apiKey.list.query({})).items).toHaveLength(1);
  });

  it("searches, filters and downloads the audit", async () => {
    const { page, user } = await signedIn();
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
    // Separate from the name.
    const role = adding.getByText("owner", { exact: true });
    await expect.poll(() => role.filter({ visible: true }).count()).toBe(1);
    await page.setViewportSize({ width: 360, height: 800 });
    await expect.poll(() => by.filter({ visible: true }).count()).toBe(1);
    await page.setViewportSize({ width: 1280, height: 800 });

    await page.getByRole("combobox", { name: "What" }).fill("read a patient's record");
    await page.getByRole("option", { name: "Read a patient's record", exact: true }).click();
    await page.getByText("2 entries", { exact: true }).waitFor();
    await page.getByLabel("Outcome").selectOption("Refused: patient not found");
    await page.getByText("1 entry", { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe("?action=patient.byId&outcome=PATIENT_NOT_FOUND");
    await page.goBack();
    await page.getByText("2 entries", { exact: true }).waitFor();
    await press(page, "Clear the filter");

    await page.getByRole("combobox", { name: "Record" }).fill(name);
    await page.getByRole("option", { name }).click();
    await table.getByText("Read a patient's record").first().waitFor();
    expect(page.url()).not.toContain("Audited");
    expect(new URL(page.url()).searchParams.get("subjectId")).toBe(patient.id);

    const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Download as CSV")]);
    const csv = await readFile(await download.path(), "utf8");
    expect(download.suggestedFilename()).toBe("audit.csv");
    expect(csv).toContain("Added a patient");
    expect(csv).not.toContain("patient.duplicates");

    await page.getByLabel("Period").selectOption("Custom dates");
    await page.getByLabel("First day").fill("2001-01-01");
    await page.getByLabel("Last day").fill("2001-01-31");
    await page.keyboard.press("Enter");
    await waitForText(page, "No entries match.");
    await lookAt(page, "audit-none");
    await press(page, "Show all entries");

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
    await follow(page, "Open patient");
    await page.getByRole("heading", { name }).waitFor();
  });

  it("hides what a role does not allow", async () => {
    const user = await backend.signUp();
    const viewer = await colleagueOf(user, "viewer");
    const { page } = await window();
    await signIn(page, viewer);
    for (const link of ["API keys", "Audit", "Accounts"])
      expect(await page.getByRole("link", { name: link, exact: true }).count()).toBe(0);
    await follow(page, "Members");
    await waitForText(page, "Cole League");
    expect(await page.getByRole("button", { name: /^(Role|Doctor|Remove)/ }).count()).toBe(0);
    expect(await page.getByRole("link", { name: "Invitations" }).count()).toBe(0);
    await follow(page, "Practice");
    await waitForText(page, "Your role");
    expect(await page.getByLabel("Name of the practice").count()).toBe(0);
    const refused = {
      "Your role in this practice does not allow this.": [
        "/api-keys",
        "/api-keys/new",
        "/audit",
        "/audit/emergency-access",
        "/members/invitations",
      ],
      "This page is for server staff.": ["/staff/accounts", "/staff/emergency-access"],
    };
    for (const [text, paths] of Object.entries(refused))
      for (const path of paths) {
        // Two refusals in a row look the same.
        await visit(page, "/members");
        await visit(page, path);
        await waitForText(page, text);
      }
  });
});
