import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { isBefore, today } from "@caretype/core/kernel/field/day";
import type { MedicationId } from "@caretype/core/kernel/field/ids";
import type { ChangeContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Change } from "@caretype/core/mechanisms/record/record-queries";
import { lockPatient } from "@caretype/core/people/patient/queries";
import { type Database, prepared } from "@caretype/db";
import { allergy, medication } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { activeAllergies } from "../allergy/queries.ts";
import { isNotOver } from "../clinical/practice-day.ts";
import type { Concept } from "../clinical/schema.ts";
import { isShown } from "../clinical/shown.ts";
import { lookUpCode } from "../codes/queries.ts";
import { isDangerous, isSameDrug, type Named, namedBy } from "./drug-words.ts";
import { medicationChanges, medications, newMedication } from "./queries.ts";
import type {
  AddMedication,
  ChangeMedication,
  DrugWarning,
  Medication,
  OnWarnings,
  WarnedMedication,
} from "./schema.ts";

/** More than any patient has. */
const most = 500;

const theirAllergies = prepared(["practiceId", "patientId"], (db) =>
  db
    .select({ id: allergy.id, concept: allergy.substance })
    .from(allergy)
    .where(
      sql`${allergy.practiceId} = ${sql.placeholder("practiceId")} and ${allergy.patientId} = ${sql.placeholder("patientId")}
        and ${activeAllergies} and ${allergy.errorReason} is null`,
    )
    .limit(most),
);

const theirDrugs = prepared(["practiceId", "accountId", "patientId"], (db) =>
  db
    .select({ id: medication.id, concept: medication.drug })
    .from(medication)
    .where(
      sql`${medication.practiceId} = ${sql.placeholder("practiceId")} and ${medication.patientId} = ${sql.placeholder("patientId")}
        and ${medication.status} = 'active' and ${medication.errorReason} is null
        and ${isNotOver(medication.until, sql.placeholder("practiceId"))}
        and ${isShown(medication, sql.placeholder("patientId"))}`,
    )
    .limit(most),
);

/** Includes the terms of the practice's terminologies, such as the substances of a brand in RxNorm. */
async function nameIn(db: Database, scope: Scope, concept: Concept): Promise<Named> {
  const entry = concept.coding && (await lookUpCode(db, scope, { ...concept.coding, version: undefined }));
  return namedBy(concept, entry ? [entry.display, ...entry.synonyms] : []);
}

type Given = Pick<Medication, "patientId" | "drug" | "status"> & {
  id?: MedicationId;
  until?: string | null | undefined;
};

/** Finds the warnings for a drug. A drug that is no longer taken has none. */
async function findWarnings(db: Database, scope: Scope, given: Given): Promise<DrugWarning[]> {
  const { patientId, drug, status, until } = given;
  if (status !== "active" || (until && isBefore(until, today(scope.timeZone)))) return [];
  const { practiceId, accountId } = scope;
  const [allergies, drugs] = await Promise.all([
    theirAllergies(db).execute({ practiceId, patientId }),
    theirDrugs(db).execute({ practiceId, accountId, patientId }),
  ]);
  const known = [
    ...allergies.map((each) => ({ kind: "allergy" as const, ...each })),
    ...drugs.filter(({ id }) => id !== given.id).map((each) => ({ kind: "medication" as const, ...each })),
  ];
  if (known.length === 0) return [];
  const named = await nameIn(db, scope, drug);
  const names = await Promise.all(known.map(({ concept }) => nameIn(db, scope, concept)));
  return known.flatMap(({ kind, id, concept }, at) => {
    const other = names[at];
    const speaksAgainst = kind === "allergy" ? isDangerous : isSameDrug;
    return other && speaksAgainst(named, other) ? [{ kind, id, label: concept.text }] : [];
  });
}

type Asked = { onWarnings: OnWarnings; overrideReason?: string | null | undefined };

function refuseIfAsked({ onWarnings, overrideReason }: Asked, warnings: DrugWarning[]): void {
  if (onWarnings === "refuse" && !overrideReason && warnings.length > 0)
    throw new DomainError("DRUG_WARNING", { blockedBy: warnings });
}

type New = Omit<AddMedication, "onDuplicates" | "onWarnings"> & { warnings: DrugWarning[] };

/** Throws `DRUG_WARNING` and `DUPLICATE_RECORD` if asked to. Blocks new allergies until the drug is committed. */
export async function requireHarmless(
  db: Database,
  scope: Scope,
  { onWarnings, ...input }: AddMedication,
): Promise<New> {
  if (onWarnings === "refuse") await lockPatient(db, scope, input.patientId);
  const warnings = await findWarnings(db, scope, input);
  refuseIfAsked({ ...input, onWarnings }, warnings);
  return { ...(await newMedication(db, scope, input)), warnings };
}

type Fields = Omit<ChangeMedication, "id" | "expectedVersion">;

export const warnedChanges = {
  ...medicationChanges,

  async create(db: Database, scope: Scope, { warnings, ...input }: New): Promise<WarnedMedication> {
    return { ...(await medicationChanges.create(db, scope, input)), warnings };
  },

  /** Warns if the drug is replaced by another, or is taken again. Throws `DRUG_WARNING` if asked to. */
  async update(
    context: ChangeContext,
    change: Change<MedicationId>,
    { onWarnings, ...fields }: Fields,
  ): Promise<WarnedMedication> {
    const { db, scope } = context;
    const { drug, status, until } = fields;
    const mayHarm = drug !== undefined || status === "active" || until !== undefined;
    const current = mayHarm ? await medications.lock(db, scope, change) : undefined;
    const sent = { ...(drug && { drug }), ...(status && { status }), ...(until !== undefined && { until }) };
    const warnings = current ? await findWarnings(db, scope, { ...current, ...sent }) : [];
    refuseIfAsked({ ...fields, onWarnings }, warnings);
    return { ...(await medicationChanges.update(context, change, fields)), warnings };
  },
};
