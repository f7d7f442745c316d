import type { CreateDoctor } from "@caretype/core/people/doctor/schema";

type SampleDoctor = {
  /** Identifies the doctor in the directory, which all practices share. */
  key: string;
  doctor: CreateDoctor;
  /** Reasons for visits in this doctor's assignments. */
  reasons: readonly string[];
};

type Line = readonly [
  firstName: string,
  lastName: string,
  gender: "female" | "male",
  specialization: string,
  years: number,
  reasons: readonly string[],
];

const general = [
  "Yearly check",
  "Cough and fever",
  "Blood pressure",
  "Tiredness",
  "Vaccination",
  "Blood test",
];
const lines: readonly Line[] = [
  ["Miriam", "Adler", "female", "GEN", 21, general],
  ["Samuel", "Okafor", "male", "GEN", 9, [...general, "Sick note", "Back pain"]],
  ["Claire", "Rochat", "female", "GEN", 14, [...general, "Travel advice"]],
  ["Lena", "Vogel", "female", "PED", 12, ["Check at 4 years", "Vaccination", "Earache", "Growth check"]],
  ["Tomasz", "Zieliński", "male", "PED", 6, ["Asthma check", "Fever", "Vaccination", "Allergy test"]],
  ["Rui", "Tavares", "male", "NEUR", 18, ["Migraine", "Dizziness", "Numb hand", "Tremor"]],
  ["Ingrid", "Solberg", "female", "DERM", 16, ["Mole check", "Eczema", "Acne", "Rash"]],
  ["Haruka", "Tanabe", "female", "CARD", 24, ["Palpitations", "Chest pain", "ECG", "Blood pressure"]],
  ["Dragan", "Ilić", "male", "CARD", 11, ["Pacemaker check", "Shortness of breath", "ECG"]],
  ["Fatima", "Benali", "female", "ORTH", 13, ["Knee pain", "Back pain", "Sprained ankle", "Shoulder pain"]],
  ["Sofia", "Papadaki", "female", "Gynaecology", 19, ["Yearly check", "Contraception", "Pregnancy check"]],
  ["Niklas", "Brandt", "male", "Psychiatry", 10, ["Sleep problems", "Low mood", "Anxiety"]],
];

/** License numbers and email addresses are unique in the directory, so sample doctors have none. */
export const sampleDoctors: readonly SampleDoctor[] = lines.map(
  ([firstName, lastName, gender, specialization, yearsOfExperience, reasons], index) => ({
    key: String(index + 1),
    doctor: {
      name: `${firstName} ${lastName}`,
      firstName,
      lastName,
      gender,
      specialization,
      yearsOfExperience,
      phoneNumber: `+41 44 000 09 ${index + 10}`,
      maxAppointmentsPerDay: 12 + (index % 4) * 4,
    },
    reasons,
  }),
);
