import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { syntheaColumns } from "@caretype/api";

// Of the columns that Synthea writes, those that are read.

const providers = 100;
const patientsPerEncounter = 5;

/** A number for a number, without any order: of those in a row each is another one. */
const scattered = (number: number) => Math.imul(number + 1, 2_654_435_761) >>> 0;

// Born on all days, and of names that are not alike: were few days or names there, everybody would be compared with a
// great part of all others as a possible duplicate, which of true people nobody is.
const bornOn = (person: number) =>
  new Date(Date.UTC(1930, 0, 1 + (scattered(person) % 30_000))).toISOString().slice(0, 10);
const lastNameOf = (person: number) => `L${scattered(person).toString(36)}`;

/** A folder as Synthea exports one. Another seed gives other people. */
export function writeSyntheaExport(
  folder: string,
  { patients, seed }: { patients: number; seed: number },
): void {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, columns: readonly string[], rows: string[]) =>
    writeFileSync(join(folder, file), `${[columns.join(","), ...rows].join("\n")}\n`);
  const range = (count: number) => Array.from({ length: count }, (_, number) => number);
  const idOf = (kind: string, number: number) => `${kind}-${seed}-${number}`;
  const place = (number: number) => `${number} Mill Lane,Springfield,Massachusetts,01101`;
  write(
    "patients.csv",
    syntheaColumns["patients.csv"].required,
    range(patients).map((number) => {
      const person = seed * patients + number;
      const gender = number % 2 === 0 ? "F" : "M";
      return `${idOf("patient", number)},${bornOn(person)},Ms.,Ada${person},${lastNameOf(person)},,${gender},${place(number)}`;
    }),
  );
  write(
    "providers.csv",
    syntheaColumns["providers.csv"].required,
    range(providers).map(
      (number) => `${idOf("provider", number)},none,Sam Okafor${number},F,GENERAL PRACTICE,${place(number)}`,
    ),
  );
  write(
    "encounters.csv",
    syntheaColumns["encounters.csv"].required,
    range(Math.floor(patients / patientsPerEncounter)).map((number) => {
      const [patient, provider] = [idOf("patient", number), idOf("provider", number % providers)];
      return `2024-05-0${1 + (number % 9)}T10:00:00Z,${patient},${provider},Check-up,Asthma`;
    }),
  );
}
