import {
  Email,
  optionalEmail,
  optionalLine,
  optionalText,
  requiredLine,
  SearchText,
} from "@caretype/core/kernel/field/schemas";
import { Username } from "@caretype/identity/account/schema";
import { failureOf } from "@caretype/test-api/failure";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { z } from "zod";
import { readGender } from "./person-cells.ts";

const lines: [string, z.ZodType][] = [
  ["a line", requiredLine(300)],
  ["an optional line", optionalLine(300)],
];
const texts: [string, z.ZodType][] = [["free text", optionalText(300)]];
const messagesOf = (schema: z.ZodType, value: string) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe("removes invisible characters of pasted text", () => {
  it.each([
    ["soft hyphens", "An\u00adna"],
    ["zero-width spaces", "\u200bAn\u200bna\u200b "],
    ["byte order marks", "\ufeffAn\ufeffna"],
    ["word joiners", "An\u2060na"],
    ["directional isolates", "\u202aAn\u202cna\u2066\u2069\u2068\u2069"],
    ["right-to-left marks", "Anna\u2067\u202b"],
    ["tags", "Anna\u{e0041}\u{e007f}"],
    ["unassigned ignorable characters", "An\u2065na\ufff0\u{e0080}"],
  ])("from lines and free text: %s", (_what, pasted) => {
    for (const [, schema] of [...lines, ...texts]) expect(schema.parse(pasted)).toBe("Anna");
  });

  it.each([
    ["a Braille blank becomes a space", "\u2800Anna\u2800Lee\u2800", "Anna Lee"],
    ["an object replacement character is removed", "\ufffcAnna\ufffc Lee", "Anna Lee"],
    ["Hangul fillers are removed", "\u115fAn\u1160na\u3164 L\uffa0ee", "Anna Lee"],
  ])("in lines: %s", (_what, pasted, kept) => {
    for (const [, schema] of lines) expect(schema.parse(pasted)).toBe(kept);
    expect(messagesOf(requiredLine(10), "\u2800\u115f\ufffc\u3164")).toEqual(["Required"]);
  });

  it("and composes a letter with an accent that followed such a character", () => {
    expect(requiredLine(4).parse("Zoe\u200b\u0308")).toBe("Zo\u00eb");
  });

  it("and takes letters that another program has spoilt, of which an import would be told", () => {
    for (const [, schema] of [...lines, ...texts]) expect(schema.parse("MÃ¼ller")).toBe("MÃ¼ller");
  });

  it("and refuses a long hostile text before normalizing, which takes seconds", () => {
    const normalize = vi.spyOn(String.prototype, "normalize");
    onTestFinished(() => normalize.mockRestore());
    const hostile = "\u0344\u0316".repeat(15_500);
    for (const [, schema] of lines) expect(schema.safeParse(hostile).success).toBe(false);
    expect(SearchText.safeParse(hostile).success).toBe(false);
    expect(readGender(hostile)).toHaveProperty("message");
    expect(Math.max(0, ...normalize.mock.contexts.map((text) => String(text).length))).toBeLessThan(2_500);
  });

  it("also in searches, email addresses and usernames", () => {
    expect(SearchText.parse("An\u00adna")).toBe("Anna");
    expect(Email.parse("\u200ba@example.org\u202c")).toBe("a@example.org");
    expect(optionalEmail().parse("a@exam\u00adple.org")).toBe("a@example.org");
    expect(Username.parse("an\u200bna")).toBe("anna");
  });

  it("and treats a text of nothing else as empty", () => {
    expect(messagesOf(requiredLine(10), "\u200b\u00ad\u2067")).toEqual(["Required"]);
    expect(optionalLine(10).parse("\u200b")).toBeNull();
  });
});

