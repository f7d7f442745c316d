import { patientFields } from "../../../records/patient/field-views.ts";
import { texts as patientTexts } from "../../../records/patient/texts.en.ts";
import { commonTexts } from "../../../words/common/common.ts";
import type { ColumnName } from "./display.ts";
import { columns as texts } from "./texts.en.ts";

export const columnLabels: Record<ColumnName, string> = {
  born: texts.born,
  gender: patientFields.gender.label,
  phone: patientFields.phoneNumber.label,
  email: patientFields.email.label,
  address: patientFields.address.label,
  language: patientFields.preferredLanguage.label,
  doctor: commonTexts.doctor,
  visit: texts.nextVisit,
  added: patientTexts.fields.added,
  changed: texts.changed,
};
