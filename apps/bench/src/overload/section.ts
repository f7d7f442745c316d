import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { createBenchEnvironment } from "../environment/bench-environment.ts";
import { type Generator, startGenerator } from "../load/generator.ts";
import type { Call } from "../load/messages.ts";
import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { startCaretypeServer, typedCalls } from "../peer/caretype.ts";
import { get } from "../peer/peer.ts";
import { defineSection, type Goal } from "../section.ts";
import { ClosedRow, closedGoals, measureClosed, renderClosed } from "./closed.ts";

const AnswerTimes = z.object({
  answers: z.int(),
  p50Milliseconds: z.number(),
  p99Milliseconds: z.number(),
});

const OverloadRow = z.object({
  load: z.string(),
  /** The process's capacity, measured without an overload. */
  bearablePerSecond: z.number(),
  sentPerSecond: z.number(),
  accepted: AnswerTimes.nullable(),
  refused: AnswerTimes.nullable(),
  /** Answers other than 2xx and 503, and unanswered calls. */
  otherFailures: z.int(),
  generatorShare: z.number(),
});
type OverloadRow = z.output<typeof OverloadRow>;

const OverloadResult = z.object({
  seconds: z.number(),
  rows: z.array(OverloadRow),
  /** Empty in results of older versions. */
  closed: z.array(ClosedRow).default([]),
});
type OverloadResult = z.output<typeof OverloadResult>;

const patients = 2_000;
const connections = 32;
/** Enough for all waiting calls, within the limit of one address. */
const maxConnections = 8_000;
const maxWaitSeconds = 2;
const times = 4;

/** Measures the server at four times its capacity. */
async function measureOverload(context: BenchContext): Promise<OverloadResult> {
  const seconds = context.small ? 3 : 15;
  await using environment = await createBenchEnvironment({ patients });
  await using server = await startCaretypeServer(environment);
  await using generator = startGenerator();
  const { byId, list, create } = typedCalls(environment);
  const loads = {
    "list the 50 newest": list,
    "two reads, a list, a new patient": [...byId.slice(0, 2), ...list, ...create],
  };
  const rows: OverloadRow[] = [];
  for (const [load, calls] of Object.entries(loads)) {
    const row = await measureRow({ generator, url: server.url, seconds }, { load, calls });
    rows.push(row);
    context.log(`overload: ${load}: ${row.accepted?.answers} accepted, ${row.refused?.answers} refused`);
  }
  return { seconds, rows, closed: await measureClosed({ environment, generator }, context) };
}

type Measuring = { generator: Generator; url: string; seconds: number };

async function measureRow(
  { generator, url, seconds }: Measuring,
  { load, calls }: { load: string; calls: Call[] },
): Promise<OverloadRow> {
  const common = { url, calls };
  await generator.run({ ...common, kind: "closed", connections, seconds: 1 });
  const { callsPerSecond } = await generator.run({ ...common, kind: "closed", connections, seconds: 3 });
  const { accepted, refused, otherFailures, generatorShare } = await generator.run({
    ...common,
    kind: "steady",
    callsPerSecond: times * callsPerSecond,
    connections: Math.min(maxConnections, Math.ceil(times * callsPerSecond * maxWaitSeconds)),
    openWith: get("/health/live", {}),
    seconds,
  });
  return {
    load,
    bearablePerSecond: callsPerSecond,
    sentPerSecond: times * callsPerSecond,
    accepted,
    refused,
    otherFailures,
    generatorShare,
  };
}

const maxMilliseconds = 500;

const overloadGoals = ({ rows, closed }: OverloadResult): Goal[] => [
  ...rows.map(({ load, accepted }) => ({
    goal: `Four times the bearable load (${load}): p99 of accepted calls <= ${maxMilliseconds} ms`,
    measured: accepted ? `${formatInteger(accepted.p99Milliseconds)} ms` : "none was accepted",
    met: accepted !== null && accepted.p99Milliseconds <= maxMilliseconds,
  })),
  ...closedGoals(closed),
];

function renderOverload({ rows, seconds, closed }: OverloadResult): string {
  const cells = rows.map(({ load, accepted, refused, ...row }) => [
    load,
    formatInteger(row.bearablePerSecond),
    formatInteger(row.sentPerSecond),
    formatInteger((accepted?.answers ?? 0) / seconds),
    accepted ? formatDecimals(accepted.p50Milliseconds, 0) : "–",
    accepted ? formatDecimals(accepted.p99Milliseconds, 0) : "–",
    refused ? formatDecimals(refused.p50Milliseconds, 0) : "–",
    refused ? formatDecimals(refused.p99Milliseconds, 0) : "–",
    formatInteger(row.otherFailures),
    formatDecimals(row.generatorShare, 2),
  ]);
  return [
    `Calls come at even intervals for ${seconds} s, four times as many as one process answers to 32 connections. The
generator runs on the same machine; its share is of one core. Near 1, its own wait is in the times.`,
    table(
      [
        "load",
        "bearable/s:",
        "sent/s:",
        "accepted/s:",
        "p50 ms:",
        "p99 ms:",
        "refused p50 ms:",
        "refused p99 ms:",
        "other failures:",
        "generator:",
      ],
      cells,
    ),
    ...(closed.length > 0 ? [renderClosed(closed)] : []),
  ].join("\n\n");
}

export const overload = defineSection({
  name: "overload",
  title: "Overload",
  result: OverloadResult,
  measure: measureOverload,
  render: renderOverload,
  goals: overloadGoals,
});