describe("joiners", () => {
  it.each([
    ["Persian", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"],
    ["Hindi", "\u0915\u094d\u200d\u0937"],
    ["Malayalam, at the end of a word", "\u0d05\u0d28\u0d3f\u0d32\u0d4d\u200d"],
    ["a combined emoji", "\u{1f469}\u{1f3fd}\u200d\u2695\ufe0f"],
  ])("stay in %s", (_script, name) => {
    for (const [, schema] of [...lines, ...texts]) expect(schema.parse(name)).toBe(name);
  });

  it("are removed from lines if no letter needs them", () => {
    for (const pasted of ["An\u200dna", "An\u200cna", "\u200dAnna", "Anna\u200c"])
      for (const [, schema] of lines) expect(schema.parse(pasted)).toBe("Anna");
    expect(requiredLine(10).parse("\u0639\u200c\u200c\u0644")).toBe("\u0639\u200c\u0644");
  });

  it("stay in free text, like left-to-right and right-to-left marks", () => {
    const note = "\u05d0\u200f 5\u200e mg\n\u0639\u061c";
    expect(optionalText(100).parse(note)).toBe(note);
  });
});

describe("refuses text that looks like another text", () => {
  const advice = ": type it again instead of pasting it";

  it.each([
    ["reverses text", "Ann\u202eeeL", `Has a hidden character that reverses text (U+202E)${advice}`],
    ["forces a direction", "Ann\u202deeL", `Has a hidden character that reverses text (U+202D)${advice}`],
    ["is a noncharacter", "Ann\uffff", `Has a character that is never part of text (U+FFFF)${advice}`],
    [
      "is a noncharacter of another plane",
      "Ann\u{1fffe}",
      `Has a character that is never part of text (U+1FFFE)${advice}`,
    ],
  ])("in lines and free text: %s", (_what, text, message) => {
    for (const [, schema] of [...lines, ...texts]) expect(messagesOf(schema, text)).toEqual([message]);
  });

  it.each(["\ue000", "\u{f0000}", "\u{10fffd}"])("in lines, for a private-use character: %j", (character) => {
    for (const [, schema] of lines)
      expect(messagesOf(schema, `Ann${character}`)).toEqual([
        expect.stringMatching(/^Has a character that looks different on each computer \(U\+\w+\): type it/),
      ]);
  });

  it("but accepts Word's bullets in free text", () => {
    expect(optionalText(100).parse("\uf0b7 asthma")).toBe("\uf0b7 asthma");
  });

  it("but accepts it in a search", () => expect(SearchText.parse("Ann\u202eeeL")).toBe("Ann\u202eeeL"));
});

describe("through the API", async () => {
  const api = await createTestApi();
  const anna = { gender: "female", dateOfBirth: "1980-02-29" } as const;

  it("finds a patient whose name was pasted from a PDF, and stores it as if typed", async () => {
    const { caller } = await api.signUp();
    const pasted = await caller.patient.create({ ...anna, name: "An\u00adna \u200bLind\u00adqvist" });
    expect([pasted.name, pasted.firstName, pasted.lastName]).toEqual(["Anna Lindqvist", "Anna", "Lindqvist"]);
    const typed = { ...anna, name: "Anna Lindqvist", onDuplicates: "refuse" } as const;
    expect((await failureOf(caller.patient.create(typed))).code).toBe("POSSIBLE_DUPLICATE");
    for (const q of ["lindqvist", "lind\u00adqvist", "anna \ufefflindqvist"])
      expect((await caller.patient.list({ q })).items).toEqual([pasted]);
  });

  it("refuses a name with reversing characters, and names the field", async () => {
    const { caller } = await api.signUp();
    const reversed = "\u202etsivqdniL annA";
    const fieldsRefused = async (call: Promise<unknown>) => {
      const { code, details } = await failureOf(call);
      return [code, Object.keys(details.errors ?? {})];
    };
    const refused = (field: string) => ["INVALID_INPUT", [field]];
    expect(await fieldsRefused(caller.patient.create({ ...anna, name: reversed }))).toEqual(refused("name"));
    expect(await fieldsRefused(caller.account.update({ name: reversed }))).toEqual(refused("name"));
    expect(await fieldsRefused(caller.doctor.create({ name: "Bo", licenseNumber: reversed }))).toEqual(
      refused("licenseNumber"),
    );
    const history = { ...anna, name: "Bo", medicalHistory: reversed };
    expect(await fieldsRefused(caller.patient.create(history))).toEqual(refused("medicalHistory"));
  });

  it("an account name cannot reverse text in the audit", async () => {
    const { caller } = await api.signUp();
    const { name } = await caller.account.update({ name: "A Person (owner)\u2067" });
    expect(name).toBe("A Person (owner)");
  });
});
