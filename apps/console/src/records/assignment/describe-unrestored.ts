import type { ReactNode } from "react";
import { texts as assignmentTexts } from "./texts.en.ts";

/** Title and reason for a record restored without some of its assignments. */
export const describeUnrestored = (name: string, count: number): [title: ReactNode, why: string] => [
  assignmentTexts.isRestoredWithout(name, count),
  assignmentTexts.whyWithout,
];
