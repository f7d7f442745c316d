import { commonTexts } from "../../words/common/common.ts";
import { byName } from "../../words/format/by-name.ts";
import { FactList } from "../../words/format/name.tsx";

type Named = { name: string; isActive?: boolean };

/** Reserves its height while loading. */
export const unknownFacts = "\u00a0";

/** Names in a line. */
export const NameList = ({ items }: { items: readonly Named[] | undefined }) =>
  items ? (
    <FactList
      separator=", "
      facts={items.length === 0 ? [commonTexts.none] : items.map(({ name }) => name)}
    />
  ) : (
    unknownFacts
  );

/** Names in a line, in the order of the navigation. */
export const SortedNames = ({ data }: { data: { items: Named[] } | undefined }) => (
  <NameList items={data && byName(data.items)} />
);
