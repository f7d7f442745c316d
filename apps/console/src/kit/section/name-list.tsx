import { commonTexts } from "../../words/common/common.ts";
import { byName } from "../../words/format/by-name.ts";
import { FactList } from "../../words/format/name.tsx";

type Named = { name: string; isActive?: boolean };

/** Has its height before it is known. */
export const unknownFacts = "\u00a0";

/** The names of what is set, in a line. */
export const NameList = ({ items }: { items: readonly Named[] | undefined }) =>
  items ? (
    <FactList
      separator=", "
      facts={items.length === 0 ? [commonTexts.none] : items.map(({ name }) => name)}
    />
  ) : (
    unknownFacts
  );

/** The same, in the order of their pages. */
export const SortedNames = ({ data }: { data: { items: Named[] } | undefined }) => (
  <NameList items={data && byName(data.items)} />
);
