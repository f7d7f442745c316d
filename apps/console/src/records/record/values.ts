import type { ConflictGroup } from "../../session/form/conflict.ts";
import type { Fact } from "../history/facts.ts";
import { type FieldView, type May, shownViewsOf, type ValuesOf, viewsOf } from "./field-view.ts";

type Views<Value, Name extends string> = Readonly<Record<Name, FieldView<Value, Name>>>;

export const emptyValues = <Value, Name extends string>(
  views: Views<Value, Name>,
  may: May,
): ValuesOf<Name> => collect(shownViewsOf(views, may).map(([name]) => [name, ""]));

export const valuesOf = <Value extends { [Field in Name]?: unknown }, Name extends string>(
  views: Views<Value, Name>,
  record: Value,
  may: May,
): ValuesOf<Name> =>
  collect(
    shownViewsOf(views, may).map(([name, { value }]) => [
      name,
      value?.(record) ?? String(record[name] ?? ""),
    ]),
  );

function collect<Name extends string>(entries: [Name, string][]): ValuesOf<Name> {
  const values: ValuesOf<Name> = {};
  for (const [name, text] of entries) values[name] = text;
  return values;
}

/** Converts values to the API's input. The schema reports invalid ones. */
export const detailsOf = <Value, Name extends string>(
  views: Views<Value, Name>,
  values: ValuesOf<Name>,
): Record<string, unknown> => sentOf(views, values, () => true);

export function changesOf<Value, Name extends string>(
  views: Views<Value, Name>,
  values: ValuesOf<Name>,
  before: ValuesOf<Name>,
): Record<string, unknown> {
  return sentOf(views, values, (name) =>
    [...pathsOf(views, name), views[name].sentWith ?? name].some((path) => values[path] !== before[path]),
  );
}

function sentOf<Value, Name extends string>(
  views: Views<Value, Name>,
  values: ValuesOf<Name>,
  isSent: (name: Name) => boolean,
): Record<string, unknown> {
  const sent = viewsOf(views)
    .filter(([name]) => values[name] !== undefined && isSent(name))
    .map(([name, { send }]) => [name, send ? send(values) : values[name]] as const);
  return Object.fromEntries(sent.filter(([, value]) => value !== undefined));
}

/** Fields that belong together, the main one first. */
function pathsOf<Value, Name extends string>(views: Views<Value, Name>, name: Name): Name[] {
  const first = views[name].partOf ?? name;
  return [first, ...viewsOf(views).flatMap(([other, { partOf }]) => (partOf === first ? [other] : []))];
}

export const conflictGroupsOf = <Value, Name extends string>(
  views: Views<Value, Name>,
): ConflictGroup<ValuesOf<Name>>[] =>
  viewsOf(views)
    .filter(([, { partOf }]) => partOf === undefined)
    .map(([name, { label, entered }]) => ({
      name,
      label,
      paths: pathsOf(views, name),
      text: entered ?? ((values) => values[name] ?? ""),
    }));

export const factsOf = <Value, Name extends string>(
  views: readonly (readonly [Name, FieldView<Value, Name>])[],
): Fact<Value>[] =>
  views
    .filter(([, { partOf }]) => partOf === undefined)
    .map(([name, { show: text, label, isLong, isRare }]) => ({ name, label, text, isLong, isRare }));
