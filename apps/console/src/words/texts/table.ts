import { firstTexts } from "./first.ts";

export const tableTexts = firstTexts.table;
