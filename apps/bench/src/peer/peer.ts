import type { TestBed } from "../bed/test-bed.ts";
import type { Call } from "../load/messages.ts";
import type { ServerProcess } from "../process/server-process.ts";

export type Operation = "byId" | "list" | "create";

export const operations: readonly Operation[] = ["byId", "list", "create"];

/** A way to do the same work: a server, and how it is spoken to. */
export type Peer = {
  name: string;
  /** How many processes serve, all told. */
  processes: number;
  /** Peers with the same key are one server that is spoken to in several ways. */
  serverKey: string;
  start(bed: TestBed): Promise<ServerProcess>;
  /** What the load sends; none for what this peer is not asked. */
  calls(bed: TestBed): Partial<Record<Operation, Call[]>>;
};

export const limitName = "node:http + postgres.js, the limit";

export const pageSize = 50;

/** So many different patients are read in turn. */
const patientsRead = 50;

/** What is created, by its typed names. */
export const newPatient = {
  firstName: "Grace",
  lastName: "Abernathy",
  gender: "female",
  dateOfBirth: "1984-03-09",
  phoneNumber: "+49 30 5550199",
  email: "grace@example.org",
  address: "7 Station Road, Springfield, MA 01103",
} as const;

/** The same for those who write names with underscores. */
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

/** The address and body of plain resources under one path. */
export function resourceCalls(
  bed: TestBed,
  resource: { path: string; headers?: Record<string, string>; newPatient: object },
): Record<Operation, Call[]> {
  const { path, headers } = resource;
  return {
    byId: readIds(bed).map((id) => get(`${path}/${id}`, headers)),
    list: [get(`${path}?limit=${pageSize}`, headers)],
    create: [post(path, resource.newPatient, headers)],
  };
}

/** Spread over the practice. */
export function readIds({ patientIds }: TestBed): string[] {
  const step = Math.max(1, Math.floor(patientIds.length / patientsRead));
  return patientIds.filter((_, index) => index % step === 0).slice(0, patientsRead);
}
