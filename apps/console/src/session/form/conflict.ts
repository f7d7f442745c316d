export type Side = "mine" | "theirs";

type Texts = Readonly<Record<string, string | undefined>>;

/** Fields that are chosen together, such as a birth date and an age. */
export type ConflictGroup<Values extends Texts> = {
  name: string;
  label: string;
  paths: readonly (keyof Values & string)[];
  /** The displayed text; empty without a value. */
  text: (values: Values) => string;
};

export type Difference<Values extends Texts> = ConflictGroup<Values> & {
  mine: string;
  theirs: string;
  /** The side that changed it; null if both did. */
  suggested: Side | null;
};

export type Versions<Values> = { before: Values; mine: Values; theirs: Values };

/** Returns the groups in which the input differs from the saved version. */
export function differencesOf<Values extends Texts>(
  groups: readonly ConflictGroup<Values>[],
  { before, mine, theirs }: Versions<Values>,
): Difference<Values>[] {
  return groups.flatMap((group) => {
    const isSame = (one: Values, other: Values) => group.paths.every((path) => one[path] === other[path]);
    if (isSame(mine, theirs)) return [];
    const suggested = isSame(mine, before) ? "theirs" : isSame(theirs, before) ? "mine" : null;
    return [{ ...group, mine: group.text(mine), theirs: group.text(theirs), suggested }];
  });
}

/** Returns the values for the choices, one per difference, by name. */
export function resolved<Values extends Texts>(
  differences: readonly Difference<Values>[],
  choices: Readonly<Partial<Record<string, Side>>>,
  { mine, theirs }: Pick<Versions<Values>, "mine" | "theirs">,
): Values {
  const values = { ...theirs };
  for (const { name, paths } of differences) {
    if (choices[name] === "mine") for (const path of paths) values[path] = mine[path];
  }
  return values;
}
