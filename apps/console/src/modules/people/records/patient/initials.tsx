import type { Patient } from "@caretype/client";
import { initialsOf } from "@caretype/core/kernel/field/name-parts";
import { Avatar } from "@mantine/core";

/** Shades that carry white text. */
const patientColors = ["brand-8", "blue-8", "grape-8", "yellow-8", "green-8", "red-8", "gray-7", "violet-8"];

/** A patient's color, to distinguish tabs. Always shown with the initials. */
export const colorOf = ({ id }: Patient) => ({
  "--patient-color": `var(--mantine-color-${patientColors[Number.parseInt(id.slice(-2), 16) % patientColors.length]})`,
});

/** The initials in the patient's color. */
export const Initials = ({ patient, size }: { patient: Patient; size?: number }) => (
  <Avatar
    component="span"
    variant="filled"
    size={size}
    radius="xl"
    aria-hidden
    styles={{ placeholder: { background: "var(--patient-color)", color: "white" } }}
    style={colorOf(patient)}
  >
    {initialsOf(patient) || [...patient.name][0]}
  </Avatar>
);
