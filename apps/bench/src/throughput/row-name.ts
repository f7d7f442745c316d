import type { Operation, Peer } from "../peer/peer.ts";

export const operationNames: Record<Operation, string> = {
  byId: "Read one patient",
  list: "List the 50 newest",
  create: "Create a patient",
};

/** Returns, for example, `Read one patient, REST, 2 processes`. Leaves out Caretype's own name. */
export function rowName({ name, processes }: Pick<Peer, "name" | "processes">, operation: Operation): string {
  const unit = processes === 1 ? "process" : "processes";
  return `${operationNames[operation]}, ${name.replace("Caretype, ", "")}, ${processes} ${unit}`;
}
