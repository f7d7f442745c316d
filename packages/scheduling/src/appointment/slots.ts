import type { DoctorId, VisitTypeId } from "@caretype/core/kernel/field/ids";
import type { Interval } from "../opening-hours/expand.ts";
import { slotKey } from "./rules.ts";

/** An occupied time of the doctor, with the appointment's start. */
type Busy = { occupied: Interval; start: number; slot: string };

export type Wanted = {
  visit: { id: VisitTypeId; minutes: number; bufferBefore: number; bufferAfter: number; seats: number };
  /** Number of patients. Default: one. */
  patients?: number;
  /** The distance between starts, in minutes. */
  stepMinutes: number;
  /** The first start, inclusive. */
  from: number;
  /** The last start, exclusive. */
  until: number;
};

export type DoctorsDays = {
  doctorId: DoctorId;
  doctorName: string;
  /** The doctor's last booking, in milliseconds since 1970. */
  bookedAt: number;
  maxAppointmentsPerDay: number;
  open: readonly Interval[];
  /** Sorted by the start of the occupied time. */
  busy: readonly Busy[];
  /** Other doctors' appointments in the requested room, sorted likewise. */
  inRoom?: readonly Busy[];
  /** The local date of an instant. */
  dateOf: (instant: number) => string;
};

export type FreeSlot = { start: number; end: number; seatsLeft: number };

const minute = 60_000;

/**
 * Yields a doctor's free slots on days that are not full, earliest first. A generator, because a doctor may have
 * thousands.
 */
export function* freeSlots(doctor: DoctorsDays, wanted: Wanted): Generator<FreeSlot> {
  const { visit, patients = 1, stepMinutes, from: first, until } = wanted;
  const [length, step] = [visit.minutes * minute, stepMinutes * minute];
  const counts = new Map<string, number>();
  for (const { start } of doctor.busy) {
    const date = doctor.dateOf(start);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  const most = doctor.maxAppointmentsPerDay;
  if (most < patients) return;
  const full = new Set([...counts.keys()].filter((date) => (counts.get(date) ?? 0) + patients > most));
  for (const hours of doctor.open) {
    const last = Math.min(hours.end - length, until - 1);
    const skipped = Math.max(0, Math.ceil((first - hours.start) / step));
    for (let start = hours.start + skipped * step; start <= last; start += step) {
      if (full.size > 0 && full.has(doctor.dateOf(start))) continue;
      const from = start - visit.bufferBefore * minute;
      const to = start + length + visit.bufferAfter * minute;
      const met = [...between(doctor.busy, from, to), ...between(doctor.inRoom ?? [], from, to)];
      const own = slotKey(visit, { doctorId: doctor.doctorId, start }, "");
      const others = met.filter(({ slot }) => slot !== own);
      const seatsLeft = visit.seats - (met.length - others.length);
      if (others.length === 0 && seatsLeft >= patients) yield { start, end: start + length, seatsLeft };
    }
  }
}

/** Joins adjacent slots with the same number of free seats. */
export function* joined(slots: Iterable<FreeSlot>): Generator<FreeSlot> {
  let last: FreeSlot | undefined;
  for (const slot of slots) {
    const isNext = last && (slot.start > last.end || slot.seatsLeft !== last.seatsLeft);
    if (last && isNext) yield last;
    last = last && !isNext ? { ...slot, start: last.start } : slot;
  }
  if (last) yield last;
}

/** No appointment occupies more. */
const maxOccupied = 24 * 60 * minute;

/** The occupied times that overlap a range. */
function between(busy: readonly Busy[], from: number, to: number): Busy[] {
  let [low, high] = [0, busy.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((busy[middle]?.occupied.start ?? 0) < from - maxOccupied) low = middle + 1;
    else high = middle;
  }
  const met: Busy[] = [];
  for (let at = low; at < busy.length; at++) {
    const each = busy[at];
    if (!each || each.occupied.start >= to) break;
    if (each.occupied.end > from) met.push(each);
  }
  return met;
}
