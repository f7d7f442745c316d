import type { Appointment } from "@caretype/client";
import { Badge } from "@mantine/core";
import { statusText } from "./status-text.ts";

const colors: Record<Appointment["status"], string> = {
  pending: "yellow",
  booked: "brand",
  arrived: "blue",
  fulfilled: "green",
  cancelled: "gray",
  noshow: "red",
};

/** An appointment's status, as text and color. */
export const StatusBadge = (appointment: Pick<Appointment, "status" | "seenSince">) => (
  <Badge color={colors[appointment.status]}>{statusText(appointment)}</Badge>
);
