import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { print, printToStderr, writeLine } from "../src/output.ts";
import type { ProcedureDefinition } from "../src/procedure-definitions.ts";
import { runProcedure } from "../src/run-procedure.ts";
import { linesWithoutControls, toJson } from "../src/safe-text.ts";
import { showAnswer, showRows } from "../src/show-answer.ts";
import { cellText, textTable } from "../src/text-table.ts";

const table = { isJson: false, width: 40 };
const people = [
  { id: "1", name: "Jane Roe", email: null, age: 41 },
  { id: "2", name: "山田太郎", email: null, age: null },
];

test("a list is a table of the columns that have values", () => {
  expect(showAnswer({ items: people, nextCursor: null, similar: false }, table)).toEqual({
    output: ["id  name      age", "1   Jane Roe  41", "2   山田太郎"],
    notes: [],
  });
  expect(showAnswer({ items: [], nextCursor: null }, table).notes).toEqual(["There are none."]);
});

test("what is left out is said", () => {
  expect(showAnswer({ items: people, nextCursor: "abc", similar: true }, { ...table, width: 12 })).toEqual({
    output: ["id  name", "1   Jane Roe", "2   山田太郎"],
    notes: ["similar  true", "Not shown: age. Use --columns or --json.", "More: --cursor abc, or --all"],
  });
  expect(showRows(people, { ...table, width: 3, columns: ["name", "age"] }).output[1]).toBe("Jane Roe  41");
  expect(showRows(people, { ...table, columns: ["name", "nope"] })).toMatchObject({ lacksColumns: true });
  expect(showRows(people, { ...table, columns: ["name", "nope"] }).output[0]).toBe("name");
  expect(showRows(people, { ...table, columns: ["nope"] }).output).toEqual([]);
  expect(showRows(people, { ...table, columns: ["name", "nope"] }).notes).toEqual([
    "There is no column nope. There are: id, name, email, age.",
  ]);
});

test("a column can be a field of a record in the list", () => {
  const assignments = [{ id: "1", patient: { name: "Jane Roe", address: { city: "Graz" } } }];
  expect(showRows(assignments, { ...table, columns: ["patient.name", "patient.address.city"] })).toEqual({
    output: ["patient.name  patient.address.city", "Jane Roe      Graz"],
    notes: [],
  });
});

test("long cells are cut between characters", () => {
  const [, line = ""] = textTable([{ note: "👩‍⚕️".repeat(40) }], 80).lines;
  expect(line).toBe(`${"👩‍⚕️".repeat(23)}…`);
});

test("a record is a line for each field, and a table for each list of records", () => {
  const record = { id: "1", tasks: { open: 2, late: null }, tags: ["a", "b"], patients: people };
  expect(showAnswer(record, table).output).toEqual([
    "id          1",
    "tasks.open  2",
    "tasks.late  –",
    "tags        a, b",
    "",
    "patients:",
    "id  name      age",
    "1   Jane Roe  41",
    "2   山田太郎",
  ]);
});

test("named columns of a record are its fields, its lists, and columns of these", () => {
  const record = { id: "1", tasks: { open: 2, late: null }, tags: ["a", "b"], patients: people };
  const shown = (...columns: string[]) => showAnswer(record, { ...table, columns });
  expect(shown("tags", "tasks.open")).toEqual({ output: ["tags        a, b", "tasks.open  2"], notes: [] });
  expect(shown("id", "age").output).toEqual(["id  1", "", "patients:", "id  age", "1   41", "2"]);
  expect(shown("patients").output.slice(-1)).toEqual(["2   山田太郎"]);
  expect(shown("id", "nope")).toMatchObject({ lacksColumns: true });
  expect(shown("id", "nope").notes).toEqual([
    "There is no column nope. There are: id, tasks, tags, patients.",
  ]);
});

test("an answer without content says so, but not to a program", () => {
  expect(showAnswer(undefined, table)).toEqual({ output: [], notes: ["Done."] });
  expect(showAnswer(null, { ...table, isJson: true })).toEqual({ output: [], notes: [] });
});

test("JSON is the answer as it came", () => {
  const { output } = showAnswer({ items: people, nextCursor: null }, { ...table, isJson: true });
  expect(JSON.parse(output.join("\n"))).toEqual({ items: people, nextCursor: null });
});

