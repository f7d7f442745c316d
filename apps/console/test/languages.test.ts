import { join } from "node:path";
import { patientId } from "@caretype/client";
import type { SignedUp } from "@caretype/testing";
import type { Page } from "playwright-core";
import { describe, it } from "vitest";
import { type English, englishExcept } from "./support/english.ts";
import { expect } from "./support/expect.ts";
import { openConsole, origin } from "./support/open.ts";
import { declaredPages, fillPages, visit } from "./support/pages.ts";
import { sessionCookieOf } from "./support/session-cookie.ts";

const opened = await openConsole();

/** All text that users enter. */
const name = "Zyx";

/** Texts of the server and of standards, and other languages' own names. */
const exceptions = ["English", "Caretype", "API", "CSV", "UTC"];

type Found = { english: English; exceptions: string[]; entered: string };

/** Faults of a page: too wide, cut off, or in English. */
const faultsOf = (page: Page, english: English) =>
  page.evaluate(
    ({ english: { whole, parts }, exceptions: allowed, entered }: Found) => {
      const faults = new Set<string>();
      const overflow = document.documentElement.scrollWidth - innerWidth;
      if (overflow > 0) faults.add(`wider than the screen by ${overflow} px`);

      const isShown = (element: Element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
      const isCut = (element: Element) =>
        element.clientWidth > 1 &&
        element.scrollWidth > element.clientWidth + 1 &&
        getComputedStyle(element).display !== "inline";
      for (const element of document.querySelectorAll(
        "button, a[class*=Button], [role=tab], nav a, h1, h2, h3, h4",
      )) {
        const text = element.textContent?.trim() ?? "";
        if (text === "" || text.includes(entered) || !isShown(element)) continue;
        if ([element, ...element.querySelectorAll("*")].some(isCut)) faults.add(`cut off: ${text}`);
      }

      const isEnglish = new Set(whole);
      /** Frequent words that no other language of the console has. */
      const frequent = /\b(?:the|your|you|and|with|this|are|from|of|to)\b/;
      const check = (text: string) => {
        if (allowed.includes(text) || text.includes(entered)) return;
        const words = text.replaceAll(/\s+/g, " ");
        if (isEnglish.has(words) || frequent.test(words) || parts.some((part) => words.includes(part)))
          faults.add(`English: ${words}`);
      };
      check(document.title.replace(" · Caretype", ""));
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { parentElement: box, nodeValue } = texts.currentNode;
        const text = nodeValue?.trim();
        if (text && box && !/^(?:SCRIPT|STYLE|NOSCRIPT)$/.test(box.tagName) && box.checkVisibility())
          check(text);
      }
      for (const element of document.body.querySelectorAll("[aria-label], [placeholder], [title], [alt]")) {
        for (const attribute of ["aria-label", "placeholder", "title", "alt"]) {
          const text = element.getAttribute(attribute)?.trim();
          if (text && element.checkVisibility()) check(text);
        }
      }
      return [...faults];
    },
    { english, exceptions, entered: name },
  );

describe.skipIf(!opened)("each language", () => {
  if (!opened) return;
  const { backend } = opened;

  async function signedIn(locale: string) {
    const user = await backend.signUp();
    const window = await opened?.window({ width: 360, locale });
    if (!window) throw new Error("No browser");
    await window.context.addCookies([await sessionCookieOf(backend.url, user)]);
    return { ...window, user };
  }

  async function checkPages(page: Page, paths: readonly string[], english: English) {
    const faults: Record<string, string[]> = {};
    for (const path of paths) {
      await visit(page, path);
      const found = await faultsOf(page, english);
      const pattern = path.replaceAll(/[0-9a-f-]{36}/g, "$id");
      if (found.length > 0) faults[pattern] = found;
      const folder = process.env.CARETYPE_SCREENSHOTS;
      const language = await page.locator("html").getAttribute("lang");
      const file = `${language}${pattern.replaceAll(/\W+/g, "-")}.png`;
      if (folder) await page.screenshot({ path: join(folder, file), fullPage: true });
    }
    return faults;
  }

  async function makeStaff({ accountId }: SignedUp) {
    const staffed = `update account set is_staff = true, name = '${name}' where id = '${accountId}'`;
    await backend.database.reader.execute(staffed);
    await backend.database.reader.execute(`delete from membership where account_id = '${accountId}'`);
  }

  const languages = [
    { language: "de", locale: "de-DE" },
    { language: "es", locale: "es-ES" },
  ] as const;

  it.each(languages)("$language fits all pages on a phone, without English left over", async (each) => {
    const english = await englishExcept(each.language);
    const { page, user } = await signedIn(each.locale);
    const { paths, patient, doctor } = await fillPages(user.client, name);
    const tabs = [
      ...["timeline", "chart", "vitals", "access"].map((tab) => `/patients/${patient.id}?tab=${tab}`),
      `/doctors/${doctor.id}?tab=timeline`,
      "/audit?technical=true",
    ];
    const asked = page.waitForRequest(/patient\.list/);
    await page.goto(`${origin}/patients`);
    await page.locator("main h1").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(each.language);
    // Emails that a call causes are in this language.
    expect(await (await asked).headerValue("accept-language")).toBe(each.language);
    expect(await checkPages(page, [...paths, ...tabs], english)).toEqual({});
  });

  it.each(languages)("$language fits the pages of staff, and those without a session", async (each) => {
    const english = await englishExcept(each.language);
    const { page, context, user } = await signedIn(each.locale);
    await makeStaff(user);
    await page.goto(`${origin}/account`);
    const unknown = patientId.parse("0198c0de-0000-7000-8000-000000000001");
    const declared = await declaredPages();
    const staff = declared
      .map(({ path }) => path)
      .filter((path) => path.startsWith("/staff"))
      .map((path) => path.replace("/staff/accounts/$id", `/staff/accounts/${user.accountId}`))
      .map((path) => path.replace("$id", unknown));
    const faults = await checkPages(page, ["/today", ...staff], english);

    await context.clearCookies();
    for (const { parent, path } of declared) {
      // Redirects to another page at once.
      if (parent !== "signedOutRoute" || path === "/sign-out") continue;
      await page.goto(`${origin}${path}`);
      await page.locator("main h1").waitFor();
      const found = await faultsOf(page, english);
      if (found.length > 0) faults[path] = found;
    }
    expect(faults).toEqual({});
  });
});
