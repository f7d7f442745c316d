import type { Client, PatientId } from "@caretype/client";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { keptBy, memoryOf } from "./support/kept.ts";
import { openConsole, origin, someName } from "./support/open.ts";
import { fillPages, visit } from "./support/pages.ts";

const opened = await openConsole();

const hostile = `<img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script>'"{{7*7}}`;

/**
 * Texts that mix user input with the console's words without isolation.
 * A Hebrew name would reorder the words. Boxes such as table cells isolate it.
 */
const mixedTexts = (page: Page) =>
  page.evaluate((entered) => {
    const mixed = new Set<string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (!texts.currentNode.nodeValue?.includes(entered)) continue;
      let box = texts.currentNode.parentElement;
      const keeps = (element: Element) => {
        const { display, unicodeBidi } = getComputedStyle(element);
        return /isolate|plaintext/.test(unicodeBidi) || !/^(inline|contents)$/.test(display);
      };
      while (box && !keeps(box)) box = box.parentElement;
      // Skip visually hidden text.
      if (box && box.clientWidth <= 1 && getComputedStyle(box).position === "absolute") continue;
      const ours = box?.textContent?.replaceAll(entered, "").trim() ?? "";
      if (ours !== "" && ours !== ".csv") mixed.add(`${box?.tagName} ${ours}`);
    }
    return [...mixed];
  }, hostile);

/** Adds records with text in every place that takes text, and returns the tabs that show them. */
async function fillChart({ allergy, condition, observation }: Client, patientId: PatientId) {
  const concept = { text: hostile };
  const coding = { system: "http://loinc.org", code: "8867-4", display: hostile };
  await allergy.create.mutate({
    patientId,
    substance: concept,
    note: hostile,
    reactions: [{ manifestation: concept, severity: "mild" }],
  });
  await condition.create.mutate({ patientId, code: concept, onset: "2019", note: hostile });
  await observation.create.mutate({
    patientId,
    code: { text: hostile, coding },
    category: "vital-signs",
    note: hostile,
    value: { kind: "quantity", number: "72", unit: "/min" },
  });
  return ["chart", "vitals"].map((tab) => `/patients/${patientId}?tab=${tab}`);
}

describe.skipIf(!opened)("the console's security", () => {
  if (!opened) return;

  it("runs only its own scripts, and connects only to its server", async () => {
    const { page } = await opened.signedIn({ at: null });
    const document = await page.goto(`${origin}/patients`);
    const headers = document?.headers() ?? {};
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    await page.getByRole("heading", { name: "Patients" }).waitFor();
    const refused = await page.evaluate(async () => {
      // Code evaluated by the test may use `eval` until it has ended.
      await new Promise((resolve) => setTimeout(resolve));
      const breaches = new Set<string>();
      addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
        breaches.add(effectiveDirective),
      );
      const outcome = async (attempt: () => unknown) => {
        try {
          await attempt();
          return "done";
        } catch {
          return "refused";
        }
      };
      const code = "window.wasRun = 1";
      const element = globalThis.document.createElement("div");
      globalThis.document.body.append(element);
      const tried = [
        await outcome(() => {
          element.innerHTML = "<img src=x onerror='window.wasRun = 1'>";
        }),
        await outcome(() => Reflect.apply(setTimeout, globalThis, [code])),
        await outcome(() => Reflect.construct(Function, [code])()),
        await outcome(() => Object.assign(globalThis.document.createElement("script"), { text: code })),
        await outcome(() => new Worker("https://example.org/worker.js")),
        await outcome(() => fetch("https://example.org/")),
      ];
      const image = new Image();
      image.src = "https://example.org/pixel.png";
      const style = globalThis.document.createElement("style");
      style.textContent = "body { opacity: 0.5 }";
      element.append(style);
      const isToldOf = (directive: string) =>
        new Promise<void>((resolve) => {
          const look = () => (breaches.has(directive) ? resolve() : setTimeout(look, 10));
          look();
        });
      await Promise.all(["connect-src", "img-src", "style-src-elem"].map(isToldOf));
      return { tried, wasRun: Reflect.has(window, "wasRun"), breaches: [...breaches] };
    });
    expect(refused.tried).toEqual(["refused", "refused", "refused", "refused", "refused", "refused"]);
    expect(refused.wasRun).toBe(false);
    expect(refused.breaches).toContain("require-trusted-types-for");
  });

  it("renders user input as text on every page", async () => {
    const { page, user, complaints } = await opened.signedIn({ at: null });
    const { client } = user;
    const { paths, patient } = await fillPages(client, hostile);
    const tabs = await fillChart(client, patient.id);
    await page.goto(`${origin}/patients`);
    for (const path of [...paths, ...tabs]) {
      await visit(page, path);
      const found = await page.evaluate(() => ({
        wasRun: Reflect.has(window, "wasRun"),
        made: document.querySelectorAll("img[src=x], script:not([src])").length,
        title: document.title,
      }));
      expect(await mixedTexts(page), `on ${path} names stand in a <bdi>`).toEqual([]);
      expect(found, path).toMatchObject({
        wasRun: false,
        made: 0,
        title: expect.not.stringContaining("img"),
      });
    }
    await visit(page, `/patients/${patient.id}`);
    expect(await page.locator("h1").textContent()).toContain(hostile);
    expect(complaints).toEqual([]);
  });

  it("hides data of other practices", async () => {
    const [ann, bea] = await Promise.all([opened.signedIn({ at: null }), opened.signedIn({ at: null })]);
    const name = someName("Annspatient");
    const { id } = await ann.user.client.patient.create.mutate({ name, gender: "female" });
    await ann.page.goto(`${origin}/patients/${id}`);
    await ann.page.getByRole("heading", { name }).waitFor();
    await bea.page.goto(`${origin}/patients/${id}`);
    await bea.page.getByRole("heading", { name: "Not found" }).waitFor();
    await visit(bea.page, "/patients");
    await bea.page.getByText("There are no patients yet.").waitFor();
    await bea.page.keyboard.press("Control+k");
    await bea.page.getByRole("combobox", { name: /^Go to/ }).fill(name);
    await bea.page.getByText("Nothing found.").waitFor();
    expect([...ann.complaints, ...bea.complaints]).toEqual([]);
  });

  it("keeps no patient data in addresses, titles and storages, or in memory after the sign-out", async () => {
    const { page, user, complaints } = await opened.signedIn();
    const name = someName("Zebedee Unforgotten");
    const patient = await user.client.patient.create.mutate({
      name,
      gender: "male",
      medicalHistory: "Quinsyfever",
      phoneNumber: "5550199",
    });
    for (const path of ["/patients", `/patients/${patient.id}`, `/patients/${patient.id}/edit`]) {
      await visit(page, path);
      const kept = await keptBy(page);
      for (const part of ["Zebedee", "Quinsyfever", "5550199", user.email]) expect(kept).not.toContain(part);
    }
    await page.getByLabel("First name").waitFor();
    expect(await memoryOf(page)).toContain("Quinsyfever");
    await page.getByRole("button", { name: /^Your account/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    const memory = await memoryOf(page);
    expect(memory).toContain("Forgot password?");
    for (const part of ["Zebedee", "Quinsyfever", "5550199", user.email]) expect(memory).not.toContain(part);
    await expect.poll(() => keptBy(page)).not.toContain(user.accountId);
    expect(complaints).toEqual([]);
  });
});
