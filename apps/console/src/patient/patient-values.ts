import type { Patient, RouterInputs } from "@caretype/client";

type Details = Omit<RouterInputs["patient"]["update"], "id" | "expectedVersion">;

/** All that can be said of a patient. The whole name is not asked for: it is made of its parts. */
export type PatientField = Exclude<keyof Details, "name">;

/** What is in the fields of the form. The medical history is left out for who may not see it. */
export type PatientValues = Record<Exclude<PatientField, "gender" | "medicalHistory">, string> & {
  gender: Patient["gender"] | "";
  medicalHistory?: string;
};

export const fieldLabels: Record<PatientField, string> = {
  firstName: "First name",
  lastName: "Last name",
  gender: "Gender",
  dateOfBirth: "Date of birth",
  age: "Age",
  phoneNumber: "Phone",
  email: "E-mail address",
  address: "Address",
  medicalHistory: "Medical history",
};

export const noPatient: PatientValues = {
  ...{ firstName: "", lastName: "", gender: "", dateOfBirth: "", age: "" },
  ...{ phoneNumber: "", email: "", address: "", medicalHistory: "" },
};

/** Of whom only the age is known, the date is made up, and stays out of its field. */
export function valuesOf(patient: Patient): PatientValues {
  const { firstName, lastName, gender, dateOfBirth, dateOfBirthApproximate, age } = patient;
  return {
    ...{ firstName, lastName, gender },
    dateOfBirth: dateOfBirthApproximate ? "" : (dateOfBirth ?? ""),
    age: dateOfBirthApproximate ? String(age ?? "") : "",
    phoneNumber: patient.phoneNumber ?? "",
    email: patient.email ?? "",
    address: patient.address ?? "",
    medicalHistory: patient.medicalHistory ?? "",
  };
}

export const withoutClinical = ({
  medicalHistory: _medicalHistory,
  ...values
}: PatientValues): PatientValues => values;

/** As the API takes them: its schema says what is wrong with what is none. */
export function detailsOf({ gender, dateOfBirth, age, ...texts }: PatientValues): Details {
  return {
    ...texts,
    ...(gender && { gender }),
    dateOfBirth: dateOfBirth || null,
    // With a date there is no age of its own to send.
    ...(dateOfBirth ? {} : { age: age.trim() === "" ? null : Number(age) }),
  };
}

/** Only what was changed, so that nothing else is overwritten. */
export function changesOf(values: PatientValues, before: PatientValues): Details {
  const isSame = (field: PatientField) => values[field] === before[field];
  const changed = Object.entries(detailsOf(values)).filter(([field]) =>
    // The two say one thing.
    field === "dateOfBirth" || field === "age"
      ? !isSame("dateOfBirth") || !isSame("age")
      : !isSame(field as PatientField),
  );
  return Object.fromEntries(changed);
}
