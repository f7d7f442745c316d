import type { TableField } from "@caretype/api/import/table/schema";

type FieldNames = {
  label: string;
  /** What other programs call it. */
  also: readonly string[];
};

export const fieldNames: Record<TableField, FieldNames> = {
  name: { label: "Full name", also: ["fullname", "patient", "patientname", "doctor", "doctorname"] },
  firstName: {
    label: "First name",
    also: ["first", "given", "givenname", "forename", "vorname", "prenom", "nombre"],
  },
  lastName: {
    label: "Last name",
    also: [
      "last",
      "family",
      "familyname",
      "surname",
      "nachname",
      "familienname",
      "nom",
      "apellido",
      "apellidos",
    ],
  },
  dateOfBirth: {
    label: "Date of birth",
    also: [
      "birthdate",
      "birthday",
      "dob",
      "born",
      "geburtsdatum",
      "geboren",
      "datedenaissance",
      "fechadenacimiento",
    ],
  },
  age: { label: "Age in years", also: ["ageyears", "alter", "edad"] },
  gender: { label: "Gender", also: ["sex", "geschlecht", "sexe", "sexo", "genre", "genero"] },
  phoneNumber: {
    label: "Phone number",
    also: ["phone", "telephone", "tel", "mobile", "telefon", "telefonnummer", "handy", "telefono"],
  },
  email: { label: "E-mail address", also: ["emailaddress", "mail", "correo"] },
  address: { label: "Address", also: ["street", "streetaddress", "adresse", "anschrift", "direccion"] },
  medicalHistory: { label: "Medical history", also: ["history", "notes", "anamnesis", "anamnese"] },
  specialization: {
    label: "Specialisation",
    also: ["specialisation", "specialty", "speciality", "fachgebiet", "fachrichtung"],
  },
  licenseNumber: {
    label: "Licence number",
    also: ["licence", "license", "licencenumber", "registrationnumber"],
  },
  yearsOfExperience: { label: "Years of experience", also: ["experience", "experienceyears"] },
  maxAppointmentsPerDay: {
    label: "Appointments a day at most",
    also: ["maxappointments", "appointmentsperday"],
  },
  contactInfo: { label: "Other contact details", also: ["contact", "kontakt", "contactinformation"] },
};
