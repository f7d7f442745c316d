export type Side = "mine" | "saved";

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
  saved: string;
  /** The side that changed it; null if both did. */
  suggested: Side | null;
};

export type Versions<Values> = { before: Values; mine: Values; saved: Values };

/** Returns the groups in which the input differs from the saved version. */
export function differencesOf<Values extends Texts>(
  groups: readonly ConflictGroup<Values>[],
  { before, mine, saved }: Versions<Values>,
): Difference<Values>[] {
  return groups.flatMap((group) => {
    const isSame = (one: Values, other: Values) => group.paths.every((path) => one[path] === other[path]);
    if (isSame(mine, saved)) return [];
    const suggested = isSame(mine, before) ? "saved" : isSame(saved, before) ? "mine" : null;
    return [{ ...group, mine: group.text(mine), saved: group.text(saved), suggested }];
  });
}

/** Returns the values for the choices, one per difference, by name. */
export function resolved<Values extends Texts>(
  differences: readonly Difference<Values>[],
  choices: Readonly<Partial<Record<string, Side>>>,
  { mine, saved }: Pick<Versions<Values>, "mine" | "saved">,
): Values {
  const values = { ...saved };
  for (const { name, paths } of differences) {
    if (choices[name] === "mine") for (const path of paths) values[path] = mine[path];
  }
  return values;
}
