import type { Owner } from "./batches.ts";
import type { DjangoContext } from "./context.ts";
import { type Cells, type FieldProblem, isSourceId, type Parsed } from "./rows.ts";

type Owned = { cells: Cells; field: string };

/** The account whose practice gets a record: the one of the user who created it, or else the operator's choice. */
export function ownerOf({ owners, fallback }: DjangoContext, { cells, field }: Owned): Owner | FieldProblem {
  const user = cells[field];
  const owner = (user ? owners.get(user) : undefined) ?? fallback;
  if (owner) return owner;
  const message = user
    ? "The user was not imported. Say with --account whose practice gets the record"
    : "Nobody created it. Say with --account whose practice gets it";
  return { field, message };
}

const isProblem = (found: Owner | FieldProblem): found is FieldProblem => "message" in found;

/** Groups what belongs to the same practice. */
export function byPractice<Item extends { owner: Owner }>(items: readonly Item[]): [Owner, Item[]][] {
  const groups = new Map<string, [Owner, Item[]]>();
  for (const item of items) {
    const group = groups.get(item.owner.practiceId);
    if (group) group[1].push(item);
    else groups.set(item.owner.practiceId, [item.owner, [item]]);
  }
  return [...groups.values()];
}

export type Valid<Input> = { id: string; owner: Owner; input: Input };

type Read<Input> = {
  kind: "patient" | "doctor";
  parse: (cells: Cells) => Parsed<Input>;
  ownerOf: (cells: Cells) => Owner | FieldProblem;
};

/** The valid rows, each with the account whose practice gets its record. Refuses the others. */
export const validRows = <Input>(
  { report }: DjangoContext,
  rows: readonly Cells[],
  { kind, parse, ownerOf }: Read<Input>,
): Valid<Input>[] =>
  rows.flatMap((cells) => {
    const id = cells.id ?? "";
    const [owner, parsed] = [ownerOf(cells), parse(cells)];
    const problems = [
      ...(isSourceId(id) ? [] : [{ field: "id", message: "Not valid" }]),
      ...(isProblem(owner) ? [owner] : []),
      ...("problems" in parsed ? parsed.problems : []),
    ];
    if ("value" in parsed && !isProblem(owner) && problems.length === 0)
      return [{ id, owner, input: parsed.value }];
    report.refuse(kind, id, problems);
    return [];
  });
