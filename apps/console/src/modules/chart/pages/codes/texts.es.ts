import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");
const codes = (count: number) => counted(count, { one: "1 código", other: "# códigos" });

export const texts: typeof english = {
  title: "Códigos",
  all: "Todos los códigos",
  importCodes: "Importar códigos",
  isImported: (name, count) => withNames`${name} se ha importado: ${codes(count)}`,
  kinds: { "code-system": "Sistema de códigos", "value-set": "Conjunto de valores" },
  version: (version) => `versión ${version}`,
  count: codes,
  offer: (name, kind) =>
    kind === "value-set" ? `${name} (conjunto de valores)` : `${name} (sistema de códigos)`,

  imported: {
    title: "Importados",
    about: "Se busca en la última versión de cada sistema de códigos y conjunto de valores.",
    empty: "Aún no se han importado códigos.",
  },
  states: { latest: "Última", older: "Versión anterior", unfinished: "Sin terminar" },
  undo: {
    label: "Deshacer",
    of: (name, version) => `Deshacer: ${name}, versión ${version}`,
    question: (name, version) => withNames`¿Deshacer la importación de ${name}, versión ${version}?`,
    consequence:
      "Sus códigos dejan de encontrarse y la versión anterior vuelve a ser la última. Los registros conservan sus códigos.",
    isDone: (name, version) => withNames`Se ha deshecho la importación de ${name}, versión ${version}`,
  },

  fields: {
    title: "Códigos por campo",
    about:
      "Cualquier código, salvo que un campo indique lo que ofrece. El texto sin código siempre se acepta.",
    any: "Cualquier código",
    rule: (name, mode) => `${name}. Otros códigos: ${mode}`,
    changeOf: (field) => `Editar: ${field}`,
    isSaved: (field) => `Se ha guardado lo que ofrece el campo: ${field}`,
    offers: "El campo ofrece",
    others: "Otros códigos",
    names: {
      "encounter.reason": "Motivo de una atención",
      "condition.code": "Problema o diagnóstico",
      "allergy.substance": "Sustancia de una alergia",
      "observation.code": "Observación",
      "medication.drug": "Medicamento",
      "immunization.vaccine": "Vacuna",
      "procedure.code": "Procedimiento",
    },
  },
  modes: {
    refuse: { label: "Se rechazan", about: "No se puede guardar un registro con otro código." },
    warn: { label: "Se aceptan con advertencia", about: "Los formularios advierten de otro código." },
    take: { label: "Se aceptan", about: "Los formularios sugieren lo que ofrece el campo." },
  },

  pick: {
    drop: "Suelte aquí un archivo de códigos",
    file: "Archivo",
    choose: "Elegir un archivo",
    about:
      "Una tabla (.csv con comas, .tsv o .txt con tabuladores) con los nombres de las columnas en la primera línea, o un CodeSystem o ValueSet de FHIR (.json). El archivo se lee en su navegador y primero se comprueba todo.",
  },
  chooseAnother: "Elegir otro archivo",
  about: (file, count) => withNames`${file}, ${counted(count, { one: "1 fila", other: "# filas" })}.`,
  form: {
    title: "Sobre los códigos",
    kind: "El archivo es",
    uri: "Dirección",
    uriHint: "La del sistema de códigos, por ejemplo http://loinc.org, o la del conjunto de valores",
    version: "Versión",
    versionHint: "Como la llama quien la publica, por ejemplo 2.80 o 2026-03",
    name: "Nombre",
    nameHint: "El que ven las personas, por ejemplo LOINC",
    isPartial: "El archivo es solo una parte del sistema de códigos",
    isPartialHint: "Entonces los códigos que le faltan no se marcan como retirados.",
    columns: {
      code: "Código",
      display: "Significado",
      synonyms: "Sinónimos",
      active: "Activo o retirado",
      system: "Sistema",
    },
    synonymsHint: "Separados por punto y coma en una celda",
    activeHint: "Celdas como 0, false, inactive o deprecated marcan un código como retirado",
    submit: "Comprobar e importar",
  },
  progress: {
    title: "Importación de códigos",
    stages: {
      checking: "Comprobando los códigos",
      sending: "Enviando los códigos. Deje abierta esta página.",
      finishing: "Publicando los códigos",
    },
  },
  undoOthers: (list) => withNames`Deshaga una importación sin terminar en la ${list("lista de códigos")}.`,
};
