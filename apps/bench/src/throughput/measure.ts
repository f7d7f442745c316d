import type { BenchContext } from "../context.ts";
import {
  type BenchEnvironment,
  createBenchEnvironment,
  cycleWal,
  removeCreated,
} from "../environment/bench-environment.ts";
import { startGenerator } from "../load/generator.ts";
import { limitName, newPatient, operations, type Peer, pageSize, readIds } from "../peer/peer.ts";
import type { ServerProcess } from "../process/server-process.ts";
import { type Cell, type LoadHarness, type Sample, sampleCell } from "./cell.ts";
import { allGroups, checkGroup, type PeerGroup } from "./peers.ts";
import { rowName, type ThroughputResult, type ThroughputRow } from "./result.ts";
import { rowsOf, type SampledCell } from "./rows.ts";

const connections = 32;
const patients = 2_000;

type Plan = { rounds: number; seconds: number; warmUpSeconds: number };

const fullPlan: Plan = { rounds: 5, seconds: 2, warmUpSeconds: 2 };
const smallPlan: Plan = { rounds: 3, seconds: 0.6, warmUpSeconds: 1 };
// Many short rounds: a busy second affects only one.
const checkPlan: Plan = { rounds: 8, seconds: 0.4, warmUpSeconds: 1 };
const secondCheckPlan: Plan = { rounds: 12, seconds: 0.5, warmUpSeconds: 1 };

export async function measureThroughput(context: BenchContext): Promise<ThroughputResult> {
  return inLaboratory(async (harness) => {
    if (!context.small) await cycleWal(harness.environment.sql);
    const { groups, skipped } = await allGroups();
    const plan = context.small ? smallPlan : fullPlan;
    const rows: ThroughputRow[] = [];
    for (const group of groups) rows.push(...(await measureGroup(harness, { group, plan, context })));
    return { ...conditions(plan), skipped, rows };
  });
}

/** Measures Caretype and the limit only, optionally with some of Caretype's rows. */
export function measureThroughputForCheck(
  context: BenchContext,
  rows?: readonly string[],
): Promise<ThroughputResult> {
  return inLaboratory(async (harness) => {
    const plan = rows ? secondCheckPlan : checkPlan;
    const run = { group: checkGroup, plan, context };
    const measured = await measureGroup(harness, rows ? { ...run, rows } : run);
    return { ...conditions(plan), skipped: [], rows: measured };
  });
}

async function inLaboratory<Result>(work: (harness: LoadHarness) => Promise<Result>): Promise<Result> {
  await using environment = await createBenchEnvironment({ patients });
  await using generator = startGenerator();
  return await work({ environment, generator, connections });
}

const isOf = (peers: ReadonlySet<Peer>, entry: SampledCell | undefined) =>
  entry !== undefined && peers.has(entry.cell.peer);

const conditions = ({ rounds, seconds: secondsPerRound }: Plan) => ({
  connections,
  patients,
  rounds,
  secondsPerRound,
});

type Run = { group: PeerGroup; plan: Plan; context: BenchContext; rows?: readonly string[] };

async function measureGroup(
  harness: LoadHarness,
  { group, plan, context, rows }: Run,
): Promise<ThroughputRow[]> {
  const peers = [...group.peers, ...group.references];
  await using running = new AsyncDisposableStack();
  const servers = await startServers(running, harness.environment, peers);
  const all = cellsOf(harness.environment, peers, servers);
  const isWanted = ({ peer, operation }: Cell) =>
    rows?.some((row) => row.startsWith(rowName(peer, operation))) ?? true;
  const wanted = all.filter(isWanted);
  const isCompared = ({ peer, operation }: Cell) =>
    peer.name === limitName && wanted.some((cell) => cell.operation === operation);
  const cells = all.filter((cell) => wanted.includes(cell) || isCompared(cell));
  const sampled: SampledCell[] = [];
  // One operation at a time, so that reads find no created patients.
  for (const operation of operations) {
    const ofOperation = cells.filter((cell) => cell.operation === operation);
    if (ofOperation.length === 0) continue;
    await removeCreated(harness.environment);
    for (const cell of ofOperation) await verifyAnswer(harness.environment, cell);
    sampled.push(...(await measureInterleaved(harness, ofOperation, { plan, context })));
  }
  const references = new Set(group.references);
  return rowsOf(sampled).filter((_, index) => !isOf(references, sampled[index]));
}

