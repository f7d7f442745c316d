import { firstTexts } from "./first.ts";

export const patientListTexts = firstTexts.patientList;
