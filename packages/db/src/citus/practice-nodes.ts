import type { Runner } from "../connection/connection.ts";
import type { Address } from "../connection/settings.ts";
import { hasCitus } from "./placed.ts";

/** Connections to one node. */
type Node = {
  /** Connects, unless it is connected. Resolves to the node's clock, in seconds. Rejects if it does not answer. */
  connect(): Promise<number>;
  isConnected(): boolean;
};

/** Opens connections to a node. `isCentral` tells which statements only the coordinator can run. */
type OpenNode<T extends Node> = (
  address: Pick<Address, "host" | "port">,
  isCentral: (text: string) => boolean,
) => T;

/** A practice that has moved is asked for by its earlier node until then, which asks the new one. */
const knownMilliseconds = 60_000;

/**
 * Releases that keep the plans of prepared statements for their own node, and were tried. The others either plan each
 * execution anew, and never free these plans, or are not known: https://github.com/citusdata/citus/pull/8824.
 */
const keepsPlans = /^Citus (?:12\.1\.(?:\d|10)|13\.[01]\.\d+|13\.2\.0) /;

/** Tables that only the coordinator has, and the schema of jobs. */
const centralNames = `
  select citus_version() as version, (
    select string_agg(relname, '|') from pg_class where relkind in ('r', 'p') and not relispartition
      and relnamespace = 'public'::regnamespace
      and oid not in (select logicalrelid from pg_dist_partition where partmethod = 'h' or repmodel = 't')
  ) || '|pgboss' as names`;

/** Audit entries have the time of the node that inserts them. */
const mostClockSeconds = 1;

/** The clock of a server, as `now`, in seconds. */
export const clock = "select extract(epoch from clock_timestamp())::float8 as now";

const nodeOf = `
  ${clock}, nodename as host, nodeport as port from pg_dist_placement join pg_dist_node using (groupid)
  where noderole = 'primary' and metadatasynced and shardid = get_shard_id_for_distribution_column('patient'::regclass, $1::uuid)`;

/** Knows which node of Citus has which practice. A call never waits for that: meanwhile, the coordinator is asked. */
export class PracticeNodes<T extends Node> {
  readonly #coordinator: Runner;
  readonly #open: OpenNode<T>;
  readonly #nodes = new Map<string, T>();
  readonly #practices = new Map<string, T | undefined>();
  #since = performance.now();
  /** Null: without Citus, or by a release that does not keep plans. */
  #central: Promise<RegExp | null> | undefined;
  #isNever = false;

  constructor(coordinator: Runner, open: OpenNode<T>) {
    this.#coordinator = coordinator;
    this.#open = open;
  }

  /** All nodes to which connections were opened. */
  all(): T[] {
    return [...this.#nodes.values()];
  }

  /** Undefined if the coordinator has to be asked, or if this is PostgreSQL. */
  of(practiceId: string): T | undefined {
    if (this.#isNever) return undefined;
    const now = performance.now();
    if (now - this.#since > knownMilliseconds) {
      this.#practices.clear();
      this.#since = now;
    }
    if (!this.#practices.has(practiceId)) {
      this.#practices.set(practiceId, undefined);
      this.#find(practiceId).catch(() => undefined);
    }
    const node = this.#practices.get(practiceId);
    return node?.isConnected() ? node : undefined;
  }

  async #find(practiceId: string): Promise<void> {
    this.#central ??= this.#findCentral();
    const central = await this.#central.catch((error: unknown) => {
      this.#central = undefined;
      throw error;
    });
    this.#isNever = central === null;
    if (central === null) return;
    const askedAt = performance.now();
    const [found] = await this.#run(nodeOf, [practiceId]);
    if (!found) return;
    const address = { host: String(found.host), port: Number(found.port) };
    const key = `${address.host}:${address.port}`;
    const node = this.#nodes.get(key) ?? this.#open(address, (text) => central.test(text));
    this.#nodes.set(key, node);
    const ahead = (await node.connect()) - Number(found.now);
    const passed = (performance.now() - askedAt) / 1_000;
    if (ahead > -mostClockSeconds && ahead < passed + mostClockSeconds) this.#practices.set(practiceId, node);
  }

  async #findCentral(): Promise<RegExp | null> {
    const [{ has } = { has: false }] = await this.#run(hasCitus);
    if (!has) return null;
    const [found] = await this.#run(centralNames);
    return keepsPlans.test(String(found?.version)) ? new RegExp(`\\b(?:${found?.names})\\b`) : null;
  }

  #run(text: string, parameters: string[] = []) {
    return this.#coordinator.run({ text, parameters, prepare: false, asArrays: false });
  }
}
