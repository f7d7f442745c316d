import type { Doctor, RouterInputs } from "@caretype/client";

type Details = Omit<RouterInputs["doctor"]["update"], "id" | "expectedVersion">;

/** All that can be said of a doctor. The whole name is not asked for: it is made of its parts. */
export type DoctorField = Exclude<keyof Details, "name">;

/** What is in the fields of the form; of a specialization the label, as people know no codes. */
export type DoctorValues = Record<Exclude<DoctorField, "gender">, string> & {
  gender: NonNullable<Doctor["gender"]> | "";
};

export const fieldLabels: Record<DoctorField, string> = {
  firstName: "First name",
  lastName: "Last name",
  specialization: "Specialization",
  licenseNumber: "Licence number",
  yearsOfExperience: "Years of experience",
  gender: "Gender",
  phoneNumber: "Phone",
  email: "E-mail address",
  contactInfo: "Contact",
  maxAppointmentsPerDay: "Appointments a day",
};

export const noDoctor: DoctorValues = {
  ...{ firstName: "", lastName: "", specialization: "", licenseNumber: "", yearsOfExperience: "" },
  ...{ gender: "", phoneNumber: "", email: "", contactInfo: "", maxAppointmentsPerDay: "10" },
};

export const valuesOf = (doctor: Doctor): DoctorValues => ({
  firstName: doctor.firstName,
  lastName: doctor.lastName,
  specialization: doctor.specializationLabel ?? "",
  licenseNumber: doctor.licenseNumber ?? "",
  yearsOfExperience: String(doctor.yearsOfExperience ?? ""),
  gender: doctor.gender ?? "",
  phoneNumber: doctor.phoneNumber ?? "",
  email: doctor.email ?? "",
  contactInfo: doctor.contactInfo ?? "",
  maxAppointmentsPerDay: String(doctor.maxAppointmentsPerDay),
});

type Specialization = { specialization: string; label: string };
/**
 * As the API takes them: its schema says what is wrong with what is none. A label that is a code's is sent as the code,
 * so that one specialization is not two.
 */
export function detailsOf(values: DoctorValues, known: readonly Specialization[]): Details {
  const { yearsOfExperience, maxAppointmentsPerDay, gender, ...texts } = values;
  const typed = texts.specialization.trim().toLocaleLowerCase();
  const coded = known.find(({ label }) => label.toLocaleLowerCase() === typed);
  return {
    ...texts,
    specialization: coded?.specialization ?? texts.specialization,
    gender: gender || null,
    yearsOfExperience: yearsOfExperience.trim() === "" ? null : Number(yearsOfExperience),
    // An empty one is refused at its field, where the schema would take none for what it was.
    maxAppointmentsPerDay: maxAppointmentsPerDay.trim() === "" ? Number.NaN : Number(maxAppointmentsPerDay),
  };
}

/** Only what was changed, so that nothing else is overwritten. */
export const changesOf = (
  values: DoctorValues,
  { before, known }: { before: DoctorValues; known: readonly Specialization[] },
): Details =>
  Object.fromEntries(
    Object.entries(detailsOf(values, known)).filter(([field]) => {
      const name = field as DoctorField;
      return values[name] !== before[name];
    }),
  );
