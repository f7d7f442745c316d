import { expect, test } from "vitest";
import { createImportHarness, folderWith, smallExport, textOf } from "./support.ts";

const { database, signUp, runImport, rowCounts } = await createImportHarness();
const owner = await signUp("owner@example.org");

type Lines = ReturnType<typeof smallExport>;

/**
 * Imports a small export with one change.
 * Expects a refusal, and that nothing was imported.
 */
async function refused(change: (lines: Lines) => unknown): Promise<string[]> {
  const lines = smallExport("bad");
  change(lines);
  const before = await rowCounts();
  const { code, out, errors } = await runImport(await folderWith(textOf(lines)), owner.email);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(await rowCounts()).toEqual(before);
  expect(errors.at(-2)).toMatch(/nothing was imported\.$/);
  return errors.filter((line) => line.includes(".csv"));
}

const replaced =
  (file: keyof Lines, line: number, [from, to]: [from: string | RegExp, to: string]) =>
  (lines: Lines) => {
    lines[file][line - 1] = lines[file][line - 1]?.replace(from, to) ?? "";
  };

const tooLong = "x".repeat(2001);

test.each<[string, (lines: Lines) => unknown, string]>([
  [
    "an impossible date",
    replaced("patients.csv", 3, ["2001-12-31", "2001-02-30"]),
    'patients.csv:3 BIRTHDATE: Not a date (YYYY-MM-DD): "2001-02-30"',
  ],
  [
    "a birth in the future",
    replaced("patients.csv", 2, ["1980-02-29", "2999-01-01"]),
    'patients.csv:2 BIRTHDATE: Not a date of birth: in the future, or over 150 years ago: "2999-01-01"',
  ],
  ["no first name", replaced("patients.csv", 2, [",Ana,", ",,"]), "patients.csv:2 FIRST: Required"],
  ["no gender", replaced("patients.csv", 2, [",F,", ",,"]), "patients.csv:2 GENDER: Required"],
  ["no identifier", replaced("patients.csv", 2, ["bad-p1", " "]), "patients.csv:2 Id: Required"],
  [
    "a name too long",
    replaced("patients.csv", 2, ["Silva", "S".repeat(301)]),
    "patients.csv:2 LAST: Has to be at most",
  ],
  [
    "an identifier twice",
    (lines) => lines["patients.csv"].push(lines["patients.csv"][1] ?? ""),
    'patients.csv:4 Id: Repeats the identifier of line 2: "bad-p1"',
  ],
  [
    "a provider twice",
    (lines) => lines["providers.csv"].push(lines["providers.csv"][1] ?? ""),
    'providers.csv:4 Id: Repeats the identifier of line 2: "bad-d1"',
  ],
  [
    "a provider without a name",
    replaced("providers.csv", 3, ["Eve Stone", ""]),
    "providers.csv:3 NAME: Required",
  ],
  [
    "a telephone number too long",
    replaced("organizations.csv", 2, [/617.*/, "6".repeat(101)]),
    "organizations.csv:2 PHONE: Has to be at most",
  ],
  [
    "an unknown patient",
    replaced("encounters.csv", 4, ["bad-p1", "nobody"]),
    'encounters.csv:4 PATIENT: Not found in patients.csv or in an earlier import: "nobody"',
  ],
  [
    "an unknown provider",
    replaced("encounters.csv", 5, ["bad-d2", "nobody"]),
    'encounters.csv:5 PROVIDER: Not found in providers.csv or in an earlier import: "nobody"',
  ],
  [
    "an impossible instant",
    replaced("encounters.csv", 2, ["2020-01-01", "2020-02-30"]),
    'encounters.csv:2 START: Not an instant (YYYY-MM-DDTHH:MM:SSZ): "2020-02-30T10:00:00Z"',
  ],
  [
    "no instant",
    replaced("encounters.csv", 2, ["2020-01-01T10:00:00Z", ""]),
    "encounters.csv:2 START: Required",
  ],
  [
    "a reason too long, though not the latest",
    replaced("encounters.csv", 2, ["Old reason", tooLong]),
    "encounters.csv:2 REASONDESCRIPTION: Has to be at most",
  ],
  [
    "a missing column",
    replaced("patients.csv", 1, ["BIRTHDATE", "BIRTHDAY"]),
    "patients.csv:1 BIRTHDATE: The column is missing",
  ],
  [
    "a row cut short",
    replaced("encounters.csv", 3, [/,Check-up,$/, ""]),
    "encounters.csv:3 DESCRIPTION: The row has 4 fields, the header 6",
  ],
  [
    "broken quoting",
    replaced("providers.csv", 2, ["Víctor", '"Víctor"']),
    "providers.csv:2 NAME: A quote is misplaced",
  ],
  ["a NUL byte", replaced("patients.csv", 2, ["Silva", "Sil\0va"]), "patients.csv:2 LAST: Has a NUL byte"],
])("%s", async (_what, change, expected) => {
  const [first, ...rest] = await refused(change);
  expect(first).toContain(expected);
  expect(rest).toEqual([]);
});

