import type { ReactNode } from "react";
import { withNames } from "../shell/text/with-names.ts";

/** Of who is restored without all of the assignments that they were removed with: a title, and why. */
export const leftBehind = (name: string, count: number): [title: ReactNode, why: string] => [
  withNames`${name} is restored without ${count === 1 ? "an assignment" : `${count} assignments`}`,
  "Whoever is on the other side was removed, or assigned again, or you may not restore assignments. They are kept with the removed ones.",
];
