import { defineSection } from "../section.ts";
import { throughputGoals, throughputRatios } from "./goals.ts";
import { measureThroughput, measureThroughputForCheck } from "./measure.ts";
import { renderThroughput } from "./render.ts";
import { ThroughputResult } from "./result.ts";

export const throughput = defineSection({
  name: "throughput",
  title: "Throughput",
  result: ThroughputResult,
  measure: measureThroughput,
  render: renderThroughput,
  goals: throughputGoals,
  check: { measure: measureThroughputForCheck, ratios: throughputRatios },
});
