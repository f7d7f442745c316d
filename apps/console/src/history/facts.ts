/** What a record says in one respect, as a person reads it. */
export type Fact<Value> = {
  /** What it is known by: most are fields. */
  name: string;
  label: string;
  /** Null where nothing is recorded. A version can be told in part: a field that is missing says nothing. */
  text: (record: Partial<Value>) => string | null;
  /** May be of many lines, so that changes of it are shown word by word. */
  isLong?: boolean;
  /** Most records have nothing to say here, and that is then not said. */
  isRare?: boolean;
};

export type FactLine = { label: string; text: string | null };

export type FactChange = { label: string; from: string | null; to: string | null; isLong: boolean };

type Changed<Value> = {
  record: Value | null;
  changes: { [Name in keyof Value]?: { from: Value[Name] | null } | undefined };
};

export const linesOf = <Value>(facts: readonly Fact<Value>[], record: Value): FactLine[] =>
  facts
    .map(({ label, text, isRare = false }) => ({ label, text: text(record), isRare }))
    .filter(({ text, isRare }) => text !== null || !isRare)
    .map(({ label, text }) => ({ label, text }));

/** What differs between two records, in the order of the facts. */
export const differences = <Value>(
  facts: readonly Fact<Value>[],
  before: Partial<Value>,
  after: Partial<Value>,
): FactChange[] =>
  facts
    .map(({ label, text, isLong = false }) => ({ label, from: text(before), to: text(after), isLong }))
    .filter(({ from, to }) => from !== to);

/** What a version has changed; nothing where that is withheld from the reader, or not known any more. */
export function changesOf<Value>(
  facts: readonly Fact<Value>[],
  { record, changes }: Changed<Value>,
): FactChange[] {
  const before: Partial<Value> = { ...record };
  for (const name in changes) {
    const change = changes[name];
    // A field that is null says as little as one that is missing.
    if (change) before[name] = change.from ?? undefined;
  }
  return differences(facts, before, record ?? {});
}
