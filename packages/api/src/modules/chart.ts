import { allergyRouter } from "../chart/allergy/router.ts";
import { chartRouter } from "../chart/chart/router.ts";
import { procedureRouter } from "../chart/clinical-procedure/router.ts";
import { keepCodes } from "../chart/codes/keep-codes.ts";
import { codesRouter } from "../chart/codes/router.ts";
import { conditionRouter } from "../chart/condition/router.ts";
import { chart } from "../chart/declaration.ts";
import { encounterRouter } from "../chart/encounter/router.ts";
import { chartConstraints, chartErrors } from "../chart/errors.ts";
import { immunizationRouter } from "../chart/immunization/router.ts";
import { medicationRouter } from "../chart/medication/router.ts";
import { noteRouter } from "../chart/note/router.ts";
import { noteDraftRouter } from "../chart/note-draft/router.ts";
import { noteKindRouter } from "../chart/note-kind/router.ts";
import { observationRouter } from "../chart/observation/router.ts";
import { chartOfPatient } from "../chart/patient-rows.ts";
import { restrictionRouter } from "../chart/restriction/router.ts";
import { defineModule } from "../kernel/module/module.ts";
import { hour } from "./intervals.ts";

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
  procedure: () => procedureRouter,
  restriction: () => restrictionRouter,
};

export const chartModule = defineModule({
  ...chart,
  errors: chartErrors,
  constraints: chartConstraints,
  features,
  patient: chartOfPatient,
  tasks: [
    { name: "codes", milliseconds: hour, beginsLater: true, run: ({ database }) => keepCodes(database) },
  ],
});
