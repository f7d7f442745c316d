import type { JsonSchema, NamedSchemas } from "./contract.ts";

// Two versions of a schema, with the direction of its values. Old clients send values of the earlier schema, so the
// later one must accept them. They read values of the later schema as the earlier one.

/** A breaking change and its path: `patient.list.input.q`. */
export type Break = { address: string; message: string };

export type Sides = {
  direction: "input" | "output";
  earlier: NamedSchemas;
  later: NamedSchemas;
};

type Pair = { earlier: JsonSchema; later: JsonSchema; address: string };

export function compareSchemas({ earlier, later, address }: Pair, sides: Sides): Break[] {
  const name = nameOf(earlier);
  // A named schema is compared once, under its own name.
  if (name !== undefined && name === nameOf(later)) return [];
  const [olds, news] = [variantsOf(earlier, sides.earlier), variantsOf(later, sides.later)];
  // Each variant of the sender must match a variant of the receiver.
  const [given, known] = sides.direction === "input" ? [olds, news] : [news, olds];
  return given.flatMap((variant) => {
    const tried = known.map((other) => {
      const [old, young] = sides.direction === "input" ? [variant, other] : [other, variant];
      return compareVariants({ earlier: old, later: young, address }, sides);
    });
    return tried.toSorted((one, other) => one.length - other.length)[0] ?? [];
  });
}

const prefix = "#/$defs/";
const nameOf = ({ $ref }: JsonSchema) => $ref?.slice(prefix.length);

function variantsOf(schema: JsonSchema, named: NamedSchemas): JsonSchema[] {
  const name = nameOf(schema);
  if (name !== undefined) return variantsOf(named[name] ?? {}, named);
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (alternatives.length > 0)
    return alternatives.flatMap((one) => (typeof one === "boolean" ? [{}] : variantsOf(one, named)));
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : [schema];
}

function compareVariants(pair: Pair, sides: Sides): Break[] {
  const { earlier, later, address } = pair;
  const [given, known] = sides.direction === "input" ? [earlier, later] : [later, earlier];
  if (!hasType(given, known)) {
    const verb = sides.direction === "input" ? "no longer be" : "now be";
    return [{ address, message: `may ${verb} ${typeText(given)}, only ${typeText(known)} is known` }];
  }
  return [
    ...compareValues(pair, sides),
    ...(sides.direction === "input" ? compareLimits(pair) : []),
    ...compareFields(pair, sides),
    ...compareMembers(pair, sides),
  ];
}

const typeText = ({ type, format }: JsonSchema) => format ?? String(type ?? "any value");

/** Whether a value of the type fits one of the known types. A schema without a type accepts anything. */
const hasType = (given: JsonSchema, known: JsonSchema) =>
  known.type === undefined ||
  given.type === known.type ||
  (given.type === "integer" && known.type === "number");

const valuesOf = ({ enum: choice, const: constant }: JsonSchema): readonly unknown[] | undefined =>
  choice ?? (constant === undefined ? undefined : [constant]);

/** Enumerations and formats. Answers may get new values, which clients must expect. */
function compareValues({ earlier, later, address }: Pair, { direction }: Sides): Break[] {
  const found: Break[] = [];
  const [old, young] = [valuesOf(earlier), valuesOf(later)];
  const gone = direction === "input" && young ? (old ?? []).filter((value) => !young.includes(value)) : [];
  for (const value of gone)
    found.push({ address, message: `the value ${JSON.stringify(value)} is no longer taken` });
  if (direction === "input" && young && !old) found.push({ address, message: "takes only some values now" });
  if (direction === "output" && old && !young) found.push({ address, message: "may be any value now" });
  const isFormatKept =
    earlier.format === later.format || (direction === "input" && later.format === undefined);
  if (!isFormatKept)
    found.push({
      address,
      message: `its format was ${earlier.format ?? "any"}, and is ${later.format ?? "any"}`,
    });
  for (const mark of ["keepsNames", "isFieldName"])
    if (earlier[mark] !== later[mark]) found.push({ address, message: "its names over REST are others" });
  return found;
}

const upperLimits = ["maxLength", "maximum", "maxItems", "exclusiveMaximum"];
const lowerLimits = ["minLength", "minimum", "minItems", "exclusiveMinimum"];

function compareLimits({ earlier, later, address }: Pair): Break[] {
  const isNarrower = (name: string, compare: (one: number, other: number) => boolean) => {
    const [old, young] = [Reflect.get(earlier, name), Reflect.get(later, name)];
    return typeof young === "number" && (typeof old !== "number" || compare(young, old));
  };
  const found = [
    ...upperLimits.filter((name) => isNarrower(name, (young, old) => young < old)),
    ...lowerLimits.filter((name) => isNarrower(name, (young, old) => young > old)),
    ...(later.pattern !== undefined && later.pattern !== earlier.pattern ? ["pattern"] : []),
  ];
  return found.map((name) => ({ address, message: `its ${name} is narrower: ${Reflect.get(later, name)}` }));
}

function compareFields({ earlier, later, address }: Pair, sides: Sides): Break[] {
  const [olds, news] = [earlier.properties ?? {}, later.properties ?? {}];
  const mustBe = (schema: JsonSchema, name: string) => schema.required?.includes(name) ?? false;
  const found: Break[] = [];
  for (const [name, old] of Object.entries(olds)) {
    const [young, at] = [news[name], `${address}.${name}`];
    if (young === undefined) found.push(...removedField(at, later, sides));
    else if (typeof old === "object" && typeof young === "object")
      found.push(...compareSchemas({ earlier: old, later: young, address: at }, sides));
    if (sides.direction === "output" && young !== undefined && mustBe(earlier, name) && !mustBe(later, name))
      found.push({ address: at, message: "may be missing now" });
  }
  if (sides.direction === "output") return found;
  const demanded = (later.required ?? []).filter((name) => !mustBe(earlier, name));
  return [
    ...found,
    ...demanded.map((name) => ({ address: `${address}.${name}`, message: "is required now" })),
  ];
}

function removedField(address: string, later: JsonSchema, { direction }: Sides): Break[] {
  if (direction === "output") return [{ address, message: "is no longer answered" }];
  return later.additionalProperties === false ? [{ address, message: "is no longer taken" }] : [];
}

function compareMembers({ earlier, later, address }: Pair, sides: Sides): Break[] {
  const at = `${address}[]`;
  return (["items", "additionalProperties", "propertyNames"] as const).flatMap((key) => {
    const [old, young] = [earlier[key], later[key]];
    return isSchema(old) && isSchema(young)
      ? compareSchemas({ earlier: old, later: young, address: at }, sides)
      : [];
  });
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
