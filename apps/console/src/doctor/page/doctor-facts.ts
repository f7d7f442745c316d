import type { Doctor } from "@caretype/client";
import type { Fact } from "../../history/facts.ts";
import { viewsOf } from "../../record/field-view.ts";
import { factsOf } from "../../record/values.ts";
import { doctorFields } from "../field-views.ts";

/** What each code means. */
export type SpecializationLabels = ReadonlyMap<string, string>;

/** What a doctor's record says. Of what a specialization was before a change only the code is known. */
export const doctorFacts = (labels: SpecializationLabels): readonly Fact<Doctor>[] =>
  factsOf(viewsOf(doctorFields)).map((fact) => ({
    ...fact,
    text: ({ specialization, ...doctor }) =>
      fact.text({
        ...doctor,
        ...(specialization != null && {
          specialization,
          specializationLabel: labels.get(specialization) ?? specialization,
        }),
      }),
  }));

type Coded = Pick<Doctor, "specialization" | "specializationLabel">;

/** What is known of codes from the records that have them. */
export const labelsIn = (records: readonly (Coded | null)[]): SpecializationLabels =>
  new Map(
    records.flatMap((record) =>
      record?.specialization && record.specializationLabel
        ? [[record.specialization, record.specializationLabel]]
        : [],
    ),
  );
