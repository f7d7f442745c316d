import { asId } from "@caretype/core/kernel/field/ids";
import type { BenchContext } from "../context.ts";
import { timeOf, timesOf } from "../statistics.ts";
import { createScaleEnvironment, type MeasuredPractice, type ScaleEnvironment } from "./environment.ts";
import { practiceKinds, type ScaleResult } from "./result.ts";

const sizeOf = (patients: number) => ({
  practices: patients / 2_000,
  patients,
  doctors: patients / 100,
  assignments: (patients * 5) / 2,
  // 5,000,000 in the large database.
  auditEntries: (patients * 5) / 2,
  largestPractice: patients / 4,
  seed: 20_260_101,
});

/** The large size: 1,000 practices, and one of them with 500,000 patients. */
const sizes = {
  full: { small: sizeOf(20_000), large: sizeOf(2_000_000), rounds: 60 },
  small: { small: sizeOf(20_000), large: sizeOf(100_000), rounds: 8 },
};

const callsPerRound = 3;
const warmUpRounds = 4;

/** Times calls in a small database and in one a hundred times as large, alternating, in one process. */
export async function measureScale(context: BenchContext): Promise<ScaleResult> {
  const { small: smallSize, large: largeSize, rounds } = context.small ? sizes.small : sizes.full;
  await using small = await createScaleEnvironment(smallSize, context.log);
  await using large = await createScaleEnvironment(largeSize, context.log);
  return {
    small: small.filled,
    large: large.filled,
    rounds,
    operations: await compare({ small, large }, rounds, context.log),
  };
}

type Environments = Record<"small" | "large", ScaleEnvironment>;

async function compare(environments: Environments, rounds: number, log: BenchContext["log"]) {
  const rows = practiceKinds.flatMap((practice) =>
    operations.map((operation) => ({ operation, practice, small: [] as number[], large: [] as number[] })),
  );
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const row of rows) {
      // Alternates, because the second call finds warm processor caches.
      for (const environment of round % 2 === 0
        ? (["small", "large"] as const)
        : (["large", "small"] as const)) {
        const times = await runRound(
          row.operation,
          environments[environment].practices[row.practice],
          round + warmUpRounds,
        );
        if (round >= 0) row[environment].push(...times);
      }
    }
    if (round % 20 === 0) log(`scale: round ${round} of ${rounds}`);
  }
  return rows.map(({ operation, practice, small, large }) => ({
    operation: operation.name,
    practice,
    small: timesOf(small),
    large: timesOf(large),
  }));
}

async function runRound(operation: ScaleOperation, practices: readonly MeasuredPractice[], round: number) {
  const times: number[] = [];
  for (let call = 0; call < callsPerRound; call++) {
    const turn = round * callsPerRound + call;
    const practice = practices[turn % practices.length];
    if (!practice) throw new Error("There is no practice to measure.");
    times.push(await timeOf(() => operation.run(practice, turn)));
  }
  return times;
}

/** One call in a practice, with the patient of index `turn`. */
type ScaleOperation = {
  name: string;
  run(practice: MeasuredPractice, turn: number): Promise<unknown>;
};

const patientOf = ({ patientIds }: MeasuredPractice, turn: number) =>
  patientIds[(turn * 37) % patientIds.length] ?? asId("");

const search = (name: string, q: string): ScaleOperation => ({
  name,
  run: ({ caller }) => caller.patient.list({ q }),
});

const operations: readonly ScaleOperation[] = [
  {
    name: "one patient",
    run: (practice, turn) => practice.caller.patient.byId({ id: patientOf(practice, turn) }),
  },
  { name: "first page", run: ({ caller }) => caller.patient.list({}) },
  {
    name: "page 1,000, or the last",
    run: ({ caller, deepCursor }) => caller.patient.list({ cursor: deepCursor }),
  },
  { name: "first page by name", run: ({ caller }) => caller.patient.list({ sort: "name" }) },
  search("search: part of a common name", "mari"),
  {
    name: "search: the same, next page",
    run: ({ caller, searchCursor }) => caller.patient.list({ q: "mari", cursor: searchCursor }),
  },
  search("search: part of a rare name", "quis"),
  search("search: a rare name", "quisenberry"),
  search("search: first and last name", "wilhelmina schwarz"),
  search("search: nobody", "nosuchname"),
  // Too short for a trigram: scans every patient.
  search("search: two letters that nobody has", "xq"),
  {
    name: "a patient's doctors",
    run: (practice, turn) => practice.caller.patient.doctors({ id: patientOf(practice, turn) }),
  },
  { name: "first page of assignments", run: ({ caller }) => caller.assignment.list({}) },
  {
    name: "a patient's access report",
    run: (practice, turn) => practice.caller.audit.accessReport({ patientId: patientOf(practice, turn) }),
  },
  {
    name: "access report: the busiest patient",
    run: ({ caller, busiestPatientId }) => caller.audit.accessReport({ patientId: busiestPatientId }),
  },
  {
    name: "the audit of an account",
    run: ({ caller, accountId }) => caller.audit.list({ accountId }),
  },
  {
    name: "create",
    run: ({ caller }, turn) =>
      caller.patient.create({
        name: `Measured Person${turn}`,
        gender: "other",
        dateOfBirth: "1980-02-29",
        phoneNumber: `+41 79 ${1_000_000 + turn}`,
        email: `measured.${turn}@example.org`,
      }),
  },
];
