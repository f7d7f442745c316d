import type { Database } from "@caretype/db";
import { z } from "zod";
import { ofPatient } from "../../kernel/audit-log/description.ts";
import { PatientId } from "../../kernel/field/ids.ts";
import { PageInput, pageOf } from "../../kernel/field/schemas.ts";
import type { Permission } from "../../kernel/permissions/permissions.ts";
import { protectedProcedure } from "../../kernel/procedure/builder.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import type { ListedRow, ListInput } from "../../mechanisms/record/list-record.ts";
import { pageOfPatient } from "./queries.ts";

type Page<Row> = { items: Row[]; nextCursor: string | null };
type Named<Row> = Row & { patientName: string };

type Records<Row extends ListedRow> = {
  says: { many: string };
  path: `/${string}`;
  permissions: { read: Permission };
  schema: z.ZodObject & z.ZodType<Row, Row>;
  list(db: Database, scope: Scope, input: ListInput): Promise<Page<Row>>;
};

/**
 * Lists rows about all patients or about one, with the patients' names. Replaces the `list` of `listProcedures`.
 * @public
 */
export function listOfPatients<Row extends ListedRow>({
  says: { many },
  path,
  permissions,
  schema,
  list,
}: Records<Row>) {
  const listed = schema
    .extend({ patientName: z.string().describe("The patient's current name.") })
    .meta({ id: `Listed${schema.meta()?.id}`, description: "With the patient's name." });
  // zod cannot type the fields of a generic schema.
  const page = pageOf(listed) as unknown as z.ZodType<Page<Named<Row>>>;
  return (
    protectedProcedure(permissions.read, {
      describes: ofPatient(`Listed ${many}`),
      errors: ["PATIENT_NOT_FOUND"],
    })
      .rest(`GET ${path}`, `List the practice's ${many}, newest first`, {
        also: [`GET /patients/{patientId}${path}`],
      })
      .input(
        z
          .strictObject({
            patientId: PatientId.optional().describe("Only those of this patient."),
            ...PageInput.shape,
          })
          .prefault({}),
      )
      .output(page)
      // Reads names only for tables with patients.
      .query(({ ctx, input }) =>
        pageOfPatient(ctx, input, list as (...of: Parameters<typeof list>) => Promise<Page<Named<Row>>>),
      )
  );
}
