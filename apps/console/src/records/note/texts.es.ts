import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Notas",
  empty: "No hay notas.",
  emptyInError: "Ninguna nota se registró por error.",
  showInError: "Mostrar las registradas por error",
  add: "Añadir nota",
  late: "Entrada tardía",
  lateMeaning: "Se firmó después de bloquear su atención.",
  lateAddition: "Tardía",
  lateAdditionMeaning: "Se firmó después de bloquear la atención de la nota.",
  inError: "Registrada por error",
  headingOf: (kind, when) => withNames`${kind} · ${when}`,
  labelOf: (kind, when) => `${kind}, ${when}`,
  signedBy: (doctor, when) => withNames`Firmada por ${doctor} el ${when}`,
  signedInAs: (doctor, account) => `${doctor}, con la cuenta de ${account}`,
  additions: {
    addendum: "Adenda",
    correction: "Corrección",
    "entered-in-error": "Registrada por error",
  },
  addedBy: {
    addendum: (doctor, when) => withNames`Adenda, firmada por ${doctor} el ${when}`,
    correction: (doctor, when) => withNames`Corrección, firmada por ${doctor} el ${when}`,
    "entered-in-error": (doctor, when) => withNames`Registrada por error, firmada por ${doctor} el ${when}`,
  },
  reasonIs: (reason) => withNames`Motivo: ${reason}`,

  steps: {
    sign: "Firmar",
    amend: "Completar la nota",
    enterInError: "Registrada por error",
    verify: "Verificar",
  },
  stepOf: (step, note) => `${step}: ${note}`,
  done: {
    sign: "La nota está firmada",
    addendum: "La adenda está firmada",
    correction: "La corrección está firmada",
    enterInError: "La nota está marcada como registrada por error",
    discard: "El borrador se ha descartado",
  },
  hasChanged: "Ha cambiado lo que firmaría. El contenido nuevo está aquí. Compruébelo y vuelva a firmar.",
  mayNotSign: "Su rol no le permite firmar.",
  notDoctor: (members) =>
    withNames`No está vinculado a ningún médico, así que no puede firmar. Un propietario puede vincularlo en la página ${members}.`,
  signsAs: (doctor) => withNames`Firma como ${doctor}. Después, nadie podrá cambiar el texto.`,
  signs: "Firma en su propio nombre. Después, nadie podrá cambiar el texto.",

  amendForm: {
    kind: "Tipo de cambio",
    kinds: {
      addendum: "Adenda: falta algo",
      correction: "Corrección: algo es erróneo",
    },
    text: "Texto",
    reason: "Motivo",
    submit: { addendum: "Firmar la adenda", correction: "Firmar la corrección" },
  },
  errorForm: {
    about:
      "La nota sale de la lista y sigue siendo legible con su motivo. Usted lo firma. No se puede deshacer.",
    reason: "Motivo",
  },

  verification: {
    isIntact: "La nota está como se firmó.",
    isBroken:
      "La nota no está como se firmó. Alguien la cambió al margen de Caretype. Avise a la administración del servidor.",
    changes: "Modificado desde entonces de la forma habitual:",
    change: (kind, from, to) => `${kind}: versión ${from}, ahora ${to}`,
    erased: (kind, from) => `${kind}: versión ${from}, ahora borrado`,
  },

  drafts: {
    title: "Sus borradores",
    about: "Solo usted los ve.",
    open: "Continuar",
    openOf: (draft) => `Continuar: ${draft}`,
    discard: "Descartar",
    discardOf: (draft) => `Descartar: ${draft}`,
    discardQuestion: "¿Descartar este borrador?",
    discardConsequence: "Se borra su texto. No se puede deshacer.",
    changed: (when) => `Modificado ${when}`,
    noText: "Todavía sin texto",
    unsaved: "Texto sin guardar en este dispositivo",
    left: "Texto sin guardar",
    leftOf: (when) => `Conservado en este dispositivo, sobre ${when}`,
    beginWith: "Empezar un borrador con él",
  },

  begin: {
    usualKind: "Nota",
    encounter: "Atención",
    noEncounter: "Ninguna",
    unlisted: "Una anterior o una registrada por error",
    lateHint: "Esta atención está bloqueada, así que la nota será una entrada tardía.",
  },

  kinds: {
    open: "Tipos de notas",
    title: "Tipos de notas",
    empty: "Todavía no hay tipos. Cada uno puede tener un texto con el que empiezan sus notas.",
    add: "Añadir un tipo",
    edit: "Editar el tipo",
    editOf: (kind) => `Editar: ${kind}`,
    removeOf: (kind) => `Eliminar: ${kind}`,
    removeQuestion: (kind) => withNames`¿Eliminar el tipo ${kind}?`,
    removeConsequence: "Las notas de este tipo conservan su nombre.",
    template: "Texto con el que empieza una nota",
    noTemplate: "Empieza vacía",
    isSaved: (kind) => withNames`El tipo ${kind} se ha guardado`,
  },

  editor: {
    title: "Borrador de una nota",
    kind: "Tipo",
    when: "Fecha y hora",
    text: "Texto",
    hint: "# título, **negrita**, *cursiva*, - lista, > cita",
    preview: "Vista previa",
    write: "Escribir",
    review: "Revisar y firmar",
    saving: "Guardando…",
    savedAt: (time) => `Guardado ${time}`,
    isRestored: "Aquí hay texto que todavía no se había guardado.",
    isFailed: "Todavía sin guardar. Su texto se conserva en este dispositivo.",
    isNotKept: "Todavía sin guardar, y este navegador no puede conservar su texto. Deje esta página abierta.",
    conflict: {
      title: "Otra pestaña u otro dispositivo ha cambiado este borrador",
      text: "No se guarda nada hasta que elija. El otro texto:",
      mine: "Conservar este texto",
      theirs: "Usar el otro texto",
    },
    gone: {
      title: "Este borrador se firmó o se eliminó en otro lugar",
      text: "Su texto sigue aquí. Empiece con él un borrador nuevo, o ciérrelo.",
      begin: "Empezar un borrador nuevo",
    },
  },

  review: {
    title: "Firmar una nota",
    about: "Esto es exactamente lo que firma.",
    kind: "Tipo",
    when: "Fecha y hora",
    author: "Autor",
    encounter: "Atención",
    noEncounter: "Ninguna",
    notBegun: "sin empezar",
    records: "Registros de la atención",
    noRecords: "Ninguno",
    record: (kind, version) => `${kind} (versión ${version})`,
    back: "Volver al texto",
    submit: "Firmar",
  },
};
