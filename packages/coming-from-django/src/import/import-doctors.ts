import type { DoctorId } from "@caretype/core/kernel/field/ids";
import type { newDoctorRow } from "@caretype/core/people/doctor/queries";
import { doctor, doctorExternalId } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import {
  type DjangoContext,
  importPeople,
  isProblem,
  type Made,
  type Owner,
  ownerOf,
  type Valid,
} from "./context.ts";
import { type Cells, doctorOf, type FieldProblem } from "./rows.ts";

type Row = ReturnType<typeof newDoctorRow>;
type Unique = Pick<Row, "licenseNumber" | "email">;

/** The directory's doctors by licence number and by email address, in lower case. */
type Directory = Map<string, { id: DoctorId; name: string }>;

/** Adds the missing doctors to the directory, which all practices share. */
export const importDoctors = (context: DjangoContext): Promise<void> =>
  importPeople(context, {
    kind: "doctor",
    order: ["id"],
    parse: doctorOf,
    ownerOf: ownerOfDoctor,
    insert: insertNew,
  });

/** All accounts see the directory, so a doctor without an owner may have any owner. */
function ownerOfDoctor(context: DjangoContext, cells: Cells): Owner | FieldProblem {
  const owner = ownerOf(context, cells);
  if (!isProblem(owner)) return owner;
  const message = "No user was imported who could have created it";
  return context.owners.values().next().value ?? { ...owner, message };
}

async function insertNew(context: DjangoContext, fresh: readonly Valid<Row>[]): Promise<void> {
  const { report, batches } = context;
  const directory = await directoryWith(context, fresh);
  const created: Made[] = [];
  for (const each of fresh) {
    const found = matchIn(directory, each.row);
    if ("message" in found) report.refuse("doctor", each.id, [found]);
    else if (found.id) {
      await recordDoctor(context, each.id, found.id);
      report.count("doctor", "joined");
    } else created.push({ owner: each.owner, id: await insertDoctor(context, each, directory) });
  }
  await batches.add("doctor", created);
  report.count("doctor", "imported", created.length);
}

const keysOf = ({ licenseNumber, email }: Unique) => ({
  license: licenseNumber ? `license ${licenseNumber.toLowerCase()}` : "",
  email: email ? `email ${email.toLowerCase()}` : "",
});

async function directoryWith({ db }: DjangoContext, fresh: readonly Valid<Row>[]): Promise<Directory> {
  const textsOf = (key: keyof Unique) => fresh.flatMap(({ row }) => row[key]?.toLowerCase() ?? []);
  const listed = (texts: string[]) =>
    sql`array(select lower(text) from unnest(${sql.param(texts)}::text[]) as text)`;
  const { id, name, licenseNumber, email } = doctor;
  const found = await db
    .select({ id, name, licenseNumber, email })
    .from(doctor)
    .where(
      sql`lower(${licenseNumber}) = any(${listed(textsOf("licenseNumber"))}) or lower(${email}) = any(${listed(textsOf("email"))})`,
    );
  const directory: Directory = new Map();
  for (const each of found) note(directory, each);
  return directory;
}

function note(directory: Directory, { id, name, ...unique }: Unique & Pick<Row, "id" | "name">) {
  for (const key of Object.values(keysOf(unique))) if (key !== "") directory.set(key, { id, name });
}

type Match = { id: DoctorId | null } | { field: string; message: string };

/** The same licence number and name mean the same doctor. Anything less is uncertain. */
function matchIn(directory: Directory, row: Row): Match {
  const { license, email } = keysOf(row);
  const licensed = directory.get(license);
  const addressed = directory.get(email);
  const name = row.name.toLowerCase();
  if (licensed?.name.toLowerCase() === name && (!addressed || addressed.id === licensed.id))
    return { id: licensed.id };
  if (licensed)
    return { field: "licenseNumber", message: "Another doctor in the directory has this licence number" };
  if (addressed) return { field: "email", message: "Another doctor in the directory has this email address" };
  return { id: null };
}

async function insertDoctor(
  context: DjangoContext,
  { id, row }: Valid<Row>,
  directory: Directory,
): Promise<DoctorId> {
  await context.db.insert(doctor).values(row);
  await recordDoctor(context, id, row.id);
  note(directory, row);
  return row.id;
}

async function recordDoctor({ db, system }: DjangoContext, value: string, doctorId: DoctorId): Promise<void> {
  await db.insert(doctorExternalId).values({ system, value, doctorId });
}
