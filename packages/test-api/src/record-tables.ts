import { checkTable, runTable, type Table } from "@caretype/import/test/uploads";
import type { createTestApi } from "./support.ts";

// Tables of clinical records, and a practice with patients for them.

type Api = Awaited<ReturnType<typeof createTestApi>>;
export type Caller = Awaited<ReturnType<Api["signUp"]>>["caller"];

export const header = "No,Patient,Born,Visit,Code,System,Test,Kind,Day,Time,Result,Unit,Low,High,Flag,Remark";

/** A table of observations, with all columns. */
export const observations = (lines: string[], changes: Partial<Table["table"]> = {}): Table => ({
  records: "observation",
  lines: [header, ...lines],
  table: {
    mapping: {
      patient: "Patient",
      patientDateOfBirth: "Born",
      encounter: "Visit",
      code: "Code",
      codeSystem: "System",
      codeText: "Test",
      category: "Kind",
      effectiveAt: "Day",
      effectiveTime: "Time",
      value: "Result",
      unit: "Unit",
      referenceLow: "Low",
      referenceHigh: "High",
      interpretation: "Flag",
      note: "Remark",
    },
    dateFormat: "DD.MM.YYYY",
    identifier: { column: "No", system: "Old Lab" },
    peopleSystem: "Old Practice",
    ...changes,
  },
});

export const conditions = (lines: string[]): Table => ({
  records: "condition",
  lines: ["Patient,Visit,Code,System,Diagnosis,Since,Until,State,How bad,Written", ...lines],
  table: {
    mapping: {
      patient: "Patient",
      encounter: "Visit",
      code: "Code",
      codeSystem: "System",
      codeText: "Diagnosis",
      onset: "Since",
      abatement: "Until",
      clinicalStatus: "State",
      severity: "How bad",
      recordedAt: "Written",
    },
    dateFormat: "DD.MM.YYYY",
    peopleSystem: "Old Practice",
  },
});

/** A practice with two imported patients, and an encounter of the first. */
export async function practiceWithPatients(api: Api) {
  const owner = await api.signUp();
  const { caller } = owner;
  await caller.practice.update({ timeZone: "Europe/Berlin", expectedVersion: "any" });
  await runTable(caller, {
    records: "patient",
    lines: ["No,Name,Sex,Born", "17,Jane Roe,f,03.02.1980", "18,John Doe,m,"],
    table: {
      mapping: { name: "Name", gender: "Sex", dateOfBirth: "Born" },
      dateFormat: "DD.MM.YYYY",
      identifier: { column: "No", system: "Old Practice" },
    },
  });
  const [jane] = (await caller.patient.list({ q: "Jane Roe" })).items;
  const [john] = (await caller.patient.list({ q: "John Doe" })).items;
  if (!jane || !john) throw new Error("no patients");
  const encounter = await caller.encounter.create({
    patientId: jane.id,
    status: "finished",
    startedAt: "2024-07-01T07:00:00Z",
    endedAt: "2024-07-01T08:00:00Z",
  });
  return { owner, caller, jane, john, encounter };
}

export type Practice = Awaited<ReturnType<typeof practiceWithPatients>>;

export async function problemsOf(caller: Caller, table: Table) {
  const { checked } = await checkTable(caller, table);
  return checked.problems?.first.map(({ line, column, message }) => `${line} ${column}: ${message}`);
}

/** The counts of the only kind in a result. */
export const countsOf = ({ result }: Pick<Awaited<ReturnType<typeof runTable>>, "result">) =>
  result?.clinicalRecords;

/** The numbers of a patient's observations, oldest first. */
export async function numbersOf({ caller, jane }: Pick<Practice, "caller" | "jane">) {
  const { items } = await caller.observation.list({ patientId: jane.id });
  const shown = items.map(({ value, components }) =>
    [value, ...components.map((part) => part.value)]
      .flatMap((one) => (one?.kind === "quantity" ? one.number : []))
      .join("/"),
  );
  return shown.toSorted();
}
