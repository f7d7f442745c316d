import { locale } from "../settings/locale.ts";

type Offered = { name: string; isActive?: boolean };

const { compare } = new Intl.Collator(locale, { numeric: true });

/** Active ones first, each group by name: room 2 before room 10. */
export const byName = <Of extends Offered>(all: readonly Of[]): Of[] =>
  all.toSorted(
    (one, other) => Number(other.isActive ?? 0) - Number(one.isActive ?? 0) || compare(one.name, other.name),
  );
