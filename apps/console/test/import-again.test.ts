import { readFile } from "node:fs/promises";
import type { RouterInputs } from "@caretype/client";
import type { SignedUp } from "@caretype/testing";
import { describe, it } from "vitest";
import { texts as choosingDe } from "../src/modules/import/pages/import/choose/texts.de.ts";
import { texts as choosingEn } from "../src/modules/import/pages/import/choose/texts.en.ts";
import { texts as choosingEs } from "../src/modules/import/pages/import/choose/texts.es.ts";
import { texts as uploadDe } from "../src/modules/import/pages/import/upload/texts.de.ts";
import { texts as uploadEn } from "../src/modules/import/pages/import/upload/texts.en.ts";
import { texts as uploadEs } from "../src/modules/import/pages/import/upload/texts.es.ts";
import { texts as listDe } from "../src/modules/people/pages/patient/list/texts.de.ts";
import { texts as listEn } from "../src/modules/people/pages/patient/list/texts.en.ts";
import { texts as listEs } from "../src/modules/people/pages/patient/list/texts.es.ts";
import { texts as frameDe } from "../src/words/frame/texts.de.ts";
import { texts as frameEn } from "../src/words/frame/texts.en.ts";
import { texts as frameEs } from "../src/words/frame/texts.es.ts";
import { choose } from "./support/choose-files.ts";
import { expect } from "./support/expect.ts";
import { openConsole, origin } from "./support/open.ts";

const opened = await openConsole();

const patients: RouterInputs["patient"]["create"][] = [
  {
    firstName: "María",
    lastName: "de la Cruz",
    gender: "female",
    dateOfBirth: "1984-02-03",
    phoneNumber: "+41 44 668 18 00",
    email: "maria@münchen.de",
    address: '1 "Old" Street\nFlat 2; Zürich',
    preferredLanguage: "de",
  },
  // An import does not know their names, or only in another language.
  ...["es-419", "zh-Hant-TW", "ckb", "fil", "gaa"].map((preferredLanguage) => ({
    firstName: "Kim",
    lastName: preferredLanguage,
    gender: "female" as const,
    preferredLanguage,
  })),
  {
    firstName: "José Ángel",
    lastName: "García, López",
    gender: "male",
    dateOfBirth: "1958-02-28",
    phoneNumber: "044 555 02 00 / 079 123 45 67 (Mutter)",
    address: "\tc/o Müller | Haus 3,\r\n\r\n8000 Zürich",
  },
  {
    name: "Dr. Roe, Jane",
    gender: "other",
    age: 46,
    deceasedOn: "2024-05",
    preferredLanguage: "gsw",
    address: "=1+1",
  },
  // As damaged by another program before a user corrected them.
  { firstName: "J?rg", lastName: "MÃ¼ller", gender: "male", address: "Weg &amp; Steg" },
  { name: "Null", gender: "unknown", preferredLanguage: "pt-BR", address: "'quoted'" },
  { firstName: "Ann", lastName: "'=x", gender: "female", address: "-" },
  { firstName: "Bea", lastName: "'01", gender: "female", address: "unknown" },
  { firstName: "Cem", lastName: "''@y", gender: "male", address: "'N/A" },
  {
    name: "Mr. Zoë Ray Jr.",
    firstName: "Zoë",
    lastName: "Ray",
    gender: "male",
    deceasedOn: "2023-04-05",
    dateOfBirth: "1950-12-31",
  },
];

/** Without a day that reveals the date format. */
const withoutDays: typeof patients = [
  { name: "Ann Lee", gender: "female", age: 46 },
  { name: "Bo Li", gender: "male" },
];

const texts = {
  en: { choosing: choosingEn, frame: frameEn, list: listEn, upload: uploadEn },
  de: { choosing: choosingDe, frame: frameDe, list: listDe, upload: uploadDe },
  es: { choosing: choosingEs, frame: frameEs, list: listEs, upload: uploadEs },
};

describe.skipIf(!opened)("an exported list of patients", () => {
  if (!opened) return;

  it.each([
    ["en", "en-GB", patients],
    ["de", "de-CH", patients],
    ["es", "es-ES", patients],
    ["en without days", "en-GB", withoutDays],
  ] as const)("is imported again unchanged, in %s", async (name, locale, list) => {
    const language = name === "en without days" ? "en" : name;
    const { choosing, frame, list: listTexts, upload } = texts[language];
    const { page, user } = await opened.signedIn({ at: null, locale });
    for (const patient of list) await user.client.patient.create.mutate(patient);
    const columns = [
      "born",
      "gender",
      "phone",
      "email",
      "address",
      "language",
      "doctor",
      "visit",
      "added",
      "changed",
    ];
    await page.addInitScript(
      (display) => localStorage.setItem("caretype.display.patients", display),
      JSON.stringify({ density: "compact", columns }),
    );
    await page.goto(`${origin}/patients`);
    await page.getByRole("button", { name: frame.lists.moreActions, exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: listTexts.csv.action }).click(),
    ]);
    const content = await readFile(await download.path());

    const other = await opened.signedIn({ at: null, locale });
    await other.page.goto(`${origin}/imports/new`);
    await choose(other.page, [{ name: "patients.csv", content }], choosing.chooseFiles);
    await other.page.getByRole("button", { name: choosing.check, exact: true }).click();
    await other.page.getByText(upload.checked.noProblems).waitFor();
    await other.page.getByRole("button", { name: upload.import, exact: true }).click();
    await other.page.getByText(upload.done.title, { exact: true }).first().waitFor();

    expect(await detailsOf(other.user)).toEqual(await detailsOf(user));
  });
});

/** The patients, with the fields that users enter. */
async function detailsOf({ client }: Pick<SignedUp, "client">) {
  const { items } = await client.patient.list.query({ sort: "name" });
  return items.map(({ id, version, createdAt, createdBy, updatedAt, ...details }) => details);
}
