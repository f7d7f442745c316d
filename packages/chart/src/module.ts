import { hour } from "@caretype/core/kernel/module/intervals";
import { defineModule } from "@caretype/core/kernel/module/module";
import { allergyRouter } from "./allergy/router.ts";
import { chartRouter } from "./chart/router.ts";
import { isEventShown } from "./clinical/shown.ts";
import { clinicalProcedureRouter } from "./clinical-procedure/router.ts";
import { keepCodes } from "./codes/keep-codes.ts";
import { codesRouter } from "./codes/router.ts";
import { conditionRouter } from "./condition/router.ts";
import { chart } from "./declaration.ts";
import { encounterRouter } from "./encounter/router.ts";
import { chartConstraints, chartErrors } from "./errors.ts";
import { immunizationRouter } from "./immunization/router.ts";
import { medicationRouter } from "./medication/router.ts";
import { noteRouter } from "./note/router.ts";
import { noteDraftRouter } from "./note-draft/router.ts";
import { noteKindRouter } from "./note-kind/router.ts";
import { observationRouter } from "./observation/router.ts";
import { chartOfPatient } from "./patient-rows.ts";
import { breakGlassMail } from "./restriction/break-glass-mail.ts";
import { restrictionRouter } from "./restriction/router.ts";

const features = {
  codes: () => codesRouter,
  encounter: () => encounterRouter,
  condition: () => conditionRouter,
  allergy: () => allergyRouter,
  observation: () => observationRouter,
  noteKind: () => noteKindRouter,
  chart: () => chartRouter,
  noteDraft: () => noteDraftRouter,
  note: () => noteRouter,
  medication: () => medicationRouter,
  immunization: () => immunizationRouter,
  procedure: () => clinicalProcedureRouter,
  restriction: () => restrictionRouter,
};

export const chartModule = defineModule({
  ...chart,
  errors: chartErrors,
  constraints: chartConstraints,
  features,
  patient: chartOfPatient,
  events: { isShown: isEventShown },
  mails: () => ({ breakGlass: breakGlassMail }),
  tasks: [
    { name: "codes", milliseconds: hour, beginsLater: true, run: ({ database }) => keepCodes(database) },
  ],
});
