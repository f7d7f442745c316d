import { join } from "node:path";
import type { Client, PatientId } from "@caretype/client";
import type { Locator, Page } from "playwright-core";
import { describe, it } from "vitest";
import { expect } from "./support/expect.ts";
import { eventually, loadAxe, openConsole, origin } from "./support/open.ts";
import { declaredPages, fillPages, visit } from "./support/pages.ts";
import { movingElements } from "./support/quality/motion.ts";
import { ambiguousNames } from "./support/quality/names.ts";
import { rememberedInputs } from "./support/quality/remembered.ts";
import { lostText } from "./support/quality/zoom.ts";

const opened = await openConsole();

const hostile = `<img src=x onerror="window.wasRun=1"><script>window.wasRun=1</script>'"{{7*7}}`;

/**
 * Texts that mix user input with the console's words without isolation. A Hebrew name would reorder the words. Boxes
 * such as table cells isolate it.
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

/** Adds records with text in every field that accepts it. Returns the tabs that show them. */
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

const ordinary = { width: 1280, height: 800 };
/** A window of 1280 × 800 pixels at 200 %. */
const zoomed = { width: 640, height: 400 };

const folder = process.env.CARETYPE_SCREENSHOTS;
const shoot = async (page: Page, path: string, look: string) => {
  const name = `every-page${path.replaceAll(/[^a-z]+/g, "-")}-${look}.png`;
  if (folder) await page.screenshot({ path: join(folder, name) });
};

/** Sets the browser's own font size, as users of large text do. */
async function setFontSize(page: Page, standard: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Page.setFontSizes", { fontSizes: { standard } });
  await page.waitForFunction(
    (wanted) => getComputedStyle(document.documentElement).fontSize === `${wanted}px`,
    standard,
  );
  await cdp.detach();
}

/** All problems of the page, with its path. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  await loadAxe(page);
  const faults = [
    ...(await ambiguousNames(page)),
    ...(await movingElements(page)),
    ...(await rememberedInputs(page)),
  ];
  await page.setViewportSize(zoomed);
  faults.push(...(await lostText(page)).map((text) => `at 200 %: ${text}`));
  await shoot(page, path, "zoomed");
  await page.setViewportSize(ordinary);
  await setFontSize(page, 32);
  faults.push(...(await lostText(page)).map((text) => `with text at 200 %: ${text}`));
  await shoot(page, path, "large");
  await setFontSize(page, 16);
  if (folder) {
    await page.emulateMedia({ forcedColors: "active" });
    await shoot(page, path, "forced");
    await page.emulateMedia({ forcedColors: "none" });
  }
  return faults.map((fault) => `${path}: ${fault}`);
}

describe.skipIf(!opened)("every page", () => {
  if (!opened) return;
  const { backend, window, signedIn, signIn } = opened;

  /**
   * `lookAt` expects axe's results, in other tests. `CARETYPE_SCREENSHOTS` saves screenshots, also with forced
   * colors.
   */
  it("renders user input as text, names its controls, is legible at 200 %, and does not move if that is unwanted", async () => {
    const { page, user } = await signedIn({ at: null });
    const { patient, paths } = await fillPages(user.client, hostile);
    // Rows of different patients must differ.
    const { id, version } = patient;
    await user.client.patient.update.mutate({
      id,
      expectedVersion: version,
      firstName: `${hostile} ${hostile}`,
    });
    const tabs = await fillChart(user.client, id);
    const faults: string[] = [];
    await page.goto(`${origin}/account`);
    for (const path of [...paths, ...tabs]) {
      await visit(page, path);
      const found = await page.evaluate(() => ({
        wasRun: Reflect.has(window, "wasRun"),
        injected: document.querySelectorAll("img[src=x], script:not([src])").length,
        title: document.title,
      }));
      const title = expect.not.stringContaining("img");
      expect(found, path).toMatchObject({ wasRun: false, injected: 0, title });
      expect(await mixedTexts(page), `on ${path} names stand in a <bdi>`).toEqual([]);
      faults.push(...(await faultsOf(page, path)));
    }
    expect(faults).toEqual([]);
    await visit(page, `/patients/${id}`);
    expect(await page.locator("h1").textContent()).toContain(hostile);
  });

  it("shows what is current, chosen and switched on in forced colours", async () => {
    const { page } = await signedIn({ at: "/audit" });
    const technical = page.getByRole("switch", { name: "Show technical entries" });
    const track = technical.locator("+ *");
    const background = (node: Element) => getComputedStyle(node).backgroundColor;
    /** The background of the current item, among the others'. */
    const isDistinct = async (all: Locator, current: string) => {
      const found = await all.evaluateAll(
        (nodes, selector) =>
          nodes.map((node) => ({
            isCurrent: node.matches(selector),
            color: getComputedStyle(node).backgroundColor,
          })),
        current,
      );
      const [mine] = found.filter(({ isCurrent }) => isCurrent);
      return mine !== undefined && found.every(({ isCurrent, color }) => isCurrent || color !== mine.color);
    };
    await technical.waitFor();
    await page.emulateMedia({ forcedColors: "active" });
    expect(
      await isDistinct(page.getByRole("navigation", { name: "Main" }).getByRole("link"), "[aria-current]"),
    ).toBe(true);
    expect(
      await isDistinct(page.getByRole("main").getByRole("navigation").getByRole("link"), "[aria-current]"),
    ).toBe(true);
    expect(await track.evaluate((node) => getComputedStyle(node).borderTopStyle)).toBe("solid");
    const off = await track.evaluate(background);
    await technical.check();
    await eventually(async () => expect(await track.evaluate(background)).not.toBe(off));
    await visit(page, "/settings/display");
    const schemes = page.getByRole("main").locator("label:has([type=radio])");
    await schemes.first().waitFor();
    expect(await isDistinct(schemes, ":has(:checked)")).toBe(true);
  });

  it("of server staff, and without a session, does so, too", async () => {
    const user = await backend.signUp();
    const { id } = await user.client.patient.create.mutate({ name: "Ann Lee", gender: "female" });
    await backend.database.reader.execute(
      `update account set is_staff = true where id = '${user.accountId}'`,
    );
    await backend.database.reader.execute(`delete from membership where account_id = '${user.accountId}'`);
    const { page, context } = await window();
    await signIn(page, user);
    const declared = await declaredPages();
    const staff = declared
      .map(({ path }) => path)
      .filter((path) => path.startsWith("/staff"))
      .map((path) => path.replace("/staff/accounts/$id", `/staff/accounts/${user.accountId}`))
      .map((path) => path.replace("$id", id));
    const faults: string[] = [];
    for (const path of staff) {
      await visit(page, path);
      faults.push(...(await faultsOf(page, path)));
    }
    await context.clearCookies();
    for (const { parent, path } of declared) {
      if (parent !== "signedOutRoute") continue;
      await page.goto(`${origin}${path}`);
      await page.locator("h1").waitFor();
      faults.push(...(await faultsOf(page, path)));
    }
    expect(faults).toEqual([]);
  });
});
