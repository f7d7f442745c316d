import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  password: {
    about: "Al cambiar la contraseña se cierran todas sus demás sesiones.",
    change: "Cambiar la contraseña",
    current: "Contraseña actual",
    isChanged: "Su contraseña ha cambiado. Se han cerrado sus demás sesiones.",
  },

  app: {
    title: "Aplicación de autenticación",
    about:
      "Una aplicación de su teléfono muestra un código que cambia cada treinta segundos. Para iniciar sesión necesita su contraseña y ese código.",
    setUp: "Configurar una aplicación",
    isOn: "Activa",
    since: (instant) => `Desde el ${instant}.`,
    remove: "Eliminar la aplicación",
    askRemove: "¿Eliminar la aplicación de autenticación?",
    removeMeans:
      "Sus códigos dejan de funcionar. Sin una llave de acceso, basta con su contraseña para iniciar sesión, y sus códigos de recuperación se eliminan.",
    isRemoved: "La aplicación de autenticación se ha eliminado.",
    scan: "Escanee esto con la aplicación, o escriba en ella la clave secreta. La clave caduca a los 15 minutos.",
    qrCode: "La clave secreta como código QR",
    secret: "Clave secreta",
    copySecret: "Copiar la clave",
    codeHint: "Los seis dígitos que muestra ahora la aplicación. Al activarla se cierran sus demás sesiones.",
    turnOn: "Activar",
  },

  passkeys: {
    title: "Llaves de acceso",
    about:
      "Una llave de acceso se guarda en su dispositivo o en su gestor de contraseñas. Le permite entrar por sí sola, con su huella, su cara o un PIN.",
    empty: "Aún no tiene llaves de acceso.",
    unsupported: "Este navegador no admite llaves de acceso.",
    add: "Añadir una llave de acceso",
    name: "Nombre de la llave de acceso",
    nameHint: "Para reconocerla más tarde, por ejemplo «portátil del trabajo».",
    submit: "Añadir la llave",
    isAdded: "La llave de acceso se ha añadido. Puede iniciar sesión con ella.",
    isSynced: "Sincronizada",
    neverUsed: (added) => `Añadida el ${added}, nunca usada`,
    lastUsed: (added, used) => `Añadida el ${added}, usada por última vez el ${used}`,
    rename: "Renombrar",
    renameOf: (name) => `Renombrar ${name}`,
    removeOf: (name) => `Eliminar ${name}`,
    askRemove: (name) => withNames`¿Eliminar «${name}»?`,
    removeMeans:
      "Ya no permite iniciar sesión. Sin otra llave ni aplicación de autenticación, basta con su contraseña, y sus códigos de recuperación se eliminan.",
    isRemoved: "La llave de acceso se ha eliminado.",
  },

  codes: {
    title: "Códigos de recuperación",
    about:
      "Úselos si pierde la aplicación o la llave de acceso. Cada uno sirve una vez. Guárdelos donde nadie más los encuentre.",
    left: (count) => counted(count, { one: "Queda uno.", other: "Quedan #.", zero: "No queda ninguno." }),
    createNow: "Cree otros nuevos.",
    createSoon: "Cree otros nuevos antes de que se acaben.",
    create: "Crear códigos nuevos",
    askCreate: "¿Crear códigos de recuperación nuevos?",
    createMeans: "Sus códigos actuales dejan de funcionar.",
    yours: "Sus códigos de recuperación",
    once: "Solo se muestran una vez.",
    use: "Cada uno le permite entrar una vez si pierde su aplicación o su llave de acceso.",
    printed: "Códigos de recuperación de Caretype. Cada uno sirve una vez.",
    copy: "Copiar los códigos",
    print: "Imprimir",
    areSaved: "Los he guardado",
    file: "caretype-codigos-de-recuperacion.txt",
  },
};
