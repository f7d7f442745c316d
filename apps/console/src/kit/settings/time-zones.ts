import { texts as frameTexts } from "../../words/frame/texts.en.ts";
/** All time zones by region, as options of a select. `known` is listed even if this browser does not know it. */
export function zonesByRegion(known: string | null): { group: string; items: string[] }[] {
  const names = new Set([...Intl.supportedValuesOf("timeZone"), ...(known === null ? [] : [known])]);
  const regions = Map.groupBy([...names].toSorted(), (name) =>
    name.includes("/") ? name.slice(0, name.indexOf("/")) : frameTexts.otherZones,
  );
  return [...regions].map(([group, items]) => ({ group, items }));
}
