import { citus } from "./citus/section.ts";
import { consolePages } from "./console/section.ts";
import { isolation } from "./isolation/section.ts";
import { neighbours } from "./neighbours/section.ts";
import { overload } from "./overload/section.ts";
import { scale } from "./scale/section.ts";
import type { Section } from "./section.ts";
import { throughput } from "./throughput/section.ts";
import { types } from "./types/section.ts";

export const sections: readonly Section[] = [
  throughput,
  scale,
  citus,
  isolation,
  neighbours,
  overload,
  consolePages,
  types,
];
