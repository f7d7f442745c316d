import type { Appointment } from "@caretype/client";
import { Badge } from "@mantine/core";
import { texts as appointmentTexts } from "./texts.en.ts";

const colors: Record<Appointment["status"], string> = {
  pending: "yellow",
  booked: "brand",
  arrived: "blue",
  fulfilled: "green",
  cancelled: "gray",
  noshow: "red",
};

/** The status of an appointment, in words and in a colour. */
export const StatusBadge = ({ status }: Pick<Appointment, "status">) => (
  <Badge color={colors[status]}>{appointmentTexts.statuses[status]}</Badge>
);
