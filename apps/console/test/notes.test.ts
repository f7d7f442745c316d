import type { Client } from "@caretype/client";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { makeColleague } from "./support/colleague.ts";
import { expect } from "./support/expect.ts";
import { lookAt, openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" });
const notes = (page: Page) => page.getByRole("region", { name: "Notes", exact: true });
const editor = (page: Page) => page.getByRole("textbox", { name: "Text" });
const saved = (page: Page) => page.getByText(/^Saved \d\d:\d\d$/).waitFor();
const begin = async (page: Page) => {
  await button(page, "Add note").click();
  await editor(page).waitFor();
};

/** A patient, and the owner's own doctor entry. */
async function makeChart(client: Client) {
  const patient = await client.patient.create.mutate({
    name: "Ann Lee",
    gender: "female",
    dateOfBirth: "1980-03-05",
  });
  const doctor = await client.doctor.create.mutate({ name: "Sam Okafor", specialization: "GP" });
  const { id: accountId } = await client.account.me.query();
  await client.member.linkDoctor.mutate({ accountId, doctorId: doctor.id });
  const drafts = async () => (await client.noteDraft.list.query({ patientId: patient.id })).items;
  const signed = async () => (await client.note.list.query({ patientId: patient.id })).items;
  return { patient, doctor, drafts, signed, path: `${origin}/patients/${patient.id}?tab=notes` };
}

describe.skipIf(!opened)("notes", () => {
  if (!opened) return;

  it("begin with a template, save themselves, and are reviewed and signed", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, drafts, signed, path } = await makeChart(client);
    const template = "# Complaint\n\n# Plan";
    await client.noteKind.create.mutate({ name: "Progress note", template });
    const encounter = await client.encounter.create.mutate({
      patientId: patient.id,
      reason: { text: "Cough" },
      status: "in-progress",
    });
    await page.goto(path);
    await page.getByText("No notes.").waitFor();
    await begin(page);
    await expect.poll(() => editor(page).inputValue()).toBe(template);
    await page.getByRole("dialog").getByLabel("Encounter").selectOption({ value: encounter.id });
    await saved(page);
    await expect.poll(drafts).toMatchObject([{ kind: "Progress note", encounterId: encounter.id }]);

    // A pasted text that is too long is not cut.
    await editor(page).fill("");
    await page.keyboard.insertText("a".repeat(20_001));
    await page.getByRole("alert").getByText("20000").waitFor();
    expect(await editor(page).inputValue()).toHaveLength(20_001);

    const text = "# Complaint\n\nCough <b>since</b> *Monday*\n\n- no fever\n- 2*3*4 mg\n\n> “It hurts”";
    await editor(page).fill(text);
    await page.getByText("Saving…").waitFor();
    await saved(page);
    await expect.poll(async () => (await drafts())[0]?.text).toBe(text);
    await lookAt(page, "note-draft");
    await button(page, "Preview").click();
    await page.getByRole("heading", { name: "Complaint" }).waitFor();
    await page.getByText("Cough <b>since</b> Monday").waitFor();
    await page.getByText("2*3*4 mg").waitFor();
    await button(page, "Write").click();

    const whose = page.getByRole("dialog").getByText(/^Ann Lee · 5 Mar 1980/);
    await whose.waitFor();
    await button(page, "Review and sign").click();
    await page.getByText("You sign as Sam Okafor.").waitFor();
    await whose.waitFor();
    await lookAt(page, "note-review");
    // A record is added meanwhile, which the signature would cover, too.
    await client.observation.create.mutate({
      patientId: patient.id,
      encounterId: encounter.id,
      code: { text: "Mood" },
      category: "exam",
      value: { kind: "text", text: "good" },
    });
    await button(page, "Sign").click();
    await page.getByText(/^What you would sign has changed/).waitFor();
    await page.getByText("Mood: good (version 1)").waitFor();
    await button(page, "Sign").click();
    await notes(page)
      .getByText(/^Signed by Sam Okafor, signed in as .+ on/)
      .waitFor();
    expect(await signed()).toMatchObject([{ text, signatures: [{ kind: "signature" }] }]);
    expect(await drafts()).toEqual([]);

    await button(page, /^Verify: /).click();
    await page.getByText("The note is as it was signed.").waitFor();
    await lookAt(page, "patient-notes");
    await page.getByRole("tab", { name: "Chart" }).click();
    await page.getByText("Complaint Cough <b>since</b> Monday no fever 2*3*4 mg").waitFor();
  });

  it("are not sent as another account that signs in on their page", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const other = await opened.backend.signUp();
    const { path } = await makeChart(user.client);
    await page.goto(path);
    await begin(page);
    await editor(page).fill("Cough");
    await saved(page);
    const { items } = await user.client.session.list.query({});
    for (const { id, isCurrent } of items) if (!isCurrent) await user.client.session.end.mutate({ id });
    await editor(page).fill("Cough since Monday");
    await page
      .getByRole("dialog", { name: "Sign in to continue" })
      .getByLabel(/^Password/)
      .fill(user.password);
    // As with a passkey, whose account is known only after it is used.
    await page.route("**/trpc/account.login*", (route) => {
      const sent = route.request().postData() ?? "";
      const postData = sent.replace(user.email, other.email).replace(user.password, other.password);
      return route.continue({ postData });
    });
    const calls: string[] = [];
    page.on("request", (request) => {
      const [, claims = ""] = (request.headers().authorization ?? "").split(".");
      if (atob(claims).includes(other.accountId)) calls.push(request.url());
    });
    await page.keyboard.press("Enter");
    await page.getByText("Somebody else signed in").waitFor();
    expect(calls).toEqual([]);
  });

  it("have kinds with templates, which members write", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { path, drafts } = await makeChart(user.client);
    const kinds = async () => (await user.client.noteKind.list.query({})).items;
    await user.client.noteKind.create.mutate({ name: "Referral" });
    await page.goto(path);
    await button(page, "Kinds of notes").click();
    await button(page, "Add a kind").click();
    await button(page, "Save").click();
    await page.getByText("Required", { exact: true }).waitFor();
    await page.getByLabel("Name").fill("REFERRAL");
    await page.getByLabel("Text that a note begins with").fill("## Findings");
    await button(page, "Save").click();
    await page.getByText("A kind of note has this name").waitFor();
    await page.getByLabel("Name").fill("Check-up");
    // It is saved and reported once.
    await button(page, "Save").evaluate((save) => {
      for (let click = 0; click < 2; click++)
        save.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    });
    await button(page, "Edit: Check-up").waitFor();
    expect(await button(page, "Undo").count()).toBe(1);
    await lookAt(page, "note-kinds");
    await button(page, "Remove: Referral").click();
    await page.getByRole("dialog").last().getByRole("button", { name: "Remove", exact: true }).click();
    await expect.poll(kinds).toMatchObject([{ name: "Check-up", template: "## Findings" }]);
    await button(page, "Close").first().click();
    await begin(page);
    await expect.poll(() => editor(page).inputValue()).toBe("## Findings");
    // A change of kind replaces only an unchanged template.
    await page.getByLabel("Kind").selectOption("Note");
    await expect.poll(() => editor(page).inputValue()).toBe("");
    await editor(page).fill("Own words");
    await page.getByLabel("Kind").selectOption("Check-up");
    await saved(page);
    await expect.poll(drafts).toMatchObject([{ kind: "Check-up", text: "Own words" }]);
  });

  it("get addenda, corrections, a colleague's signature, and are entered in error", async () => {
    const { page, user, client } = await opened.signedIn({ at: null });
    const { patient, path, signed } = await makeChart(client);
    const { id: encounterId, version } = await client.encounter.create.mutate({
      patientId: patient.id,
      status: "finished",
      startedAt: "2026-07-01T08:00:00Z",
      endedAt: "2026-07-01T08:20:00Z",
    });
    await client.encounter.lock.mutate({ id: encounterId, expectedVersion: version });
    const draft = await client.noteDraft.create.mutate({ patientId: patient.id, encounterId, text: "Cough" });
    const { hash } = await client.noteDraft.review.query({ id: draft.id });
    const note = await client.noteDraft.sign.mutate({ id: draft.id, hash });
    await page.goto(path);
    await notes(page).getByText("Late entry").waitFor();
    await button(page, /^Add to the note: /).click();
    await button(page, "Sign the addendum").click();
    await expect.poll(() => page.getByText("Required", { exact: true }).count()).toBe(2);
    await editor(page).fill("Since *Monday*");
    await page.getByLabel("Reason").fill("Forgotten");
    await lookAt(page, "note-amend");
    // Input survives a closed dialog, and a closed tab.
    await page.keyboard.press("Escape");
    await page.reload();
    await button(page, /^Add to the note: /).click();
    await expect.poll(() => editor(page).inputValue()).toBe("Since *Monday*");
    const review = await client.note.review.query({ id: note.id });
    await client.note.amend.mutate({ id: note.id, hash: review.hash, text: "First", reason: "Faster" });
    await button(page, "Sign the addendum").click();
    await page.getByText(/^What you would sign has changed/).waitFor();
    await page.getByRole("dialog").getByText("First").waitFor();
    await button(page, "Sign the addendum").click();
    await notes(page).getByText("Since Monday").waitFor();
    await notes(page).getByText("Reason: Forgotten").waitFor();
    await button(page, /^Add to the note: /).click();
    await page.getByRole("radio", { name: /^Correction/ }).check();
    await expect.poll(() => editor(page).inputValue()).toBe("");
    await editor(page).fill("A cold");
    await page.getByLabel("Reason").fill("Typed wrongly");
    await button(page, "Sign the correction").click();
    await notes(page)
      .getByText(/^Correction, signed by Sam Okafor, signed in as/)
      .waitFor();
    // The encounter was locked before all three.
    await expect.poll(() => notes(page).getByText("Late", { exact: true }).count()).toBe(3);

    const colleague = await makeColleague(opened.backend, user, "clinician");
    const { page: colleaguePage } = await opened.window();
    await opened.signIn(colleaguePage, colleague, null);
    await colleaguePage.goto(path);
    // Users are warned before writing, not when signing.
    const reason = colleaguePage.getByRole("alert").filter({ hasText: /^You are not linked to a doctor/ });
    await button(colleaguePage, "Add note").click();
    await reason.getByRole("link", { name: "Members" }).waitFor();
    await colleaguePage.keyboard.press("Escape");
    await button(colleaguePage, /^Sign: /).click();
    await reason.waitFor();
    expect(await button(colleaguePage, "Sign").isDisabled()).toBe(true);
    // They can stay on the page after they are linked to a doctor.
    const { id: accountId } = await colleague.client.account.me.query();
    const { id: doctorId } = await client.doctor.create.mutate({ name: "Bo Ray", specialization: "GP" });
    await client.member.linkDoctor.mutate({ accountId, doctorId });
    await colleaguePage.getByText("You sign as Bo Ray.").waitFor();
    await button(colleaguePage, "Sign").click();
    await notes(colleaguePage)
      .getByText(/^Signed by Bo Ray/)
      .waitFor();
    expect(await button(colleaguePage, /^Sign: /).count()).toBe(0);
    await colleaguePage.getByRole("tab", { name: "Chart" }).click();
    const records = colleaguePage.getByRole("region", { name: "All records", exact: true });
    await records.getByText("corrected", { exact: true }).waitFor();

    await button(page, /^Entered in error: /).click();
    await page.getByLabel("Reason").fill("Another patient");
    await button(page, "Entered in error").click();
    await page.getByText("No notes.").waitFor();
    expect(await signed()).toEqual([]);
    await page.getByLabel("Show those entered in error").check();
    await notes(page).getByText("Reason: Another patient").waitFor();
    const struck = notes(page).locator("[class*=struck]");
    expect(await struck.evaluate((node) => getComputedStyle(node).textDecorationLine)).toBe("line-through");
    await lookAt(page, "notes-in-error");
  });

  it("survive a lost connection, a closed tab, and a page that goes at once", async () => {
    const { page, context, user } = await opened.signedIn({ at: null });
    const { path, drafts } = await makeChart(user.client);
    await page.goto(path);
    // An empty draft leaves nothing.
    await begin(page);
    await button(page, "Close").click();
    expect(await drafts()).toEqual([]);
    await begin(page);
    await editor(page).fill("Typed");
    await saved(page);
    expect(await drafts()).toMatchObject([{ text: "Typed" }]);
    await context.setOffline(true);
    await editor(page).fill("Typed without a connection");
    await page.getByText(/^Not saved yet/).waitFor();
    await lookAt(page, "note-not-saved");
    await page.close();
    await context.setOffline(false);
    expect(await drafts()).toMatchObject([{ text: "Typed" }]);

    const next = await context.newPage();
    await next.goto(path);
    await next.getByText("Unsaved text on this device").waitFor();
    await lookAt(next, "note-drafts");
    await button(next, /^Continue: /).click();
    await expect.poll(() => editor(next).inputValue()).toBe("Typed without a connection");
    await next.getByText("This has text that had not been saved yet.").waitFor();
    await saved(next);
    expect(await drafts()).toMatchObject([{ text: "Typed without a connection" }]);
    const stored = () => next.evaluate(() => Object.keys({ ...localStorage }).join());
    expect(await stored()).not.toContain("caretype.unsaved");

    // The page closes before two seconds have passed.
    await editor(next).fill("Typed at the last moment");
    await next.goto("about:blank");
    await expect.poll(async () => (await drafts())[0]?.text).toBe("Typed at the last moment");
    await next.goto(path);
    await button(next, /^Continue: /).click();

    await expect.poll(() => editor(next).inputValue()).toBe("Typed at the last moment");

    // A new draft, too, whose save the page does not notice.
    await begin(next);
    await expect.poll(() => editor(next).inputValue()).toBe("");
    await expect.poll(() => editor(next).evaluate((node) => node === document.activeElement)).toBe(true);
    // At once: a slow machine would save half of it.
    await next.keyboard.insertText("Typed into another");
    await next.goto("about:blank");
    await expect.poll(async () => (await drafts()).length).toBe(2);
    await next.goto(path);
    await next.getByText("Typed into another").waitFor();
    expect(await next.getByText("Text that is not saved").count()).toBe(0);
    await begin(next);
    expect(await editor(next).inputValue()).toBe("");
    await expect.poll(stored).not.toContain("caretype.unsaved");
    // With an existing draft, users are offered to continue it. The empty one leaves nothing.
    await next.getByText("You already have a draft about this patient").waitFor();
    await lookAt(next, "note-earlier-draft");
    await button(next, "Continue").click();
    await expect.poll(() => editor(next).inputValue()).toBe("Typed into another");
    expect(await next.getByText("You already have a draft").count()).toBe(0);
    expect(await drafts()).toHaveLength(2);
  });

  it("go on after a session has ended, once the author has signed in over the page", async () => {
    const { page, user } = await opened.signedIn({ at: null });
    const { path, drafts } = await makeChart(user.client);
    await page.goto(path);
    await begin(page);
    await editor(page).fill("Typed");
    // Everything that the page reads. A refusal before any input would leave the page.
    await saved(page);
    await user.client.auth.logoutEverywhere();
    await editor(page).fill("Typed after the session had ended");
    await page.getByLabel(/^Password/).fill(user.password);
    await button(page, "Sign in").click();
    await saved(page);
    const { email, password } = user;
    await user.client.auth.login({ email, password });
    expect(await drafts()).toMatchObject([{ text: "Typed after the session had ended" }]);
  });

  it("move to another encounter if theirs was entered in error", async () => {
    const { page, client } = await opened.signedIn({ at: null });
    const { patient, drafts, path } = await makeChart(client);
    const meet = (reason: string) =>
      client.encounter.create.mutate({
        patientId: patient.id,
        reason: { text: reason },
        status: "in-progress",
      });
    const [wrong, right] = [await meet("Wrong"), await meet("Right")];
    await client.noteDraft.create.mutate({ patientId: patient.id, encounterId: wrong.id, text: "Coughs." });
    await client.encounter.enterInError.mutate({ id: wrong.id, expectedVersion: 1, reason: "Mixed up" });
    await page.goto(path);
    await button(page, /^Continue: /).click();
    const field = page.getByRole("combobox", { name: "Encounter" });
    await expect.poll(() => field.locator("option:checked").textContent()).toMatch(/entered in error$/);
    await field.selectOption({ value: right.id });
    await saved(page);
    await expect.poll(drafts).toMatchObject([{ text: "Coughs.", encounterId: right.id }]);
    await button(page, "Review and sign").click();
    await page.getByText("Right", { exact: false }).first().waitFor();
    await button(page, "Back to the text").click();
    await field.selectOption("None");
    await expect.poll(drafts).toMatchObject([{ encounterId: null }]);
  });

  it("tell of another tab with the same draft, and of a draft that is gone", async () => {
    const { page, context, user } = await opened.signedIn({ at: null });
    const { path, drafts } = await makeChart(user.client);
    await page.goto(path);
    await begin(page);
    await editor(page).fill("First");
    await saved(page);
    const other = await context.newPage();
    await other.goto(path);
    await button(other, /^Continue: /).click();
    await editor(other).waitFor();
    await editor(page).fill("Mine");
    await saved(page);
    await editor(other).fill("Theirs");
    await other.getByText(/^Another tab or device has changed/).waitFor();
    await lookAt(other, "note-conflict");
    expect(await drafts()).toMatchObject([{ text: "Mine" }]);
    await button(other, "Take the other text").click();
    await expect.poll(() => editor(other).inputValue()).toBe("Mine");
    await editor(other).fill("Both");
    await saved(other);
    await editor(page).fill("Mine again");
    await page.getByText(/^Another tab or device has changed/).waitFor();
    await button(page, "Keep this text").click();
    await saved(page);
    const [draft] = await drafts();
    if (!draft) throw new Error("no draft");
    expect(draft.text).toBe("Mine again");

    await user.client.noteDraft.remove.mutate({ id: draft.id, expectedVersion: draft.version });
    await editor(page).fill("Mine, once more");
    await page.getByText(/^This draft was signed or removed elsewhere/).waitFor();
    await button(page, "Begin a new draft").click();
    await saved(page);
    expect(await drafts()).toMatchObject([{ text: "Mine, once more" }]);
    await button(page, "Close").click();
    await button(page, /^Discard: /).click();
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await page.getByText("The draft is discarded").waitFor();
    expect(await drafts()).toEqual([]);
  });

  it("keep texts of two patients apart", async () => {
    const { page, context, client } = await opened.signedIn({ at: null });
    const ann = await makeChart(client);
    const bo = await client.patient.create.mutate({ name: "Bo Ray", gender: "male" });
    await page.goto(ann.path);
    await begin(page);
    const other = await context.newPage();
    await other.goto(`${origin}/patients/${bo.id}?tab=notes`);
    await begin(other);
    for (const [each, name] of [
      [page, "Ann Lee"],
      [other, "Bo Ray"],
    ] as const) {
      await each.getByRole("heading", { name, level: 1 }).waitFor();
      // The text field and its buttons fit the window.
      expect(await editor(each).evaluate((node) => node.getBoundingClientRect().height)).toBeGreaterThan(250);
      await expect
        .poll(() => button(each, "Review and sign").evaluate((node) => node.getBoundingClientRect().bottom))
        .toBeLessThanOrEqual(each.viewportSize()?.height ?? 0);
    }
    await Promise.all([editor(page).fill("About Ann"), editor(other).fill("About Bo")]);
    await Promise.all([saved(page), saved(other)]);
    expect(await ann.drafts()).toMatchObject([{ text: "About Ann" }]);
    expect((await client.noteDraft.list.query({ patientId: bo.id })).items).toMatchObject([
      { text: "About Bo" },
    ]);
  });

  it("of members who left are removed when they keep a patient from being removed", async () => {
    const { page, user, client } = await opened.signedIn({ at: null });
    const { id: patientId } = await client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    const colleague = await makeColleague(opened.backend, user, "clinician");
    await colleague.client.noteDraft.create.mutate({ patientId, text: "Coughs." });
    const { id: accountId } = await colleague.client.account.me.query();
    const own = await client.noteDraft.create.mutate({ patientId, text: "Mine." });
    const removePatient = async () => {
      await button(page, "More actions").click();
      await page.getByRole("menuitem", { name: /^Remove/ }).click();
    };
    await page.goto(`${origin}/patients/${patientId}`);
    await removePatient();
    const dialog = page.getByRole("dialog");
    const remove = dialog.getByRole("button", { name: "Delete drafts of members who left" });
    await dialog.getByText("1 draft of a note").waitFor();
    // Its author is still a member, and the colleague's is not mentioned.
    await remove.click();
    await dialog.getByText(/^No draft is of a member who left/).waitFor();
    await page.keyboard.press("Escape");
    await client.noteDraft.remove.mutate({ id: own.id, expectedVersion: "any" });
    await client.member.remove.mutate({ accountId });
    await removePatient();
    await remove.waitFor();
    await lookAt(page, "removal-refused-drafts");
    await remove.click();
    await page.getByText("1 draft is deleted. Remove the patient again.").waitFor();
    await removePatient();
    await page.getByText("Ann Lee is removed").waitFor();
  });
});
