import { firstTexts } from "./first.ts";

export const assignmentTexts = firstTexts.assignment;
