import type { BenchEnvironment } from "../environment/bench-environment.ts";
import { newPatient, pageSize, readIds } from "../peer/peer.ts";
import type { Cell } from "./cell.ts";

const count = (text: string, part: RegExp) => [...text.matchAll(part)].length;

/**
 * Checks an answer before measuring: the requested patient, the right number of patients, or the created one.
 * @throws {Error} that names the peer and the problem.
 */
export async function verifyAnswer(
  environment: BenchEnvironment,
  { peer, operation, calls, server }: Cell,
): Promise<void> {
  const [call] = calls;
  if (!call) throw new RangeError("There is no call to send.");
  const response = await fetch(`${server.url}${call.path}`, {
    method: call.method,
    headers: call.headers,
    body: call.body ?? null,
  });
  const text = await response.text();
  const problem = response.ok ? wrongIn(text, environment, operation) : `status ${response.status}`;
  if (problem) throw new Error(`${peer.name}, ${operation}: ${problem}; it answered ${text.slice(0, 300)}`);
}

/** Checks what all peers' answers have in common. Only patients have a field `id`. */
function wrongIn(
  text: string,
  environment: BenchEnvironment,
  operation: Cell["operation"],
): string | undefined {
  const patients = count(text, /"id":"[0-9a-f-]{36}"/g);
  const expected = operation === "list" ? pageSize : 1;
  if (patients !== expected) return `${patients} patients instead of ${expected}`;
  if (operation === "create") return holds(text, [newPatient.lastName, newPatient.dateOfBirth]);
  if (operation === "byId") return holds(text, [readIds(environment)[0] ?? "", "Lindqvist"]);
  return holds(text, environment.patientIds.slice(0, pageSize));
}

function holds(text: string, parts: readonly string[]): string | undefined {
  const missing = parts.find((part) => !text.includes(part));
  return missing === undefined ? undefined : `without ${missing}`;
}
