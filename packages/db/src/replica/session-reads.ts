import type { Runner, Statement } from "../connection/connection.ts";
import type { Rows } from "../connection/driver-query.ts";
import { type Observe, observedRunner } from "../connection/observer.ts";
import { type Database, databaseOver, runnerOf } from "../database.ts";
import { ClientLeft, sqlStateOf } from "../errors.ts";
import type { Turn } from "../fair-queue.ts";
import type { DatabaseHandle } from "../open-database.ts";
import { isPosition, type Position } from "./position.ts";
import type { ReadKind, Replica } from "./replica.ts";

/** The reader's keys in fair queues, and what the reader has seen. */
export type ReplicaReader = Turn & {
  /** A session keeps its replica while it is fresh, so that its pages do not go back in time. */
  session: string;
  /** The position that the caller has seen. Only replicas that have reached it are used. */
  position: Position;
};

/** The reads of one call. */
export type ReplicaReads = Record<ReadKind, Database> & {
  /** Whether a replica has answered one of them. */
  readonly usedReplica: boolean;
};

type Choice = {
  replicas: readonly Replica[];
  primary: Pick<DatabaseHandle, "reader" | "searcher">;
  observe: Observe | undefined;
  counter: ReadCounter;
};

/** Counts reads by the server that answered. */
export class ReadCounter {
  readonly #replicas: number[];
  #primary = 0;

  constructor(replicas: number) {
    this.#replicas = Array(replicas).fill(0);
  }

  addPrimary() {
    this.#primary++;
  }

  addReplica(index: number) {
    this.#replicas[index] = (this.#replicas[index] ?? 0) + 1;
  }

  counts() {
    return { primary: this.#primary, replicas: [...this.#replicas] };
  }
}

/** The same read would also take too long on the primary. */
const statementTimeout = "57014";

const poolOf = { list: "readers", search: "searchers" } as const;

/** Tries a replica first, then the primary. */
export class SessionReads implements ReplicaReads {
  readonly #choice: Choice;
  readonly #reader: ReplicaReader;
  #usedReplica = false;
  #searcher: Runner | undefined;

  constructor(choice: Choice, reader: ReplicaReader) {
    this.#choice = choice;
    this.#reader = reader;
  }

  get list(): Database {
    return this.#over("list");
  }

  get search(): Database {
    return this.#over("search");
  }

  get usedReplica(): boolean {
    return this.#usedReplica;
  }

  #over(kind: ReadKind): Database {
    return databaseOver({ run: (statement) => this.#run(kind, statement) });
  }

  async #run(kind: ReadKind, statement: Statement): Promise<Rows> {
    const { counter, observe } = this.#choice;
    const chosen = this.#chosen();
    if (chosen) {
      const runner = chosen.replica.runnerFor(kind, this.#reader);
      try {
        const rows = await observedRunner(runner, poolOf[kind], observe).run(statement);
        counter.addReplica(chosen.index);
        this.#usedReplica = true;
        return rows;
      } catch (error) {
        if (error instanceof ClientLeft) throw error;
        if (kind === "search" && sqlStateOf(error) === statementTimeout) throw error;
      }
    }
    counter.addPrimary();
    return this.#primaryRunner(kind).run(statement);
  }

  #primaryRunner(kind: ReadKind): Runner {
    const { reader, searcher } = this.#choice.primary;
    if (kind === "list") return runnerOf(reader);
    this.#searcher ??= runnerOf(searcher(this.#reader.caller, this.#reader.client));
    return this.#searcher;
  }

  /** Begins with the session's replica. */
  #chosen(): { replica: Replica; index: number } | undefined {
    const { replicas } = this.#choice;
    const { session, position } = this.#reader;
    if (!isPosition(position)) return undefined;
    // The last digits of an id are random.
    const first = (Number.parseInt(session.slice(-4), 16) || 0) % replicas.length;
    for (let step = 0; step < replicas.length; step++) {
      const index = (first + step) % replicas.length;
      const replica = replicas[index];
      if (replica?.hasReached(position)) return { replica, index };
    }
    return undefined;
  }
}
