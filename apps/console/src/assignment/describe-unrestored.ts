import type { ReactNode } from "react";
import { withNames } from "../shell/text/with-names.ts";

/** Title and reason for a record restored without some of its assignments. */
export const describeUnrestored = (name: string, count: number): [title: ReactNode, why: string] => [
  withNames`${name} is restored without ${count === 1 ? "an assignment" : `${count} assignments`}`,
  "The other person was removed or assigned again, or you may not restore assignments. They stay among the removed assignments.",
];
