import { backup } from "./backup/section.ts";
import { chart } from "./chart/section.ts";
import { client } from "./client/section.ts";
import { consolePages } from "./console/section.ts";
import { enumeration } from "./enumeration/section.ts";
import { hostile } from "./hostile/section.ts";
import { isolation } from "./isolation/section.ts";
import { kit } from "./kit/section.ts";
import { libraries } from "./libraries/section.ts";
import { memory } from "./memory/section.ts";
import { neighbours } from "./neighbours/section.ts";
import { overload } from "./overload/section.ts";
import { scale } from "./scale/section.ts";
import { search } from "./search.ts";
import type { Section } from "./section.ts";
import { slots } from "./slots/section.ts";
import { start } from "./start/section.ts";
import { throughput } from "./throughput/section.ts";
import { tracing } from "./tracing/section.ts";
import { types } from "./types/section.ts";

/** In the order of the report. */
export const sections: readonly Section[] = [
  throughput,
  memory,
  scale,
  search,
  slots,
  chart,
  isolation,
  neighbours,
  overload,
  backup,
  hostile,
  enumeration,
  tracing,
  start,
  kit,
  client,
  consolePages,
  types,
  libraries,
];
