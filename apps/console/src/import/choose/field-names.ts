import type { TableField } from "@caretype/api/import/table/schema";
import { doctorFields } from "../../doctor/field-views.ts";
import { patientFields } from "../../patient/field-views.ts";
import type { FieldView } from "../../record/field-view.ts";
import { importChooseTexts } from "../../texts/import-choose.ts";

/** Names of a field here and in other programs. */
type FieldNames = Pick<FieldView<never>, "label" | "columnLabel" | "headings">;

export const fieldNames: Record<TableField, FieldNames> = {
  name: {
    label: importChooseTexts.table.fullName,
    headings: ["fullname", "patient", "patientname", "doctor", "doctorname"],
  },
  ...doctorFields,
  ...patientFields,
};

export const columnLabelOf = (field: TableField): string => {
  const { label, columnLabel = label } = fieldNames[field];
  return columnLabel;
};