test("a file that is not UTF-8", async () => {
  const text = textOf(smallExport("latin"));
  const folder = await folderWith({
    ...text,
    "providers.csv": Buffer.from(text["providers.csv"] ?? "", "latin1"),
  });
  const { code, errors } = await runImport(folder, owner.email);
  expect(code).toBe(1);
  expect(errors).toContain("providers.csv:2 NAME: Not UTF-8");
});

test("the encounters of a bad row are not reported, and no name or number is shown", async () => {
  const errors = await refused((lines) => {
    replaced("patients.csv", 2, ["1980-02-29", "29.02.1980"])(lines);
    replaced("patients.csv", 3, ["Li", "L".repeat(400)])(lines);
  });
  expect(errors).toHaveLength(2);
  expect(errors.join()).not.toMatch(/999-|Silva|LLL|Main St/);
});

test("the first hundred bad rows of all files are listed, in order", async () => {
  const errors = await refused((lines) => {
    for (let line = 4; line < 84; line++) lines["patients.csv"].push(`bad-x${line},1980-13-01,,,A,B,,F,,,,`);
    for (let line = 6; line < 206; line++)
      lines["encounters.csv"].push(`e,2020-01-01T10:00:00Z,nobody,bad-d1,a,b`);
  });
  const places = errors.map((line) => line.split(":").slice(0, 2).join(":").split(" ")[0]);
  const numbered = (file: string, from: number, to: number) =>
    Array.from({ length: to - from }, (_none, index) => `${file}:${from + index}`);
  expect(places).toEqual([...numbered("patients.csv", 4, 84), ...numbered("encounters.csv", 6, 26)]);
});

test("after the hundredth, the rest is only counted", async () => {
  const lines = smallExport("many");
  for (let count = 0; count < 250; count++)
    lines["encounters.csv"].push("e,2020-01-01T10:00:00Z,nobody,many-d1,a,b");
  const { errors } = await runImport(await folderWith(textOf(lines)), owner.email);
  expect(errors.slice(-3)).toEqual([
    "… and 150 more",
    "The export has errors. 250 problems; nothing was imported.",
    "",
  ]);
});

test("a missing folder and missing files are named", async () => {
  expect((await runImport("/nowhere/at-all", owner.email)).errors).toEqual([
    "The folder /nowhere/at-all does not exist. Nothing was imported.",
    "",
  ]);
  const { errors } = await runImport(await folderWith({ "patients.csv": "" }), owner.email);
  expect(errors[0]).toBe("encounters.csv: The file is missing");
});

test("an account that is unknown, deactivated or lacks the permission imports nothing", async () => {
  const folder = await folderWith(textOf(smallExport("account")));
  const attempt = async (email: string) => {
    const { code, errors } = await runImport(folder, email);
    return `${code} ${errors.at(-2)}`;
  };
  expect(await attempt("nobody@example.org")).toBe(
    '1 No account has the email address "nobody@example.org". Nothing was imported.',
  );
  const clerk = await signUp("clerk@example.org");
  await database.reader.execute(`update membership set role = 'reception' where account_id = '${clerk.id}'`);
  expect(await attempt(clerk.email)).toMatch(
    /^1 The account "clerk@example.org" has the role reception, which lacks doctor:create\./,
  );
  await database.reader.execute(`update account set is_active = false where id = '${clerk.id}'`);
  expect(await attempt(clerk.email)).toMatch(/^1 The account "clerk@example.org" is deactivated\./);
});
