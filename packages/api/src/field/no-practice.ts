import { asId, type PracticeId } from "./ids.ts";

/** In place of a practice, where there is none: a part of a primary key cannot be null. */
export const noPractice = asId<PracticeId>("00000000-0000-0000-0000-000000000000");
