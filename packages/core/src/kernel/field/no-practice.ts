import { asId, type PracticeId } from "./ids.ts";

/** Stands for no practice: primary key columns cannot be null. */
export const noPractice = asId<PracticeId>("00000000-0000-0000-0000-000000000000");
