import { plainStatement, type Runner } from "../connection/connection.ts";
import type { Address } from "../connection/settings.ts";
import { DatabaseUnavailable } from "../errors.ts";
import { hasCitus } from "./placed.ts";

/** Connections to one node. */
type Node = {
  /** Resolves to the node's clock, in seconds. Rejects if it does not answer. */
  readClock(): Promise<number>;
};

/** Opens connections to a node. `isCentral` detects statements that only the coordinator can run. */
type OpenNode<T extends Node> = (address: NodeAddress, isCentral: (text: string) => boolean) => T;

type NodeAddress = Pick<Address, "host" | "port">;

/** Readers for calls and for long queries. */
type Coordinator = { reader: Runner; searcher: Runner };

/** The result of the last health check of a node. */
type Known<T> = { node: T; address: NodeAddress; isUsed: boolean; refusedUntil: number; checkAt: number };

/**
 * How long the location of a practice is cached. A moved practice is read through its earlier node until then, which
 * forwards to the new one.
 */
const knownMilliseconds = 60_000;

/** Milliseconds between health checks of a node, and how long a result is valid, or a node is left out. */
const [checkMilliseconds, verdictMilliseconds] = [1_000, 10_000];

/**
 * Tested releases that cache the plans of prepared statements for their own node. Others plan each execution anew,
 * and never free these plans, or are unknown: https://github.com/citusdata/citus/pull/8824.
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
const maxClockSeconds = 1;

/** The clock of a server, as `now`, in seconds. */
export const clock = "select extract(epoch from clock_timestamp())::float8 as now";

const nodeOf = `
  select nodename as host, nodeport as port from pg_dist_placement join pg_dist_node using (groupid)
  where noderole = 'primary' and metadatasynced and shardid = get_shard_id_for_distribution_column('patient'::regclass, $1::uuid)`;

const reaches = "select citus_check_connection_to_node($1, $2::int) as reaches";

/**
 * Locates practices on the nodes of Citus. A call never waits for a look-up: meanwhile, the coordinator serves it.
 */
export class PracticeNodes<T extends Node> {
  readonly #coordinator: Coordinator;
  readonly #open: OpenNode<T>;
  readonly #nodes = new Map<string, Known<T>>();
  readonly #practices = new Map<string, { known: Known<T> | undefined; askedAt: number }>();
  /** Null without Citus, or with a release that does not cache plans. */
  #central: Promise<RegExp | null> | undefined;
  #isNever = false;

  constructor(coordinator: Coordinator, open: OpenNode<T>) {
    this.#coordinator = coordinator;
    this.#open = open;
  }

  all(): T[] {
    return [...this.#nodes.values()].map(({ node }) => node);
  }

  /**
   * Undefined if the coordinator must be used, or on PostgreSQL.
   * @throws {DatabaseUnavailable} if the coordinator does not reach the node either. Waiting calls would take the
   * coordinator's connections from other practices.
   */
  of(practiceId: string): T | undefined {
    if (this.#isNever) return undefined;
    const now = performance.now();
    const practice = this.#practices.get(practiceId) ?? {
      known: undefined,
      askedAt: Number.NEGATIVE_INFINITY,
    };
    const isRefused = practice.known !== undefined && now < practice.known.refusedUntil;
    // The practice may have moved away from a node that is down.
    if (now - practice.askedAt > (isRefused ? checkMilliseconds : knownMilliseconds)) {
      practice.askedAt = now;
      this.#practices.set(practiceId, practice);
      this.#find(practiceId).then(
        (known) => {
          practice.known = known;
        },
        () => undefined,
      );
    }
    const { known } = practice;
    if (!known) return undefined;
    if (now > known.checkAt) void this.#check(known);
    if (now < known.refusedUntil) throw new DatabaseUnavailable("The practice's node does not answer.");
    return known.isUsed ? known.node : undefined;
  }

  async #find(practiceId: string): Promise<Known<T> | undefined> {
    this.#central ??= this.#findCentral();
    const central = await this.#central.catch((error: unknown) => {
      this.#central = undefined;
      throw error;
    });
    this.#isNever = central === null;
    if (central === null) return undefined;
    const [found] = await this.#run(nodeOf, [practiceId]);
    if (!found) return undefined;
    const address = { host: String(found.host), port: Number(found.port) };
    const key = `${address.host}:${address.port}`;
    let known = this.#nodes.get(key);
    if (!known) {
      const node = this.#open(address, (text) => central.test(text));
      known = { node, address, isUsed: false, refusedUntil: 0, checkAt: 0 };
      this.#nodes.set(key, known);
      await this.#check(known);
    }
    return known;
  }

  /** Never rejects. */
  async #check(known: Known<T>): Promise<void> {
    known.checkAt = Number.POSITIVE_INFINITY;
    const { node, address } = known;
    const isRight = await this.#hasRightClock(node).catch(() => undefined);
    const isReached = isRight !== undefined || (await this.#reaches(address).catch(() => false));
    const now = performance.now();
    if (isReached) known.isUsed = isRight === true;
    known.refusedUntil = isReached ? 0 : now + verdictMilliseconds;
    known.checkAt = now + (isReached && !known.isUsed ? verdictMilliseconds : checkMilliseconds);
  }

  async #hasRightClock(node: T): Promise<boolean> {
    const askedAt = performance.now();
    const [own] = await this.#run(clock);
    const ahead = (await node.readClock()) - Number(own?.now);
    const passed = (performance.now() - askedAt) / 1_000;
    return ahead > -maxClockSeconds && ahead < passed + maxClockSeconds;
  }

  async #reaches({ host, port }: NodeAddress): Promise<boolean> {
    const [row] = await this.#run(reaches, [host, port], this.#coordinator.searcher);
    return row?.reaches === true;
  }

  async #findCentral(): Promise<RegExp | null> {
    const [{ has } = { has: false }] = await this.#run(hasCitus);
    if (!has) return null;
    const [found] = await this.#run(centralNames);
    return keepsPlans.test(String(found?.version)) ? new RegExp(`\\b(?:${found?.names})\\b`) : null;
  }

  #run(text: string, parameters?: unknown[], runner = this.#coordinator.reader) {
    return runner.run(plainStatement(text, parameters));
  }
}
