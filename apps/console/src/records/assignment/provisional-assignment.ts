import type { AssignmentId } from "@caretype/client";
import { type AccountId, type Assignment, assignmentId, type Doctor, type Patient } from "@caretype/client";
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";

type Parts = { patient: Patient; doctor: Doctor; reasonForVisit: string | null; assignedBy: AccountId };

/** Shown until the server responds. It has no actions, as the server does not know its id. */
export function provisionalAssignment({ patient, doctor, reasonForVisit, assignedBy }: Parts): Assignment {
  const now = new Date().toISOString();
  return {
    // A valid id, unique to the pair: half of each.
    id: assignmentId.parse(doctor.id.slice(0, 18) + patient.id.slice(18)),
    version: 0,
    patient,
    patientId: patient.id,
    patientName: patient.name,
    doctor,
    doctorId: doctor.id,
    doctorName: doctor.name,
    reasonForVisit,
    assignedBy,
    assignedAt: now,
    updatedAt: now,
  };
}

export const isProvisional = ({ version }: Pick<Assignment, "version">) => version === 0;

type Page = { items: Assignment[]; nextCursor: string | null };
type Cached = Page | { pages: Page[]; pageParams: unknown[] };

type Change = (cached: Cached, key: QueryKey) => Cached;

/** Adds an assignment to every cached list that it belongs to. Returns a rollback. */
export const showOptimistically = (queryClient: QueryClient, assignment: Assignment): Promise<() => void> =>
  changeLists(queryClient, (cached, key) =>
    belongsTo(assignment, key) ? withItem(cached, assignment) : cached,
  );

/** Removes an assignment from every cached list. Returns a rollback. */
export const hideOptimistically = (queryClient: QueryClient, id: AssignmentId): Promise<() => void> =>
  changeLists(queryClient, (cached) => withoutItem(cached, id));

async function changeLists(queryClient: QueryClient, change: Change): Promise<() => void> {
  const filters = [api.assignment.listForPatient.pathFilter(), api.assignment.list.pathFilter()];
  await Promise.all(filters.map((filter) => queryClient.cancelQueries(filter)));
  const before = filters.flatMap((filter) => queryClient.getQueriesData<Cached>(filter));
  for (const [key, cached] of before) if (cached) queryClient.setQueryData(key, change(cached, key));
  return () => {
    for (const [key, cached] of before) queryClient.setQueryData(key, cached);
  };
}

/** A query's key ends in its input: a doctor's or patient's id, or neither. */
function belongsTo({ patientId, doctorId }: Assignment, key: QueryKey): boolean {
  const input: { patientId?: unknown; doctorId?: unknown } = Object(Object(key[1]).input);
  const isWanted = (wanted: unknown, id: string) => wanted === undefined || wanted === id;
  return isWanted(input.patientId, patientId) && isWanted(input.doctorId, doctorId);
}

function withItem(cached: Cached, item: Assignment): Cached {
  if (!("pages" in cached)) return { ...cached, items: [item, ...cached.items] };
  const [first, ...rest] = cached.pages;
  if (!first) return cached;
  return { ...cached, pages: [{ ...first, items: [item, ...first.items] }, ...rest] };
}

const without = (page: Page, id: string): Page => ({
  ...page,
  items: page.items.filter((item) => item.id !== id),
});

const withoutItem = (cached: Cached, id: string): Cached =>
  "pages" in cached
    ? { ...cached, pages: cached.pages.map((page) => without(page, id)) }
    : without(cached, id);

/** Invalidates every query that contains assignments. */
export const invalidateAssignments = (queryClient: QueryClient): Promise<unknown> =>
  Promise.all(
    [
      api.assignment.pathFilter(),
      api.patient.doctors.pathFilter(),
      api.patient.list.pathFilter(),
      api.doctor.workload.pathFilter(),
      api.statistics.pathFilter(),
    ].map((filter) => queryClient.invalidateQueries(filter)),
  );