/** Samples all cells in each round, so that other load on the machine affects all of them. */
async function measureInterleaved(
  harness: LoadHarness,
  cells: Cell[],
  { plan, context }: Pick<Run, "plan" | "context">,
): Promise<SampledCell[]> {
  for (const cell of cells) await sampleCell(harness, cell, plan.warmUpSeconds);
  const sampled: { cell: Cell; samples: Sample[] }[] = cells.map((cell) => ({ cell, samples: [] }));
  for (let round = 0; round < plan.rounds; round += 1) {
    // Rotates, because a cell may suffer from a heavy one before it.
    for (const entry of rotated(sampled, round)) {
      entry.samples.push(await sampleCell(harness, entry.cell, plan.seconds));
    }
    context.log(describeRound(sampled, round));
  }
  return sampled;
}

const rotated = <Item>(items: readonly Item[], by: number): Item[] => {
  const start = by % Math.max(1, items.length);
  return [...items.slice(start), ...items.slice(0, start)];
};

function describeRound(sampled: SampledCell[], round: number): string {
  const operation = sampled[0]?.cell.operation;
  const figures = sampled.map(({ samples }) => Math.round(samples[round]?.callsPerSecond ?? 0));
  return `throughput: ${operation}, round ${round + 1}: ${figures.join(" ")} calls/s`;
}

/** Starts the servers of the peers, which end with `group`. */
async function startServers(
  group: AsyncDisposableStack,
  environment: BenchEnvironment,
  peers: Peer[],
): Promise<Map<string, ServerProcess>> {
  const servers = new Map<string, ServerProcess>();
  for (const { serverKey, start } of peers)
    if (!servers.has(serverKey)) servers.set(serverKey, group.use(await start(environment)));
  return servers;
}

function cellsOf(environment: BenchEnvironment, peers: Peer[], servers: Map<string, ServerProcess>): Cell[] {
  return peers.flatMap((peer) => {
    const server = servers.get(peer.serverKey);
    const calls = peer.calls(environment);
    if (!server) return [];
    return operations.flatMap((operation) => {
      const ofOperation = calls[operation];
      return ofOperation ? [{ peer, operation, calls: ofOperation, server }] : [];
    });
  });
}

const count = (text: string, part: RegExp) => [...text.matchAll(part)].length;

/**
 * Checks an answer before measuring.
 * @throws {Error} that names the peer and the problem.
 */
async function verifyAnswer(
  environment: BenchEnvironment,
  { peer, operation, calls, server }: Cell,
): Promise<void> {
  const [call] = calls;
  if (!call) throw new RangeError("There is no call to send.");
  const response = await fetch(`${server.url}${call.path}`, {
    method: call.method,
    headers: call.headers,
    body: call.body ?? null,
  });
  const text = await response.text();
  const problem = response.ok ? wrongIn(text, environment, operation) : `status ${response.status}`;
  if (problem) throw new Error(`${peer.name}, ${operation}: ${problem}; it answered ${text.slice(0, 300)}`);
}

/** Checks the fields that all peers share. Only patients have a field `id`. */
function wrongIn(
  text: string,
  environment: BenchEnvironment,
  operation: Cell["operation"],
): string | undefined {
  const patients = count(text, /"id":"[0-9a-f-]{36}"/g);
  const expected = operation === "list" ? pageSize : 1;
  if (patients !== expected) return `${patients} patients instead of ${expected}`;
  if (operation === "create") return holds(text, [newPatient.lastName, newPatient.dateOfBirth]);
  if (operation === "byId") return holds(text, [readIds(environment)[0] ?? "", "Lindqvist"]);
  return holds(text, environment.patientIds.slice(0, pageSize));
}

function holds(text: string, parts: readonly string[]): string | undefined {
  const missing = parts.find((part) => !text.includes(part));
  return missing === undefined ? undefined : `without ${missing}`;
}
