import type { BenchEnvironment } from "../environment/bench-environment.ts";
import type { Call } from "../load/messages.ts";
import type { ServerProcess } from "../process/server-process.ts";

export type Operation = "byId" | "list" | "create";

export const operations: readonly Operation[] = ["byId", "list", "create"];

export type Peer = {
  name: string;
  processes: number;
  /** Peers with the same key share one server. */
  serverKey: string;
  start(environment: BenchEnvironment): Promise<ServerProcess>;
  /** The calls of the load, without operations that this peer lacks. */
  calls(environment: BenchEnvironment): Partial<Record<Operation, Call[]>>;
};

export const limitName = "node:http + postgres.js, the limit";

export const pageSize = 50;

const patientsRead = 50;

export const newPatient = {
  firstName: "Grace",
  lastName: "Abernathy",
  gender: "female",
  dateOfBirth: "1984-03-09",
  phoneNumber: "+49 30 5550199",
  email: "grace@example.org",
  address: "7 Station Road, Springfield, MA 01103",
} as const;

/** The same in snake_case. */
export const newPatientSnakeCase = {
  first_name: newPatient.firstName,
  last_name: newPatient.lastName,
  gender: newPatient.gender,
  date_of_birth: newPatient.dateOfBirth,
  phone_number: newPatient.phoneNumber,
  email: newPatient.email,
  address: newPatient.address,
};

export const get = (path: string, headers: Record<string, string> = {}): Call => ({
  method: "GET",
  path,
  headers,
});

export const post = (path: string, body: unknown, headers: Record<string, string> = {}): Call => ({
  method: "POST",
  path,
  headers: { ...headers, "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** Calls of plain REST resources under one path. */
export function resourceCalls(
  environment: BenchEnvironment,
  resource: { path: string; headers?: Record<string, string>; newPatient: object },
): Record<Operation, Call[]> {
  const { path, headers } = resource;
  return {
    byId: readIds(environment).map((id) => get(`${path}/${id}`, headers)),
    list: [get(`${path}?limit=${pageSize}`, headers)],
    create: [post(path, resource.newPatient, headers)],
  };
}

/** Evenly spaced over the practice. */
export function readIds({ patientIds }: BenchEnvironment): string[] {
  const step = Math.max(1, Math.floor(patientIds.length / patientsRead));
  return patientIds.filter((_, index) => index % step === 0).slice(0, patientsRead);
}
