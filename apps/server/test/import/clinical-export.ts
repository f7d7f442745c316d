import { folderWith, smallExport } from "./support.ts";

const encounters =
  "Id,START,STOP,PATIENT,PROVIDER,ENCOUNTERCLASS,CODE,DESCRIPTION,REASONCODE,REASONDESCRIPTION";

/** A small export with a record of each kind, and both rows of a blood pressure. */
export function clinicalExport(mark: string, more: Partial<Record<string, string[]>> = {}) {
  const [at, p1] = ["2020-01-01T10:00:00Z", `${mark}-p1`];
  const files: Record<string, string[]> = {
    ...smallExport(mark),
    "encounters.csv": [
      encounters,
      `e1,${at},2020-01-01T10:15:00Z,${p1},${mark}-d1,wellness,162673000,General examination,,`,
      `e2,2022-01-01T10:00:00Z,,${mark}-p2,${mark}-d2,EMERGENCY,50849002,Emergency,36971009,Sinusitis`,
    ],
    "conditions.csv": [
      "START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION",
      `2020-01-01,,${p1},e1,59621000,Essential hypertension`,
      `2019-05-01,2019-06-01,${p1},,195662009,Acute viral pharyngitis (disorder)`,
    ],
    "allergies.csv": [
      "START,STOP,PATIENT,ENCOUNTER,CODE,SYSTEM,DESCRIPTION,TYPE,CATEGORY,REACTION1,DESCRIPTION1,SEVERITY1,REACTION2,DESCRIPTION2,SEVERITY2",
      `2020-01-01,,${p1},e1,7982,RxNorm,Penicillin V,allergy,medication,271807003,Eruption of skin,MODERATE,,,`,
    ],
    "medications.csv": [
      "START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION,REASONCODE,REASONDESCRIPTION",
      `${at},,${p1},e1,314076,lisinopril 10 MG Oral Tablet,59621000,Essential hypertension`,
      `${at},2020-02-01T10:00:00Z,${p1},e1,849574,Naproxen sodium 220 MG Oral Tablet,,`,
    ],
    "immunizations.csv": [
      "DATE,PATIENT,ENCOUNTER,CODE,DESCRIPTION,BASE_COST",
      `${at},${p1},e1,140,Influenza  seasonal  injectable,140.52`,
    ],
    "procedures.csv": [
      "START,STOP,PATIENT,ENCOUNTER,CODE,SYSTEM,DESCRIPTION,REASONCODE,REASONDESCRIPTION",
      `${at},2020-01-01T10:10:00Z,${p1},e1,430193006,http://snomed.info/sct,Medication Reconciliation,,`,
    ],
    "careplans.csv": [
      "Id,START,STOP,PATIENT,ENCOUNTER,CODE,DESCRIPTION,REASONCODE,REASONDESCRIPTION",
      `c1,2020-01-01,2020-03-01,${p1},e1,384758001,Self-care interventions,59621000,Essential hypertension`,
    ],
    "observations.csv": [
      "DATE,PATIENT,ENCOUNTER,CATEGORY,CODE,DESCRIPTION,VALUE,UNITS,TYPE",
      `${at},${p1},e1,vital-signs,8462-4,Diastolic Blood Pressure,84.0,mm[Hg],numeric`,
      `${at},${p1},e1,vital-signs,8302-2,Body Height,170.10,cm,numeric`,
      `${at},${p1},e1,vital-signs,8480-6,Systolic Blood Pressure,131.0,mm[Hg],numeric`,
      `${at},${p1},e1,survey,72514-3,Pain severity,2.0,{score},numeric`,
      `${at},${p1},e1,survey,63512-8,Family members,3,{#},numeric`,
      `${at},${p1},,,QALY,QALY,8.0,a,numeric`,
      `${at},${p1},e1,laboratory,5803-2,pH of Urine,Negative,mmol/L,numeric`,
      `${at},${p1},,,69453-9,Cause of Death,Natural,null,text`,
      `${at},${p1},e1,vital-signs,8480-6,Systolic Blood Pressure,128,mm[Hg],numeric`,
    ],
  };
  for (const [file, lines = []] of Object.entries(more)) files[file] = [...(files[file] ?? []), ...lines];
  return folderWith(
    Object.fromEntries(Object.entries(files).map(([name, lines]) => [name, `${lines.join("\n")}\n`])),
  );
}
