export type Fact<Value> = {
  /** An identifier, usually the field's name. */
  name: string;
  label: string;
  /** Null if not recorded. Versions can be partial. */
  text: (record: Partial<Value>) => string | null;
  /** May have many lines, so changes are shown word by word. */
  isLong?: boolean | undefined;
  /** Usually missing, so it is omitted rather than marked as not recorded. */
  isRare?: boolean | undefined;
};

/** A detail of a record without declared fields. */
export const factOf = <Value>(
  name: keyof Value & string,
  label: string,
  text: (record: Partial<Value>) => string | null | undefined,
): Fact<Value> => ({ name, label, text: (record) => text(record) ?? null });

export const rareFactOf = <Value>(...fact: Parameters<typeof factOf<Value>>): Fact<Value> => ({
  ...factOf(...fact),
  isRare: true,
});

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

/** Returns what differs between two records, in the order of the facts. */
export const differences = <Value>(
  facts: readonly Fact<Value>[],
  before: Partial<Value>,
  after: Partial<Value>,
): FactChange[] =>
  facts
    .map(({ label, text, isLong = false }) => ({ label, from: text(before), to: text(after), isLong }))
    .filter(({ from, to }) => from !== to);

/** The changes of a version; empty if hidden from the user or no longer available. */
export function changesOf<Value>(
  facts: readonly Fact<Value>[],
  { record, changes }: Changed<Value>,
): FactChange[] {
  const before: Partial<Value> = { ...record };
  for (const name in changes) {
    const change = changes[name];
    // Treat null like a missing field.
    if (change) before[name] = change.from ?? undefined;
  }
  return differences(facts, before, record ?? {});
}
