import type { AssignmentId } from "@caretype/client";
import { type AccountId, type Assignment, assignmentId, type Doctor, type Patient } from "@caretype/client";
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { api } from "../api.ts";

type Parts = { patient: Patient; doctor: Doctor; reasonForVisit: string | null; assignedBy: AccountId };

/** Shown in lists until the server has answered. Nothing can be done with it: the server does not know its id. */
export function provisionalAssignment({ patient, doctor, reasonForVisit, assignedBy }: Parts): Assignment {
  const now = new Date().toISOString();
  return {
    // Half of each: it has to be one, and to differ from those of others.
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

/** Puts an assignment at the head of every list in memory that it belongs to, and answers how that is taken back. */
export const showAtOnce = (queryClient: QueryClient, assignment: Assignment): Promise<() => void> =>
  changeLists(queryClient, (cached, key) =>
    belongsTo(assignment, key) ? withItem(cached, assignment) : cached,
  );

/** Takes an assignment from every list in memory, and answers how that is taken back. */
export const hideAtOnce = (queryClient: QueryClient, id: AssignmentId): Promise<() => void> =>
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

/** A query's key ends in its input: the list of a doctor or patient, or of all. */
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

/** All that an assignment shows in is read anew. */
export const readAnew = (queryClient: QueryClient): Promise<unknown> =>
  Promise.all(
    [
      api.assignment.pathFilter(),
      api.patient.doctors.pathFilter(),
      api.patient.list.pathFilter(),
      api.doctor.workload.pathFilter(),
      api.statistics.pathFilter(),
    ].map((filter) => queryClient.invalidateQueries(filter)),
  );
