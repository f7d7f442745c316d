import { describe, expect, it } from "vitest";
import { markedStatus, readStatus } from "./booking-status.ts";

describe("a status", () => {
  it.each([
    ["Cancelled by patient", "cancelled"],
    ["Abgesagt (krank)", "cancelled"],
    ["Cancelado - paciente", "cancelled"],
    ["DNA", "noshow"],
    ["Did not attend", "noshow"],
    ["Checked out", "fulfilled"],
    ["Checked in", "fulfilled"],
    ["Chegou", "fulfilled"],
    ["Não compareceu", "noshow"],
    ["Annulée (patient)", "cancelled"],
    ["Kept", "fulfilled"],
    ["Confirmado", "booked"],
    ["Pendiente", "booked"],
    ["Patient cancelled", "cancelled"],
    ["x Canceled", "cancelled"],
    ["@ Arrived", "fulfilled"],
    ["- None", null],
    ["No Show - called twice", "noshow"],
    ["Nicht erschienen (entschuldigt)", "noshow"],
  ])("%s is %s", (cell, value) => {
    expect(readStatus(cell)).toEqual({ value });
  });

  it.each([
    ["2026-11-20T09:00:00Z", "", "cancelled"],
    ["Patient is ill", "No", "cancelled"],
    ["No", "Yes", "noshow"],
    ["false", "true", "noshow"],
    ["0", "Nein", null],
    ["", "", null],
  ])("is marked by `%s` and `%s` as %s", (cancelled, noShow, status) => {
    expect(markedStatus({ cancelled, noShow })).toBe(status);
  });

  it.each([
    "Rescheduled",
    "Not cancelled",
    "Do not cancel",
    "Was never cancelled",
    "Confirmed / cancelled",
    "Cancellation policy",
    "Booked by phone",
  ])("is not guessed from %s", (cell) => expect(readStatus(cell)).toHaveProperty("message"));
});
