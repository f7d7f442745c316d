import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { formatInteger } from "../markdown.ts";
import { type Disturbance, startCommand } from "./disturbance.ts";

/** Imports a new generated export each time. */
export function importDisturbance(environment: BenchEnvironment, patients: number): Disturbance {
  let exports = 0;
  return {
    name: `an import of ${formatInteger(patients)} patients`,
    rows: patients + encountersOf(patients),
    async start() {
      exports += 1;
      const folder = join(environment.database.directory, `synthea-${exports}`);
      writeSyntheaExport(folder, { patients, seed: exports });
      return startCommand(environment, ["import", "synthea", folder, ...accountOf(environment)]);
    },
  };
}

/** Imports a new table of observations of the first export's patients, one per patient. */
export function observationsDisturbance(environment: BenchEnvironment, count: number): Disturbance {
  let tables = 0;
  const columns = ["patient=PATIENT", "code=CODE", "effectiveAt=DATE", "value=VALUE", "unit=UNITS"];
  return {
    name: `an import of ${formatInteger(count)} observations`,
    rows: count,
    async start() {
      tables += 1;
      const file = join(environment.database.directory, `observations-${tables}.csv`);
      writeObservations(file, { count, seed: tables });
      return startCommand(environment, [
        "import",
        "table",
        file,
        "--records",
        "observation",
        "--columns",
        ...columns,
        "--date-format",
        "YYYY-MM-DD",
        "--people-system",
        "synthea",
        ...accountOf(environment),
      ]);
    },
  };
}

/** Undoes the newest import that is not yet undone. */
export function undoDisturbance(environment: BenchEnvironment): Disturbance {
  return {
    name: "the undo of an import",
    async start() {
      const [newest] = await environment.sql<{ id: string }[]>`
        select id from import_batch where undone_at is null order by id desc limit 1`;
      if (!newest) throw new Error("There is no import to undo.");
      return startCommand(environment, ["import", "undo", newest.id, ...accountOf(environment)]);
    },
  };
}

const accountOf = ({ account }: BenchEnvironment) => ["--account", account.email];

// Only the columns of Synthea's that the import reads.

const providers = 100;
const patientsPerEncounter = 5;

const encountersOf = (patients: number) => Math.floor(patients / patientsPerEncounter);

/** Maps numbers to distinct numbers in no apparent order. */
const scattered = (number: number) => Math.imul(number + 1, 2_654_435_761) >>> 0;

// Dates of birth and names are spread widely. Otherwise each person would be compared with many possible duplicates,
// unlike real people. Everyone is born by 1995, before their observations.
const bornOn = (person: number) =>
  new Date(Date.UTC(1930, 0, 1 + (scattered(person) % 24_000))).toISOString().slice(0, 10);
const lastNameOf = (person: number) => `L${scattered(person).toString(36)}`;

/** Writes a folder in Synthea's format. Another seed gives other people. */
function writeSyntheaExport(folder: string, { patients, seed }: { patients: number; seed: number }): void {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, columns: string, rows: string[]) =>
    writeFileSync(join(folder, file), `${[columns, ...rows].join("\n")}\n`);
  const range = (count: number) => Array.from({ length: count }, (_, number) => number);
  const idOf = (kind: string, number: number) => `${kind}-${seed}-${number}`;
  const place = (number: number) => `${number} Mill Lane,Springfield,Massachusetts,01101`;
  write(
    "patients.csv",
    "Id,BIRTHDATE,PREFIX,FIRST,LAST,SUFFIX,GENDER,ADDRESS,CITY,STATE,ZIP",
    range(patients).map((number) => {
      const person = seed * patients + number;
      const gender = number % 2 === 0 ? "F" : "M";
      return `${idOf("patient", number)},${bornOn(person)},Ms.,Ada${person},${lastNameOf(person)},,${gender},${place(number)}`;
    }),
  );
  write(
    "providers.csv",
    "Id,ORGANIZATION,NAME,GENDER,SPECIALITY,ADDRESS,CITY,STATE,ZIP",
    range(providers).map(
      (number) => `${idOf("provider", number)},none,Sam Okafor${number},F,GENERAL PRACTICE,${place(number)}`,
    ),
  );
  write(
    "encounters.csv",
    "START,PATIENT,PROVIDER,DESCRIPTION,REASONDESCRIPTION",
    range(encountersOf(patients)).map((number) => {
      const [patient, provider] = [idOf("patient", number), idOf("provider", number % providers)];
      return `2024-05-0${1 + (number % 9)}T10:00:00Z,${patient},${provider},Check-up,Asthma`;
    }),
  );
}

const rowsPerPatient = 20;
const measured = [
  ["29463-7", "kg"],
  ["8302-2", "cm"],
  ["8867-4", "/min"],
  ["2345-7", "mg/dL"],
] as const;

/** Writes a table of observations of the first export's patients. Another seed gives other days. */
function writeObservations(file: string, { count, seed }: { count: number; seed: number }): void {
  const rows = Array.from({ length: count }, (_, number) => {
    const [code, unit] = measured[number % measured.length] ?? measured[0];
    const day = new Date(Date.UTC(2000 + seed, 0, 1 + (number % rowsPerPatient))).toISOString().slice(0, 10);
    return `patient-1-${Math.floor(number / rowsPerPatient)},${code},${day} 10:00,${60 + (number % 40)}.5,${unit}`;
  });
  writeFileSync(file, `${["PATIENT,CODE,DATE,VALUE,UNITS", ...rows].join("\n")}\n`);
}
