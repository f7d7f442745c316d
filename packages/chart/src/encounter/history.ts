import { EncounterId } from "@caretype/core/kernel/field/ids";
import { selectVersions, type VersionRow } from "@caretype/core/mechanisms/history/queries";
import { type ReadableKind, unstamped } from "@caretype/core/mechanisms/history/record-kind";
import { schema } from "@caretype/db";
import { sql } from "drizzle-orm";
import { clinicalTable, shownRecord, timelineTexts, wordsIn } from "../clinical/clinical-record.ts";
import { encounterColumns, namesOfVersion } from "./queries.ts";
import { Encounter } from "./schema.ts";

const versioned = clinicalTable(schema.encounter);
const content = Encounter.omit({ ...unstamped, patientName: true, doctorName: true });

timelineTexts.set("encounter", { title: sql`coalesce(${wordsIn("reason")}, class)`, text: sql`status` });

type Names = { patientName: string | null; doctorName: string | null };
type EncounterVersion = VersionRow & { record: Omit<Encounter, keyof Names>; names: Names };

/** Shows current names. Each step has its own procedure, so versions cannot be reverted. */
export const encounterKind: ReadableKind<
  EncounterVersion,
  typeof Encounter._output,
  typeof content._output,
  "ENCOUNTER_NOT_FOUND"
> = {
  ...versioned,
  type: "encounter",
  reads: "clinical:read",
  called: "an encounter",
  restBase: "/encounters",
  id: EncounterId,
  notFound: "ENCOUNTER_NOT_FOUND",
  record: Encounter,
  content,
  shownTo: shownRecord({ ...versioned, type: "encounter", notFound: "ENCOUNTER_NOT_FOUND" }),
  select: selectVersions(versioned, encounterColumns, { record: encounterColumns, names: namesOfVersion }),
  toRecord: ({ record, names: { patientName, doctorName } }) =>
    patientName === null ? null : { ...record, patientName, doctorName },
  relatedIds: ({ isThere, record: { patientId, doctorId } }) =>
    isThere ? [patientId, ...(doctorId ? [doctorId] : [])] : [],
};
