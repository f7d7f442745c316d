import type { Doctor } from "@caretype/client";
import { doctorFields } from "../../../records/doctor/field-views.ts";
import type { Fact } from "../../../records/history/facts.ts";
import { viewsOf } from "../../../records/record/field-view.ts";
import { factsOf } from "../../../records/record/values.ts";

/** The label of each code. */
export type SpecializationLabels = ReadonlyMap<string, string>;

/** The facts of a doctor. Older versions contain only the code of a specialization. */
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

/** Collects labels of codes from records that have both. */
export const labelsIn = (records: readonly (Coded | null)[]): SpecializationLabels =>
  new Map(
    records.flatMap((record) =>
      record?.specialization && record.specializationLabel
        ? [[record.specialization, record.specializationLabel]]
        : [],
    ),
  );
