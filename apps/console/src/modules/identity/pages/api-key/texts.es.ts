import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Claves de API",
  create: "Crear una clave",
  newTitle: "Nueva clave de API",
  editTitle: "Editar una clave de API",

  list: {
    title: "Claves de esta consulta",
    about:
      "Un programa con una clave trabaja en esta consulta con el nombre de la clave, que muestran los historiales y el registro de auditoría.",
    empty: "Aún no hay claves. Cree una para cada programa que trabaje con esta consulta.",
    permissions: (codes) => `Permisos: ${codes}`,
    isExpired: "Caducada",
    isRevoked: "Revocada",
    editOf: (name) => `Editar ${name}`,
    replace: "Sustituir",
    replaceOf: (name) => `Sustituir ${name}`,
    revoke: "Revocar",
    revokeOf: (name) => `Revocar ${name}`,
    askRevoke: (name) => withNames`¿Revocar «${name}»?`,
    revokeMeans:
      "Los programas que la usan pierden el acceso desde su próxima solicitud. Esto no se puede deshacer.",
    isNowRevoked: (name) => withNames`«${name}» se ha revocado`,
  },
  facts: {
    all: (created, used, end) => withNames`${created}, ${used}, ${end}`,
    created: (at) => `Creada el ${at}`,
    createdBy: (at, name) => withNames`Creada el ${at} por ${name}`,
    neverUsed: "nunca usada",
    lastUsed: (at) => `usada por última vez el ${at}`,
    revoked: (at) => `revocada el ${at}`,
    neverExpires: "no caduca",
    expires: (at) => `caduca el ${at}`,
    expired: (at) => `caducó el ${at}`,
  },

  form: {
    nameHint: "El nombre del programa, que muestran los historiales y el registro de auditoría.",
    permissions: "Permisos",
    isRequired: (code) => `${code}, lo exige otro permiso`,
    dialectOfPractice: "Como está configurado en la consulta",
    submit: "Crear la clave",
    isChanged: (name) => withNames`«${name}» ha cambiado`,
    isOutdated: "Otra persona cambió esta clave",
    showCurrent: "Descartar mis cambios y ver la actual",
  },
  presets: {
    label: "Empezar con",
    read: "Solo lectura",
    desk: "Recepción: pacientes y citas",
    import: "Importaciones",
    all: "Todo",
  },
  groups: {
    assignment: "Asignaciones",
    import: "Importaciones",
    practice: "La consulta",
  },
  expiry: {
    label: "Caduca",
    days: { 30: "En 30 días", 90: "En 90 días", 365: "En un año" },
    onDate: "En una fecha",
    never: "Nunca",
    lastDay: "Último día",
    same: (at) => `Como antes: ${at}`,
    sameNever: "Como antes: nunca",
  },

  replacing: {
    title: (name) => withNames`¿Sustituir la clave de «${name}»?`,
    about:
      "La clave actual deja de funcionar de inmediato. Los programas que la usan no tienen acceso hasta que reciban la nueva.",
  },
  secret: {
    title: (name) => withNames`La clave de «${name}»`,
    once: "Solo se muestra una vez.",
    store: "Guárdela donde solo el programa pueda leerla. Quien la tenga puede usar sus permisos.",
    key: "Clave",
    copy: "Copiar la clave",
    isSaved: "La he guardado",
  },
};
