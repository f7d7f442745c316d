/**
 * Which columns of a statement are equal to one another, to parameters and to constants. A column of a subquery is bound
 * to a value if it is in all branches of it.
 */
export class EqualColumns {
  readonly #parents = new Map<string, string>();
  readonly #branches: { column: string; parts: string[] }[] = [];

  find(column: string): string {
    let root = column;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    return root;
  }

  equate(one: string, other: string) {
    const [from, to] = [this.find(one), this.find(other)];
    if (from === to) return;
    // Values are the roots, so that a class shows its value.
    if (isValue(from)) this.#parents.set(to, from);
    else this.#parents.set(from, to);
  }

  /** The column is one of these, in each row another one. */
  oneOf(column: string, parts: string[]) {
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) this.equate(column, only);
    else this.#branches.push({ column, parts });
  }

  /** Returns the parameter, `$1`, or the constant that the column is equal to. */
  valueOf(column: string): string | undefined {
    this.#settleBranches();
    const root = this.find(column);
    return isValue(root) ? root : undefined;
  }

  #settleBranches() {
    for (let isChanged = true; isChanged; ) {
      isChanged = false;
      for (const { column, parts } of this.#branches) {
        const values = parts.map((part) => this.find(part));
        if (isValue(this.find(column)) || !values.every(isValue)) continue;
        this.equate(column, new Set(values).size === 1 ? (values[0] ?? "") : "$several");
        isChanged = true;
      }
    }
  }
}

const isValue = (column: string) => column.startsWith("$") || column.startsWith("'");
