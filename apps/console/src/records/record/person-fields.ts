import { commonTexts } from "../../words/common/common.ts";
import { texts as recordTexts } from "./texts.en.ts";

/** Fields that patients and doctors share. */
type Person = { firstName?: string; lastName?: string; phoneNumber?: string | null; email?: string | null };

export const personFields = {
  firstName: {
    label: recordTexts.firstName,
    show: ({ firstName }: Person) => firstName || null,
    input: { as: "line", isRequired: true },
    isOutsideDetails: true,
    headings:
      "first|fname|given|givenname|forename|vorname|prenom|nombres|voornaam|förnamn|imię|jméno|rufname|givennames|forenames|primernombre".split(
        "|",
      ),
  },
  lastName: {
    label: recordTexts.lastName,
    show: ({ lastName }: Person) => lastName || null,
    input: { as: "line", description: recordTexts.lastNameHint },
    isOutsideDetails: true,
    headings:
      "last|lname|family|familyname|surname|nachname|familienname|nom|apellido|apellidos|sobrenome|cognome|achternaam|efternamn|efternavn|nazwisko|příjmení|zuname|apellido1|primerapellido|apellidopaterno|nomdefamille|nomdusage|nomdenaissance".split(
        "|",
      ),
  },
  phoneNumber: {
    label: commonTexts.phone,
    show: ({ phoneNumber }: Person) => phoneNumber ?? null,
    input: { as: "phone" },
    columnLabel: recordTexts.phoneNumber,
    headings:
      "phonenumber|phone|telephone|phonehome|homephone|telefon1|tel|mobile|telefon|telefonnummer|handy|telefono|movil|telefone|celular|contactnumber|contactno|phoneno|mobilephone|cellphone|phonecell|wirelessphone|cell|mobil|mobiltelefon|handynummer|telefonprivat|telefonmobil|telephonenumber|primaryphone|telefonomovil|tfno|portable|telephoneportable|telephonemobile|gsm|cellulare|natel".split(
        "|",
      ),
  },
  email: {
    label: commonTexts.email,
    show: ({ email }: Person) => email ?? null,
    input: { as: "email" },
    headings: [
      "emailaddress",
      "mail",
      "correo",
      "correoelectronico",
      "courriel",
      "emailadresse",
      "mailadresse",
    ],
  },
} as const;
