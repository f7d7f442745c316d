/** Numbers in a version count as numbers: 2.9 comes before 2.80. */
const collator = new Intl.Collator("en", { numeric: true });

type Versioned = { version: string };

/** The greatest version, or undefined without any. */
export const latestOf = <Of extends Versioned>(all: readonly Of[]): Of | undefined =>
  all.toSorted((one, other) => collator.compare(other.version, one.version))[0];

/** The greatest version before one. */
export const before = <Of extends Versioned>(all: readonly Of[], { version }: Versioned): Of | undefined =>
  latestOf(all.filter((other) => collator.compare(other.version, version) < 0));
