import { z } from "zod";
import { SavedViewId } from "../../kernel/field/ids.ts";
import { namedObject } from "../../kernel/field/named-object.ts";
import { comparedLine, ExpectedVersion, Sort, stamps } from "../../kernel/field/schemas.ts";
import { oldest } from "../patient/rules.ts";
import { ListPatients } from "../patient/schema.ts";

const { gender, doctorId, minAge, maxAge } = ListPatients.unwrap().shape;

/**
 * Parts of the list's input that no view contains. A search is often for a name, which an erasure would miss here.
 */
export const notSaved = ["limit", "cursor", "q", "dateOrder"] as const;

export const PatientViewFilters = z
  .strictObject({
    sort: Sort.optional(),
    gender,
    doctorId,
    unassigned: z
      .literal(true)
      .optional()
      .describe("Only patients without a doctor. Cannot be combined with `doctorId`."),
    minAge,
    maxAge,
  })
  .refine(({ minAge: from = 0, maxAge: to = oldest }) => from <= to, {
    error: "Has to be no greater than `maxAge`",
    path: ["minAge"],
  })
  .describe("The filters and the order of the list of patients.")
  .meta({ id: "PatientViewFilters" });

const NewFilters = PatientViewFilters.refine(
  ({ unassigned, doctorId: of }) => unassigned === undefined || of === undefined,
  { error: "Cannot be combined with `doctorId`", path: ["unassigned"] },
);

export const SavedView = namedObject(
  "SavedView",
  "Filters of a list under a name, which the practice shares.",
  {
    id: SavedViewId,
    name: z.string().describe("Unique among the views of a page in the practice, ignoring case."),
    page: z.literal("patients").describe("The list that the view filters."),
    filters: PatientViewFilters.describe("The filters and the order of the list."),
    ...stamps,
  },
);
export type SavedView = z.output<typeof SavedView>;

const name = comparedLine(80);

export const CreateSavedView = z.strictObject({
  name: name.describe("Unique among the views of a page in the practice, ignoring case. On one line."),
  page: z.literal("patients").default("patients").describe("The list that the view filters."),
  filters: NewFilters.describe(
    "The filters and the order of the list. Without a search text, which would often be a patient's name.",
  ),
});

export const UpdateSavedView = z.strictObject({
  id: SavedViewId,
  expectedVersion: ExpectedVersion,
  name: name
    .optional()
    .describe("Unique among the views of a page in the practice, ignoring case. On one line."),
  filters: NewFilters.optional().describe("The filters and the order of the list. Replaces all filters."),
});
