/** Fields that patients and doctors share. */
type Person = {
  firstName?: string;
  lastName?: string;
  phoneNumber?: string | null;
  email?: string | null;
};

export const personFields = {
  firstName: {
    label: "First name",
    show: ({ firstName }: Person) => firstName || null,
    input: { as: "line", isRequired: true },
    isOutsideDetails: true,
    headings: ["first", "given", "givenname", "forename", "vorname", "prenom", "nombre"],
  },
  lastName: {
    label: "Last name",
    show: ({ lastName }: Person) => lastName || null,
    input: { as: "line", description: "Leave empty for a person with one name" },
    isOutsideDetails: true,
    headings: [
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
  phoneNumber: {
    label: "Phone",
    show: ({ phoneNumber }: Person) => phoneNumber ?? null,
    input: { as: "phone" },
    columnLabel: "Phone number",
    headings: [
      "phonenumber",
      "phone",
      "telephone",
      "tel",
      "mobile",
      "telefon",
      "telefonnummer",
      "handy",
      "telefono",
    ],
  },
  email: {
    label: "Email address",
    show: ({ email }: Person) => email ?? null,
    input: { as: "email" },
    headings: ["emailaddress", "mail", "correo"],
  },
} as const;
