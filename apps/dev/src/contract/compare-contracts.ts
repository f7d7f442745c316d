import { type Break, compareSchemas } from "./compare-schemas.ts";
import type { Contract, ContractProcedure, JsonSchema } from "./contract.ts";

/** Returns changes that break clients of the earlier contract. New procedures, fields and error codes do not. */
export function breaksBetween(earlier: Contract, later: Contract): Break[] {
  const procedures = Object.entries(earlier.procedures).flatMap(([path, old]) => {
    const young = later.procedures[path];
    if (!young) return [{ address: path, message: "the procedure is gone" }];
    return [
      ...compareCalls(path, old, young),
      ...compareParts({ earlier, later, direction: "input" }, path, [old.input, young.input]),
      ...compareParts({ earlier, later, direction: "output" }, path, [old.output, young.output]),
    ];
  });
  return [
    ...procedures,
    ...compareNamed({ earlier, later, direction: "input" }),
    ...compareNamed({ earlier, later, direction: "output" }),
  ];
}

function compareCalls(path: string, old: ContractProcedure, young: ContractProcedure): Break[] {
  const isSameKind = old.type === young.type;
  const lines = young.rest.map(withoutNames);
  const gone = old.rest.filter((line) => !lines.includes(withoutNames(line)));
  return [
    ...(isSameKind ? [] : [{ address: path, message: `was a ${old.type}, and is a ${young.type}` }]),
    ...gone.map((line) => ({ address: path, message: `${line} is gone` })),
    ...(old.status === undefined || young.status === undefined || old.status === young.status
      ? []
      : [{ address: path, message: `its status was ${old.status}, and is ${young.status}` }]),
    ...(old.csv && !young.csv ? [{ address: path, message: "is no longer answered as CSV" }] : []),
  ];
}

/** Names of path parameters are not part of an address. */
const withoutNames = (line: string) => line.replaceAll(/\{\w+\}/g, "{}");

type Compared = { earlier: Contract; later: Contract; direction: "input" | "output" };
type Parts = [old: JsonSchema | undefined, young: JsonSchema | undefined];

const sidesOf = ({ earlier, later, direction }: Compared) => ({
  direction,
  earlier: direction === "input" ? earlier.inputs : earlier.outputs,
  later: direction === "input" ? later.inputs : later.outputs,
});

function compareParts(compared: Compared, path: string, [old, young]: Parts): Break[] {
  const address = `${path}.${compared.direction}`;
  if (old && young) return compareSchemas({ earlier: old, later: young, address }, sidesOf(compared));
  if (old && compared.direction === "output") return [{ address, message: "is no longer answered" }];
  // Ignores inputs that no schema accepts.
  const isNeeded = compared.direction === "input" && !old && (young?.required ?? []).length > 0;
  return isNeeded ? [{ address, message: "is required now" }] : [];
}

/** Compares named schemas that both have. A renamed schema is compared wherever it is used. */
function compareNamed(compared: Compared): Break[] {
  const sides = sidesOf(compared);
  return Object.entries(sides.earlier).flatMap(([name, earlier]) => {
    const later = sides.later[name];
    return later ? compareSchemas({ earlier, later, address: `${name}.${sides.direction}` }, sides) : [];
  });
}
