import { firstTexts } from "./first.ts";

export const patientTexts = firstTexts.patient;
