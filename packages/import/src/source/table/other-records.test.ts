import { makeColleague } from "@caretype/test-api/colleague";
import { failureOf } from "@caretype/test-api/failure";
import { countsOf, type Practice, practiceWithPatients, problemsOf } from "@caretype/test-api/record-tables";
import { createTestApi } from "@caretype/test-api/support";
import { describe, expect, it } from "vitest";
import { checkTable, runTable, type Table } from "../../../test/uploads.ts";
import type { ImportUpload } from "../../upload/schema.ts";

const api = await createTestApi();
api.services.start();

describe("a table of other clinical records", () => {
  const tableOf = (
    records: Table["records"],
    lines: string[],
    mapping: Table["table"]["mapping"],
  ): Table => ({
    records,
    lines,
    table: {
      mapping: { patient: "Patient", ...mapping },
      dateFormat: "DD.MM.YYYY",
      peopleSystem: "Old Practice",
    },
  });
  const tables = {
    allergy: tableOf(
      "allergy",
      [
        "Patient,Allergen,Code,Type,Reaction,How bad,Since",
        "17,Penicillin,373270004,Drug,Rash,moderate,2019",
        "Jane Roe,Nuts,,food,,schwer,NULL",
        "Jane Roe,Nuts,,food,,,",
      ],
      {
        codeText: "Allergen",
        code: "Code",
        category: "Type",
        reaction: "Reaction",
        severity: "How bad",
        onset: "Since",
      },
    ),
    medication: tableOf(
      "medication",
      [
        "Patient,Drug,RxNorm,From,Until,Dose",
        "17,Lisinopril 10 mg,314076,1.2.2020,,1 daily",
        "17,Ibuprofen,,2.2.2020 00:00,3.2020,as needed",
      ],
      { codeText: "Drug", code: "RxNorm", from: "From", until: "Until", dosage: "Dose" },
    ),
    immunization: tableOf(
      "immunization",
      ["Patient,Vaccine,CVX,Date,Dose,Lot", "17,Influenza,140,1.10.2020,1,L-7", "18,Tetanus,,2015,,"],
      { codeText: "Vaccine", code: "CVX", occurred: "Date", doseNumber: "Dose", lotNumber: "Lot" },
    ),
    encounter: tableOf(
      "encounter",
      [
        "No,Patient,Class,Start,End,Reason",
        "1,17,emergency,1.7.2024 9:00,1.7.2024 9:30,Cough",
        "2,Jane Roe,,3.7.2024 10:00,,",
      ],
      { class: "Class", startsAt: "Start", endsAt: "End", codeText: "Reason" },
    ),
  };

  it("may have the patient in two columns, and tells who is not there at one of them", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    const table: Table = {
      records: "immunization",
      lines: ["First,Last,Vaccine,Date", "Jane,Roe,Tetanus,2015", "Nobody,Else,Tetanus,2015"],
      table: {
        mapping: {
          patientFirstName: "First",
          patientLastName: "Last",
          codeText: "Vaccine",
          occurred: "Date",
        },
        dateFormat: "YYYY-MM-DD",
      },
    };
    const { checked } = await checkTable(caller, table);
    expect(checked.problems?.first.map(({ line, column }) => [line, column])).toEqual([[3, "Last"]]);
    await runTable(caller, { ...table, lines: table.lines.slice(0, 2) });
    const { items } = await caller.immunization.list({ patientId: jane.id });
    expect(items.map(({ vaccine }) => vaccine.text)).toEqual(["Tetanus"]);
  });

  it("becomes records, once", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    for (const [kind, imported, repeated] of [
      ["allergy", 3, 0],
      ["medication", 2, 0],
      ["immunization", 2, 0],
      ["encounter", 2, 0],
    ] as const) {
      const done = await runTable(caller, tables[kind]);
      expect(done.problems).toEqual({ total: 0, first: [] });
      expect(countsOf(done)).toMatchObject([{ kind, imported, present: 0, repeated }]);
      expect(countsOf(await runTable(caller, tables[kind]))).toMatchObject([
        { imported: 0, present: imported },
      ]);
    }
    const patientId = jane.id;
    const { items: allergies } = await caller.allergy.list({ patientId });
    expect(allergies.map(({ substance, note }) => [substance.text, note]).toSorted()).toEqual([
      ["Nuts", null],
      ["Nuts", "schwer"],
      ["Penicillin", null],
    ]);
    expect(allergies.find(({ substance }) => substance.text === "Penicillin")).toMatchObject({
      category: "medication",
      onset: "2019",
      reactions: [{ manifestation: { text: "Rash" }, severity: "moderate" }],
      verificationStatus: "confirmed",
    });
    const { items: drugs } = await caller.medication.list({ patientId });
    expect(
      drugs
        .map(({ drug, status, from, until, dosage }) => [drug.text, status, from, until, dosage])
        .toSorted(),
    ).toEqual([
      ["Ibuprofen", "completed", "2020-02-02", "2020-03", "as needed"],
      ["Lisinopril 10 mg", "active", "2020-02-01", null, "1 daily"],
    ]);
    expect((await caller.immunization.list({ patientId })).items).toMatchObject([
      { vaccine: { coding: { code: "140" } }, occurred: "2020-10-01", doseNumber: 1, lotNumber: "L-7" },
    ]);
    const { items: encounters } = await caller.encounter.list({ patientId });
    expect(encounters.map(({ class: kind, startedAt, endedAt }) => [kind, startedAt, endedAt])).toEqual(
      expect.arrayContaining([
        ["emergency", "2024-07-01T07:00:00Z", "2024-07-01T07:30:00Z"],
        ["ambulatory", "2024-07-03T08:00:00Z", "2024-07-03T08:00:00Z"],
      ]),
    );
  });

  it("ends an encounter on the day that its end is, whatever writes midnight behind it", async () => {
    const { caller, john } = await practiceWithPatients(api);
    const table = tableOf("encounter", ["Patient,Start,End"], { startsAt: "Start", endsAt: "End" });
    const days = [
      ["1.7.2024 9:00", "1.7.2024"],
      ["2.7.2024", "2.7.2024"],
      ["3.7.2024 9:00", "5.7.2024"],
      ["10.7.2024 00:00:00", "12.7.2024 00:00:00"],
      ["20.7.2024 9:00", "20.7.2024 00:00"],
      ["24.7.2024 21:00", "25.7.2024 00:00"],
    ];
    const lines = [...table.lines, ...days.map((cells) => `18,${cells.join(",")}`)];
    const done = await runTable(caller, { ...table, lines });
    expect(done.problems).toEqual({ total: 0, first: [] });
    const { items } = await caller.encounter.list({ patientId: john.id });
    expect(items.map(({ startedAt, endedAt }) => [startedAt, endedAt]).toSorted()).toEqual([
      ["2024-07-01T07:00:00Z", "2024-07-01T07:00:00Z"],
      ["2024-07-01T22:00:00Z", "2024-07-01T22:00:00Z"],
      ["2024-07-03T07:00:00Z", "2024-07-05T21:59:59Z"],
      ["2024-07-09T22:00:00Z", "2024-07-12T21:59:59Z"],
      ["2024-07-20T07:00:00Z", "2024-07-20T07:00:00Z"],
      ["2024-07-24T19:00:00Z", "2024-07-24T22:00:00Z"],
    ]);
    const early = { ...table, lines: [...table.lines, "17,3.7.2024 9:00,2.7.2024"] };
    expect(await problemsOf(caller, early)).toHaveLength(1);
  });

  it("says why a drug was stopped or a vaccine refused by its note, or the word of the file", async () => {
    const { caller, jane } = await practiceWithPatients(api);
    const columns = { codeText: "What", status: "Status", note: "Note" } as const;
    const drugs = ["Patient,What,Status,Note", "17,Ibuprofen,abgesetzt,Ulcer", "17,Aspirin,Suspendido,"];
    const vaccines = ["Patient,What,Status,Note,Date", "17,Influenza,Refused,,1.10.2020"];
    await runTable(caller, tableOf("medication", drugs, columns));
    await runTable(caller, tableOf("immunization", vaccines, { ...columns, occurred: "Date" }));
    const { items } = await caller.medication.list({ patientId: jane.id });
    expect(items.map(({ status, endReason }) => [status, endReason]).toSorted()).toEqual([
      ["stopped", "Suspendido"],
      ["stopped", "Ulcer"],
    ]);
    expect((await caller.immunization.list({ patientId: jane.id })).items).toMatchObject([
      { status: "not-done", statusReason: "Refused" },
    ]);
  });

  it("takes words and codes that say that there is none for the statement", async () => {
    const { caller, jane, john } = await practiceWithPatients(api);
    const kindsOf = async (patientId: typeof jane.id) =>
      (await caller.chart.summary({ patientId })).noneOf.map(({ statement }) => statement);
    const { allergy, immunization } = tables;
    const given = { codeText: "What", code: "Code" };
    const lists = [
      tableOf("condition", ["Patient,What,Code", "18,No known problems,", "17,Keine,"], given),
      tableOf("medication", ["Patient,What,Code", "18,None,", "17,Ibuprofen,"], given),
      { ...immunization, lines: [immunization.lines[0] ?? "", "18,,998,1.10.2020,,"] },
      {
        ...allergy,
        lines: [allergy.lines[0] ?? "", "18,NKDA,,,,,", "17,Peanut,,food,,,", "17,No drug allergies,,,,,"],
      },
    ];
    for (const table of lists) await runTable(caller, table);
    const drugs = "no-known-medication-allergies";
    expect(await kindsOf(jane.id)).toEqual([drugs, "no-known-problems"]);
    expect(await kindsOf(john.id)).toEqual([
      drugs,
      "no-known-problems",
      "no-known-medications",
      "no-known-immunizations",
    ]);
    const wrong = tableOf("medication", ["Patient,What", "17,Keine Medikamente", "17,Unknown"], {
      codeText: "What",
    });
    expect(await problemsOf(caller, wrong)).toEqual([
      "2 What: The patient has a record that says otherwise",
      "3 What: Does not say what it is: send its name, or no record",
    ]);
  });

  it("names the importer as the author of what they change", async () => {
    const { caller, owner, jane } = await practiceWithPatients(api);
    const none = await caller.allergy.recordNoneKnown({ patientId: jane.id });
    await runTable(caller, tables.allergy);
    await runTable(caller, {
      records: "patient",
      lines: ["First,Last,Maiden,Sex", "Ilse,Braun,Huber,f"],
      table: { mapping: { firstName: "First", lastName: "Last", birthName: "Maiden", gender: "Sex" } },
    });
    const [ilse] = (await caller.patient.list({ q: "Ilse" })).items;
    const histories = [
      await caller.patient.history({ id: ilse?.id ?? expect.fail() }),
      await caller.allergy.history({ id: none.id }),
    ];
    const byImporter = { changedBy: owner.account.id };
    expect(histories).toMatchObject(histories.map(() => ({ items: [byImporter, byImporter] })));
  });

  it("tells an importer of no record that is withheld", async () => {
    const owner = await practiceWithPatients(api);
    const { caller, jane } = owner;
    const colleague = await makeColleague(api, owner, "clinician");
    const { id } = await caller.medication.create({ patientId: jane.id, drug: { text: "Methadone" } });
    const none = tableOf("medication", ["Patient,What", "17,None"], { codeText: "What" });
    const contradicted = ["2 What: The patient has a record that says otherwise"];
    expect(await problemsOf(colleague.caller, none)).toEqual(contradicted);
    await caller.restriction.create({ recordId: id });
    expect(await problemsOf(colleague.caller, none)).toEqual([]);
    expect(await problemsOf(caller, none)).toEqual(contradicted);
  });

  it("repeats a record whose words are only spelled otherwise", async () => {
    const { caller, jane, john } = await practiceWithPatients(api);
    const { allergy } = tables;
    const lines = ["17,Penicillin,,,,,", "17,penicillin ,,,,,2019", "17,PENICILLIN,,,,,", "18,None,,,,,"];
    const table = { ...allergy, lines: [allergy.lines[0] ?? "", ...lines] };
    expect(countsOf(await runTable(caller, table))).toMatchObject([{ imported: 3, present: 0, repeated: 1 }]);
    expect(countsOf(await runTable(caller, table))).toMatchObject([{ imported: 0, present: 3, repeated: 1 }]);
    const { items } = await caller.allergy.list({ patientId: jane.id });
    expect(items.map(({ substance }) => substance.text).toSorted()).toEqual(["Penicillin", "penicillin"]);
    expect((await caller.allergy.list({ patientId: john.id })).known).toBe("none-known");
  });

  it.each([
    ["condition", "H25.9,Cataract left eye,", "H25.9,Cataract right eye,"],
    ["condition", "Unknown,Epilepsy,", "Unknown,Migraine,"],
    ["medication", "314076,Lisinopril 10 mg,", "314076,Lisinopril 20 mg,"],
    ["medication", "314076,Lisinopril,from the hospital", "314076,Lisinopril,from the family doctor"],
    ["immunization", "140,Influenza,", "140,Influenza,second of two"],
    ["observation", "HB7,Hemoglobin,before the infusion", "HB7,Hemoglobin,after the infusion"],
  ] as const)(
    "keeps different records of one code of kind %s, and repeats equal ones: %s",
    async (records, one, other) => {
      const { caller, jane } = await practiceWithPatients(api);
      const dated = {
        condition: "onset",
        medication: "from",
        immunization: "occurred",
        observation: "effectiveAt",
      } as const;
      const table = tableOf(records, ["Patient,Code,Text,Note,Day,Value"], {
        code: "Code",
        codeText: "Text",
        note: "Note",
        [dated[records]]: "Day",
        ...(records === "observation" && { value: "Value" }),
      });
      const settings = { ...table.table, codeSystem: "https://example.org/codes" };
      const run = async (patient: number, ...rows: string[]) => {
        const lines = rows.map((row) => `${patient},${row},1.7.2024,${records === "observation" ? "7" : ""}`);
        return countsOf(
          await runTable(caller, { ...table, table: settings, lines: [...table.lines, ...lines] }),
        );
      };
      expect(await run(17, one, other, one)).toMatchObject([{ imported: 2, present: 0, repeated: 1 }]);
      expect(await run(17, one, other, one)).toMatchObject([{ imported: 0, present: 2, repeated: 1 }]);
      expect((await caller[records].list({ patientId: jane.id })).items).toHaveLength(2);
      // In the other order, they are the same two.
      expect(await run(17, other, one)).toMatchObject([{ imported: 0, present: 2, repeated: 0 }]);
    },
  );

  it("keeps the other eye that a later file has", async () => {
    const { caller } = await practiceWithPatients(api);
    const table = tableOf("condition", ["Patient,Code,Text"], { code: "Code", codeText: "Text" });
    const run = async (...eyes: string[]) => {
      const lines = eyes.map((eye) => `17,H25.9,Cataract ${eye} eye`);
      const settings = { ...table.table, codeSystem: "ICD-10" };
      return countsOf(
        await runTable(caller, { ...table, table: settings, lines: [...table.lines, ...lines] }),
      );
    };
    expect(await run("right")).toMatchObject([{ imported: 1 }]);
    expect(await run("left")).toMatchObject([{ imported: 1, present: 0 }]);
    expect(await run("left", "right", "LEFT")).toMatchObject([{ imported: 0, present: 2, repeated: 1 }]);
  });

  it.each([
    ["allergy", "Text,Note", ["Latex,since work", "latex,since work", "Latex,at home"]],
    ["condition", "Text,Since", ["Asthma,2.2.2001", "Asthma,2.2.2001", "Asthma,3.2.2001"]],
    [
      "medication",
      "Text,Note",
      ["Metoprolol 47.5 mg,evening", "Metoprolol 47.5 mg,evening", "Metoprolol 95 mg,evening"],
    ],
    ["immunization", "Text,Day,Lot", ["Tdap,4.5.2019,AC52", "Tdap,4.5.2019,AC52", "Tdap,4.5.2019,AC53"]],
    [
      "observation",
      "Text,Day,Value",
      ["Ferritin,9.1.2023,35", "Ferritin,9.1.2023,35", "Ferritin,9.1.2023,36"],
    ],
    [
      "encounter",
      "Text,Start,End",
      [
        "Fever,8.3.2022 9:00,8.3.2022 9:20",
        "Fever,8.3.2022 9:00,8.3.2022 9:20",
        "Fever,8.3.2022 9:00,8.3.2022 9:40",
      ],
    ],
  ] as const)(
    "names the line of a row of kind %s that repeats another one, and keeps it with the rows left out",
    async (records, columns, rows) => {
      const { caller } = await practiceWithPatients(api);
      const known = {
        Text: "codeText",
        Note: "note",
        Since: "onset",
        Lot: "lotNumber",
        Value: "value",
      } as const;
      const dated = { immunization: "occurred", observation: "effectiveAt" } as const;
      const fieldOf = (column: string) => {
        if (column === "Day") return records === "immunization" ? dated.immunization : dated.observation;
        if (column === "Start") return "startsAt";
        return column === "End" ? "endsAt" : Object(known)[column];
      };
      const mapping = Object.fromEntries(columns.split(",").map((column) => [fieldOf(column), column]));
      const table = tableOf(records, [`Patient,${columns}`, ...rows.map((row) => `17,${row}`)], mapping);
      const { checked } = await checkTable(caller, table);
      const column = null;
      const warnings = {
        total: 1,
        first: [{ file: `${records}s.csv`, line: 3, column, message: "Repeats line 2" }],
      };
      expect(checked).toMatchObject({ invalidRows: 0, result: { warnings } });
      const done = await runTable(caller, table);
      expect(done).toMatchObject({ state: "done", result: { warnings } });
      expect(countsOf(done)).toMatchObject([{ imported: 2, repeated: 1 }]);
      const { items } = await caller.import.invalidRows({ id: done.id });
      const cells = rows[1].split(",");
      expect(
        items.map(({ cells, ...row }) => ({ ...row, cells: cells.map(({ value }) => value) })),
      ).toMatchObject([
        { line: 3, cells: ["17", ...cells], problems: [{ column, message: "Repeats line 2" }] },
      ]);
    },
  );

  it.each([
    ["condition", "H25.9,Cataract,seen in May", "H25.9,Cataract,seen in June"],
    ["allergy", "A1,Pollen,in spring", "A1,Pollen,in autumn"],
    ["medication", "M7,Insulin,before meals", "M7,Insulin,at night"],
    ["immunization", "V3,Hepatitis B,left arm", "V3,Hepatitis B,"],
    ["observation", "O5,Potassium,hemolytic", "O5,Potassium,repeated sample"],
  ] as const)(
    "imports a row of kind %s of a later file that differs from a record in a cell, and the same file once",
    async (records, one, other) => {
      const { caller, jane } = await practiceWithPatients(api);
      const dated = {
        allergy: "onset",
        condition: "onset",
        medication: "from",
        immunization: "occurred",
        observation: "effectiveAt",
      } as const;
      const table = tableOf(records, ["Patient,Code,Text,Note,Day,Value"], {
        code: "Code",
        codeText: "Text",
        note: "Note",
        [dated[records]]: "Day",
        ...(records === "observation" && { value: "Value" }),
      });
      const settings = { ...table.table, codeSystem: "https://example.org/codes" };
      const run = async (...rows: string[]) => {
        const lines = rows.map((row) => `17,${row},6.7.2023,${records === "observation" ? "4.1" : ""}`);
        return countsOf(
          await runTable(caller, { ...table, table: settings, lines: [...table.lines, ...lines] }),
        );
      };
      expect(await run(one)).toMatchObject([{ imported: 1, present: 0 }]);
      expect(await run(other)).toMatchObject([{ imported: 1, present: 0 }]);
      for (const again of [one, other]) expect(await run(again)).toMatchObject([{ imported: 0, present: 1 }]);
      expect(await run(other, one, other)).toMatchObject([{ imported: 0, present: 2, repeated: 1 }]);
      expect((await caller[records].list({ patientId: jane.id })).items).toHaveLength(2);
    },
  );

  it("tells in its check what the patients have already, by words or code, and imports it all the same", async () => {
    const { caller, jane, john } = await practiceWithPatients(api);
    const patientId = jane.id;
    await caller.allergy.create({ patientId, substance: { text: "PENICILLIN" } });
    await caller.allergy.create({ patientId, substance: { text: "Latex" }, clinicalStatus: "resolved" });
    const code = (system: string, digits: string) => ({ system, code: digits, display: "As it was" });
    await caller.medication.create({
      patientId,
      kind: "statement",
      drug: {
        text: "ACE inhibitor",
        coding: code("http://www.nlm.nih.gov/research/umls/rxnorm", "314076"),
      },
    });
    await caller.immunization.create({
      patientId: john.id,
      vaccine: { text: "Tetanus" },
      occurred: "2015-01",
    });
    const of = ({ lines: [heading = ""], ...table }: Table, ...lines: string[]) => ({
      ...table,
      lines: [heading, ...lines],
    });
    const warned = ({ result }: Pick<ImportUpload, "result">) => [
      result?.warnings.total,
      ...(result?.warnings.first ?? []).map(({ line, column, message }) => `${line} ${column}: ${message}`),
    ];
    const allergies = of(
      tables.allergy,
      "17,penicillin ,,,,,",
      "17,Latex,,,,,",
      "18,Penicillin,,,,,",
      "17,Nuts,,,,,",
      "17,Nuts,,,,,2019",
    );
    const { checked } = await checkTable(caller, allergies);
    expect(warned(checked)).toEqual([1, "2 Code: The patient has this already"]);
    const done = await runTable(caller, allergies);
    expect(warned(done)).toEqual(warned(checked));
    expect(countsOf(done)).toMatchObject([{ imported: 5 }]);
    expect(warned(await runTable(caller, allergies))).toEqual([0]);
    const drugs = of(tables.medication, "17,Lisinopril,314076,1.2.2020,,", "17,Lisinopril,,,,");
    expect(warned(await runTable(caller, drugs))).toEqual([1, "2 RxNorm: The patient has this already"]);
    // No warning for an ended course, or for John's drug.
    const harmful = of(
      tables.medication,
      "17,Amoxicillin 500 mg,,1.3.2020,,",
      "17,Amoxicillin,,1.3.2020,7.3.2020,",
      "18,Metformin,,1.3.2020,,",
    );
    expect(warned(await runTable(caller, harmful))).toEqual([
      1,
      "2 RxNorm: The patient has an allergy to this",
    ]);
    // Nor for an allergy to a drug that John took.
    const late = of(tables.allergy, "17,ACE inhibitors,,,,,", "18,Zestril,,,,,", "17,Grass,,,,,");
    expect(warned(await runTable(caller, late))).toEqual([
      1,
      "2 Code: The patient takes a drug to which this is an allergy",
    ]);
    const vaccines = of(tables.immunization, "18,tetanus,,01.2015,,", "18,Tetanus,,2.2015,,");
    expect(warned(await runTable(caller, vaccines))).toEqual([1, "2 CVX: The patient has this already"]);
  });

  it("tells what is wrong by line and column", async () => {
    const one = await practiceWithPatients(api);
    const wrong = ({ caller }: Pick<Practice, "caller">, table: Table, line: string) =>
      problemsOf(caller, { ...table, lines: [table.lines[0] ?? "", line] });
    expect(await wrong(one, tables.allergy, "17,,12,,,,")).toEqual(["2 Code: Name the system of the code"]);
    expect(await wrong(one, tables.medication, "17,Aspirin,,32.1.2020,,")).toEqual([
      "2 From: Not a valid date, read as DD.MM.YYYY",
    ]);
    expect(await wrong(one, tables.immunization, "17,Tetanus,,,,")).toEqual(["2 Date: Required"]);
    const other = await practiceWithPatients(api);
    expect(await wrong(other, tables.encounter, "1,99,ambulatory,1.1.2024,,")).toEqual([
      "2 Patient: There is no such patient",
    ]);
    const lacking = { ...tables.encounter, table: { mapping: { patient: "Patient" } } };
    expect(await failureOf(checkTable(other.caller, lacking))).toMatchObject({ code: "INVALID_INPUT" });
  });
});
