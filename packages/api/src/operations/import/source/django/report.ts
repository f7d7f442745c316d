import { type DjangoKind, djangoKinds } from "./dialects.ts";
import type { FoundTables } from "./find-tables.ts";
import type { FieldProblem } from "./rows.ts";

/** How many rows a table has, and what became of them. `rows` is the sum of the others. */
export type DjangoTally = {
  rows: number;
  imported: number;
  present: number;
  joined: number;
  refused: number;
};

/** Never quotes names, addresses or other free text. */
export type DjangoProblem = { table: string; id: string; column: string; message: string };

const listed = 100;
const longestId = 40;
const noTally = (): DjangoTally => ({ rows: 0, imported: 0, present: 0, joined: 0, refused: 0 });

/** Counts all rows, and keeps the first problems. */
export class DjangoReport {
  readonly tallies: Readonly<Record<DjangoKind, DjangoTally>> = {
    user: noTally(),
    patient: noTally(),
    doctor: noTally(),
    mapping: noTally(),
  };
  readonly problems: DjangoProblem[] = [];
  /** Users who cannot sign in until they reset their password, with the reason. */
  readonly withoutPassword: { id: string; reason: string }[] = [];
  /** Users who sign in with another username, or their email address. */
  readonly renamed: { id: string; username: string }[] = [];
  /** Users who were administrators. Nobody becomes one by an import. */
  readonly formerStaff: string[] = [];
  readonly tables: FoundTables;

  constructor(tables: FoundTables) {
    this.tables = tables;
  }

  count(kind: DjangoKind, what: Exclude<keyof DjangoTally, "rows">, rows = 1): void {
    this.tallies[kind].rows += rows;
    this.tallies[kind][what] += rows;
  }

  /** Counts a row with problems, which is left out. */
  refuse(kind: DjangoKind, id: string | null | undefined, found: readonly FieldProblem[]): void {
    this.count(kind, "refused");
    const { table, columns } = this.tables[kind];
    const byField: Readonly<Record<string, string | undefined>> = columns;
    for (const { field, message } of found) {
      if (this.problems.length >= listed) return;
      const column = byField[field] ?? byField.name ?? byField.firstName ?? field;
      this.problems.push({ table, id: (id ?? "").slice(0, longestId), column, message });
    }
  }

  get refused(): number {
    return this.#sum("refused");
  }

  /** Joining a user or a doctor to one that exists is a change, too. A mapping only repeats another one. */
  get isUnchanged(): boolean {
    return this.#sum("imported") + this.tallies.user.joined + this.tallies.doctor.joined === 0;
  }

  #sum(what: keyof DjangoTally): number {
    return djangoKinds.reduce((sum, kind) => sum + this.tallies[kind][what], 0);
  }
}