test("no value commands the terminal", () => {
  expect(cellText("Jane\u001b[2J\u0007 Roe\u202e\r\nx\u009b31m")).toBe("Jane[2J Roe x31m");
});

/**
 * Bidirectional controls, isolates, marks, zero-width spaces, a soft hyphen, a tag, an annotation, fillers,
 * selectors.
 */
const invisible =
  "\u202e\u2066\u200e\u200b\u200c\u200d\u2060\u00ad\u{e0041}\ufff9\u3164\u2800\ufe01\ufe0f\u{e0101}\u180b\u2065";

test("nothing that is not seen is printed, but joiners that change what is seen", () => {
  for (const character of invisible) {
    expect(cellText(`Ja${character}ne`)).toBe("Jane");
    expect(linesWithoutControls(`Ja${character}\n\tne`)).toBe("Ja\n\tne");
    expect(toJson(`Ja${character}ne`)).toBe(
      JSON.stringify(`Ja${character}ne`).replace(character, unicode(character)),
    );
  }
  for (const text of [
    "\u{1f469}\u200d\u2695\ufe0f",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0915\u094d\u200d\u0937",
    "\u845b\u{e0100}",
    "1\ufe0f\u20e3",
  ]) {
    expect(cellText(text)).toBe(text);
    expect(JSON.parse(toJson(text))).toBe(text);
  }
});

const unicode = (character: string) =>
  character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

async function writtenBy(run: () => Promise<unknown>): Promise<string> {
  let written = "";
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text, ...rest: unknown[]) => {
      written += String(text);
      const done = rest.at(-1);
      if (typeof done === "function") done();
      return true;
    });
  await run();
  vi.restoreAllMocks();
  return written;
}

test("every output leaves them out, whatever printed it", async () => {
  const written = await writtenBy(async () => {
    print(`a${invisible}\tb`);
    printToStderr(`c\u001b[2J${invisible}`);
    await writeLine(`d${invisible}`);
  });
  expect(written).toBe("a\tb\nc[2J\nd\n");
});

test("JSON has no character that a terminal obeys, or that ends a line, and the same value", () => {
  const value = { note: "a\u009b2J\u007f\u202e\u2028b\n\u001b\u{feff}" };
  for (const indent of [undefined, 2]) {
    const text = toJson(value, indent);
    for (const character of value.note.replaceAll(/[ab2J\n]/g, "")) expect(text).not.toContain(character);
    expect(JSON.parse(text)).toEqual(value);
  }
  const shown = showAnswer(value, { ...table, isJson: true }).output.join("\n");
  expect(shown).toContain("\\u009b2J");
  expect(toJson(value)).not.toContain("\n");
});

const patientList: ProcedureDefinition = {
  path: "patient.list",
  feature: "patient",
  name: "list",
  type: "query",
  summary: "List patients",
  deprecation: "",
  fields: [],
  positional: [],
  isList: true,
  isRepeatable: false,
};

test("no text of a server begins a line, in headings, names, or what could be copied into a shell", async () => {
  const forged = "a\n\rSigned in\u2028";
  const item = { [forged]: forged, other: "x".repeat(80) };
  const answers = [
    { items: [item], nextCursor: "x; rm -r ~", [forged]: { [forged]: forged } },
    { [forged]: forged, [`${forged}s`]: [item] },
  ];
  const server = createServer((_request, response) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify([{ result: { data: answers.shift() } }])),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { isTTY } = process.stdout;
  process.stdout.isTTY = true;
  onTestFinished(() => {
    process.stdout.isTTY = isTTY;
  });
  for (const columns of ["other", undefined]) {
    const options = { url, timeout: 30, concurrency: 1, ...(columns && { columns }) };
    const written = await writtenBy(() => runProcedure({ definition: patientList, values: {}, options }));
    expect(written).toContain("aSigned in");
    expect(written).not.toMatch(/^\s*Signed in|rm -r/m);
  }
  server.close();
});

test("notes and refusals keep their lines only", () => {
  expect(linesWithoutControls("a\u001b[2J\nb\u009b\r")).toBe("a[2J\nb");
});
