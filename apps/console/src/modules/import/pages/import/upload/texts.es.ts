import { pluralsOf } from "../../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

export const texts: typeof english = {
  title: "Importación",
  subtitle: (rows, when, by) => `${rows}, subidas el ${when} por ${by}`,
  import: "Importar",
  checkAgain: "Comprobar de nuevo",
  chooseAgain: "Elegir los archivos de nuevo",
  doNotImport: "No importar",
  startOver: "Empezar de nuevo",
  nothingImported: "No se importó nada",

  states: {
    uploading: "Subida incompleta",
    checking: "Comprobando",
    checked: "Lista para importar",
    running: "Importando",
    done: "Importada",
    refused: "Rechazada: no se importó nada",
    failed: "Interrumpida: no se importó nada",
    cancelled: "Cancelada",
  },
  cannotBeImported: "No se puede importar",
  stages: {
    queued: "Comienza enseguida.",
    reading: "Leyendo las filas.",
    waiting: "Esperando a otras importaciones.",
    writing: "Escribiendo los registros.",
    comparing: "Comparando los pacientes nuevos con los existentes.",
  },
  continues: "Continúa aunque salga de la página.",
  checkContinues: "Continúa aunque salga de la página. Una comprobación no importa nada.",
  incomplete: {
    title: "La subida está incompleta",
    text: "Sigue en curso en otro lugar, o se interrumpió, por ejemplo al recargar la página. Las subidas incompletas se borran después de un día.",
  },
  cancelled: {
    title: "Cancelada",
    text: "No se importó nada, y las filas subidas se borraron.",
  },

  checked: {
    changeColumns: "Cambiar las columnas",
    onlyUploaded: "Solo se subieron estas columnas. Para usar otras, elija el archivo de nuevo.",
    noProblems: "La comprobación no encontró problemas",
    wouldAdd: "Aún no se ha importado nada. La importación añadiría:",
    wouldFail: "La importación fallaría",
    nothingNew: "No hay nada nuevo que importar",
    allImported: "Todos los registros ya se importaron antes.",
  },
  done: {
    title: "Importada",
    nothingNew: "No había nada nuevo que importar",
    leftOut: (count) =>
      counted(count, {
        one: "Se omitió # fila con problemas",
        other: "Se omitieron # filas con problemas",
      }),
    repeated: (count) =>
      counted(count, {
        one: "Se omitió # fila que repite otra",
        other: "Se omitieron # filas que repiten otra",
      }),
    howToImport: "Descárguelas en el plazo de un día, corrija el archivo e impórtelo.",
    toPatients: "Ir a los pacientes",
    toDoctors: "Ir a los médicos",
    allDuplicates: "Todos los posibles duplicados",
  },
  units: {
    title: "Unidades",
    text: "Cómo están escritas en el archivo y cómo se leen.",
    means: (written) => `Qué significa «${written}», como mmol/L`,
    check: "Comprobar de nuevo con estas unidades",
  },
  warnings: {
    title: (count) =>
      counted(count, {
        one: "1 fila por revisar",
        other: "# filas por revisar",
      }),
    lines: (lines) => `Líneas ${lines}`,
  },
  result: {
    label: "Resultado",
    records: "Registros",
    imported: "Importados",
    new: "Nuevos",
    existing: "Existentes",
    unchanged: "Los registros existentes no se cambian.",
    countOf: (kind, count) => `${kind}: ${count} en el archivo`,
    repeated: (count) => `${count} repetidas`,
    joined: (count) => `${count} forman parte de otro registro`,
    refused: (count) => `${count} con problemas`,
  },
  duplicates: {
    title: "Posibles duplicados",
    text: (count) =>
      counted(count, {
        one: "Puede que # paciente nuevo ya exista. Se importa de todos modos. Compárelo después y combine los duplicados.",
        other:
          "Puede que # pacientes nuevos ya existan. Se importan de todos modos. Compárelos después y combine los duplicados.",
      }),
    line: (line, reasons, score) => `Línea ${line}: ${reasons} (${score} % de coincidencia).`,
    compare: "Comparar y combinar",
    compareLine: (line) => `Comparar y combinar, línea ${line}`,
    existing: "Paciente existente",
    existingLine: (line) => `Paciente existente, línea ${line}`,
  },

  problems: {
    title: (count) =>
      counted(count, { one: "# problema en los archivos", other: "# problemas en los archivos" }),
    text: "No se importa nada hasta que se corrijan. Corrija los archivos y elíjalos de nuevo.",
    first: (shown, total) => `Los primeros ${shown} de ${total}:`,
    all: "Todos los problemas:",
    label: "Problemas",
    labelScrolls: "Problemas, desplazable",
    file: "Archivo",
    line: "Línea",
    column: "Columna",
    problem: "Problema",
    download: "Descargar como CSV",
    fileName: "problemas-de-importacion.csv",
    headings: ["archivo", "línea", "columna", "problema"],
  },

  correct: {
    title: "Filas con problemas",
    about: "Corrija una celda y pulse Intro. Se comprueba al momento. Su archivo no cambia.",
    none: "Ya no quedan filas con problemas.",
    line: (line) => `Línea ${line}`,
    cell: (column, line) => `${column}, línea ${line}`,
    isCorrected: "Corregida",
    isNotSaved: (problem) => `${problem}. Aún sin guardar`,
    byOther: (value) => `Otra persona introdujo «${value}». Pulse Intro para guardar el suyo.`,
    allCorrected: "Todas las filas están corregidas",
    checkedAgain: "Se comprueban de nuevo, junto con todas las demás. Aún no se ha importado nada.",
    problemsInRows: (problems, rows) => `${problems} en ${rows}`,
    fix: "Aún no se ha importado nada. Corrija las filas aquí, o en su archivo y elíjalo de nuevo.",
    importOthersToo: (others, invalid) =>
      counted(invalid, {
        one: `También puede importar las demás (${others}) y omitir esta.`,
        other: `También puede importar las demás (${others}) y omitir estas.`,
      }),
    aboutDownload: "La descarga tiene las columnas importadas y lo que está mal en cada fila.",
    aboutWholeDownload:
      "La descarga tiene sus filas con todas las columnas del archivo y lo que está mal en cada una.",
    download: (count) => counted(count, { one: "Descargar # fila", other: "Descargar # filas" }),
    isNotDownloaded: "No se pudieron descargar las filas",
    fileName: "filas-con-problemas.csv",
    problemColumn: "Problema",
    otherProblemColumn: (name) => `${name} de la fila`,
  },
  others: {
    button: (count) => `Importar las otras ${count}`,
    title: (count) => counted(count, { one: "¿Importar # fila?", other: "¿Importar # filas?" }),
    confirm: (count) => counted(count, { one: "Importar # fila", other: "Importar # filas" }),
    text: (count) =>
      counted(count, {
        one: "Se omite # fila con problemas. Puede descargarla ahora o en el plazo de un día, corregir el archivo e importarlo.",
        other:
          "Se omiten # filas con problemas. Puede descargarlas ahora o en el plazo de un día, corregir el archivo e importarlo.",
      }),
  },
};
