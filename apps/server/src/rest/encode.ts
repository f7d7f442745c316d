import { wireName } from "./names.ts";
import type { Shape } from "./shape.ts";

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Encoder = (value: unknown) => unknown;

const encoders = new WeakMap<Shape, Encoder>();

/** A typed value as it goes on the wire: names that the schema knows in snake_case, all else as it is. */
export function encode(shape: Shape, value: unknown): unknown {
  let encoder = encoders.get(shape);
  if (!encoder) {
    encoder = createEncoder(shape);
    encoders.set(shape, encoder);
  }
  return encoder(value);
}

function createEncoder({ fields, items, values }: Shape): Encoder {
  const wire = new Map([...fields].map(([name, shape]) => [name, { name: wireName(name), shape }]));
  return (value) => {
    if (Array.isArray(value)) return items ? value.map((item) => encode(items, item)) : value;
    if (!isRecord(value) || (wire.size === 0 && !values)) return value;
    const encoded: Record<string, unknown> = {};
    for (const [name, part] of Object.entries(value)) {
      const known = wire.get(name);
      if (known) encoded[known.name] = needsEncoding(known.shape) ? encode(known.shape, part) : part;
      else encoded[name] = values ? encode(values, part) : part;
    }
    return encoded;
  };
}

const needsEncoding = ({ fields, items, values }: Shape) =>
  fields.size > 0 || items !== null || values !== null;
