import { createTestApi } from "@caretype/test-api/support";
import { expect, it } from "vitest";

const api = await createTestApi();

async function practiceOf(...names: readonly (readonly [string, string])[]) {
  const { caller } = await api.signUp();
  for (const [firstName, lastName] of names)
    await caller.patient.create({ firstName, lastName, gender: "female" });
  return async (q: string) => {
    const { items, similar } = await caller.patient.list({ q, sort: "relevance" });
    return { similar, names: items.map(({ lastName }) => lastName) };
  };
}

it("finds the spelling of another language where nothing is spelled so", async () => {
  const found = await practiceOf(["Pyotr", "Tchaikovsky"], ["Anna", "Chekhov"], ["Ida", "Schukow"]);
  for (const q of ["tschaikowski", "chaykovskij", "pjotr tschaikowsky", "tschaik"])
    expect(await found(q)).toEqual({ similar: true, names: ["Tchaikovsky"] });
  expect(await found("zhukov")).toEqual({ similar: true, names: ["Schukow"] });
  expect(await found("anna tschechow")).toEqual({ similar: true, names: ["Chekhov"] });
  expect((await found("ida tschechow")).names).toEqual([]);
});

it("leaves out a form of address", async () => {
  const found = await practiceOf(["Eva", "Keller"], ["Dr. med. Ida", "Roth"], ["Frau", "Holle"]);
  for (const q of [
    "Frau Keller",
    "dr keller",
    "Frau Prof. Dr. Keller",
    "Hr. Keller, Eva",
    "Señora Keller",
    "Keller Dr. med.",
  ])
    expect(await found(q)).toEqual({ similar: false, names: ["Keller"] });
  expect(await found("Dr. Roth")).toEqual({ similar: false, names: ["Roth"] });
  expect(await found("Frau")).toEqual({ similar: false, names: ["Holle"] });
  for (const q of ["M. Keller", "Keller Do", "Keller Mba"])
    expect(await found(q)).toMatchObject({ names: [] });
});

it("finds Ukrainian names as passports spell them", async () => {
  const found = await practiceOf(["Наталія", "Згурський"], ["Юрій", "Григорій"], ["Ida", "Zhurska"]);
  for (const q of ["zghurskyi", "nataliia zghurskyi"])
    expect(await found(q)).toEqual({ similar: true, names: ["Згурський"] });
  expect(await found("hryhorii")).toEqual({ similar: true, names: ["Григорій"] });
  expect(await found("juri hryhorii")).toEqual({ similar: true, names: ["Григорій"] });
});

it("finds a name with another particle", async () => {
  const found = await practiceOf(["Eva", "van der Berg"], ["Una", "Berghe"], ["Ida", "del Río Berg"]);
  for (const q of ["van den berg", "eva van den berg"])
    expect(await found(q)).toEqual({ similar: true, names: ["van der Berg"] });
  for (const q of ["vd berg", "eva v.d. berg", "v/d Berg Eva"])
    expect((await found(q)).names).toContain("van der Berg");
  expect(await found("des rio berg")).toEqual({ similar: true, names: ["del Río Berg"] });
  // Too short for a search of its own.
  expect((await found("dex")).names).toEqual([]);
});

it("finds it behind one that is written together, and page by page", async () => {
  const found = await practiceOf(["Pieter", "van der Berg"], ["Joe", "Vandenberg"], ["Una", "Berghe"]);
  expect(await found("van den berg")).toEqual({ similar: false, names: ["Vandenberg", "van der Berg"] });
  expect(await found("vandenberg")).toEqual({ similar: false, names: ["Vandenberg"] });
});

it("prefers a typing error, and what is spelled exactly", async () => {
  const found = await practiceOf(["Ida", "Schukow"], ["Eva", "Zhukova"], ["Una", "Schukov"]);
  expect(await found("zhukov")).toEqual({ similar: false, names: ["Zhukova"] });
  expect(await found("schukoff")).toEqual({ similar: true, names: ["Schukov", "Schukow", "Zhukova"] });
});

// In UTF-16, each of these letters is a surrogate pair.
it("finds names in letters beyond the first 65,536, in either case and with a typing error", async () => {
  const [upper, lower] = ["𞤀𞤁𞤂𞤃𞤄𞤅𞤆𞤇𞤈", "𞤢𞤣𞤤𞤥𞤦𞤧𞤨𞤩𞤪"];
  const found = await practiceOf(["Ann", upper], ["Bo", "𐐀𐐁𐐂𐐃"], ["田", "𠮷田"]);
  for (const q of [upper, lower, "𞤢𞤣", `ann ${lower}`])
    expect(await found(q)).toEqual({ similar: false, names: [upper] });
  // A wrong letter, an extra one, a missing one, and two transposed in the middle.
  for (const q of ["𞤢𞤣𞤤𞤥𞤢𞤧𞤨𞤩𞤪", "𞤢𞤣𞤤𞤥𞤥𞤦𞤧𞤨𞤩𞤪", "𞤢𞤣𞤤𞤥𞤧𞤨𞤩𞤪", "𞤢𞤣𞤤𞤦𞤥𞤧𞤨𞤩𞤪"])
    expect(await found(q)).toEqual({ similar: true, names: [upper] });
  expect(await found("𐐨𐐩𐐪𐐫")).toEqual({ similar: false, names: ["𐐀𐐁𐐂𐐃"] });
  expect(await found("𠮷")).toEqual({ similar: false, names: ["𠮷田"] });
});

it("finds doctors as patients are found, page by page and with filters", async () => {
  const { caller } = await api.signUp();
  const add = (name: string, specialization: string) => caller.doctor.create({ name, specialization });
  await add("Sam Okafor", "CARD");
  await add("Oksana Żelińska", "DERM");
  await add("Petr Tschaikowski", "CARD");
  const found = async (q: string, filter = {}) => {
    const { items, similar, nextCursor } = await caller.doctor.list({ q, limit: 1, ...filter });
    return [similar, nextCursor, ...items.map(({ name }) => name)];
  };
  for (const q of ["okafer", "Sam Okafro", "Dr. okafer", "ocafor"])
    expect(await found(q)).toEqual([true, null, "Sam Okafor"]);
  expect(await found("zelinsky")).toEqual([true, null, "Oksana Żelińska"]);
  expect(await found("chaykovsky", { specialization: "card" })).toEqual([true, null, "Petr Tschaikowski"]);
  await add("Eva Meyer", "CARD");
  await add("Katherine Smyth", "GEN");
  await add("Kat Sikora", "GEN");
  for (const q of ["maier", "eva meir", "mayr", "Dr. Mayer"])
    expect(await found(q)).toEqual([true, null, "Eva Meyer"]);
  for (const q of ["catherine smith", "kate smith", "smith catharine"])
    expect(await found(q, { limit: 5 })).toEqual([true, null, "Katherine Smyth"]);
  expect(await found("mayer", { specialization: "DERM" })).toEqual([false, null]);
  expect(await found("okafer", { specialization: "DERM" })).toEqual([false, null]);
  expect(await found("okafor")).toEqual([false, null, "Sam Okafor"]);
  expect(await found("+41 555 0199")).toEqual([false, null]);
});
