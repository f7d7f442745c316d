import { pluralsOf } from "../../../words/format/plural.ts";
import { withNames } from "../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("es");

const saveAsCsv = "En la hoja de cálculo, guarde la tabla como «CSV UTF-8» y elija ese archivo.";

export const texts: typeof english = {
  cannotBeImported: "Esto no se puede importar",
  reading: "Leyendo los archivos",
  chooseFiles: "Elegir archivos",
  chooseFolder: "Elegir una carpeta",
  chooseOthers: "Elegir otros archivos",
  check: "Comprobar",

  pick: {
    drop: "Suelte aquí una carpeta o archivos",
    orPick: "o elíjalos:",
    files: "Archivos",
    folder: "Carpeta",
    dropNow: "Suelte para importar",
    table: (kind) =>
      withNames`${kind("Una tabla")} de pacientes, médicos, citas o registros clínicos de otro programa: un archivo CSV con nombres de columnas en la primera línea.`,
    calendar: (kind) => withNames`${kind("Un calendario")} de otro programa: un archivo .ics.`,
    synthea: (kind) =>
      withNames`${kind("Una exportación de Synthea")}: su carpeta, con patients.csv, providers.csv y encounters.csv.`,
    about:
      "Los archivos se leen en su navegador. Solo se envían las columnas importadas. Primero se comprueba todo, y puede deshacer una importación.",
  },
  pickTable: {
    title: "Elegir una tabla",
    about:
      "Se importa una tabla cada vez. Si es una exportación de Synthea, elija patients.csv, providers.csv y encounters.csv juntos.",
    import: "Importar",
    importOf: (file) => `Importar: ${file}`,
  },
  uploading: {
    title: "Subiendo",
    keepOpen: "Deje esta página abierta hasta que termine.",
    finishOthers: (list) =>
      withNames`Termine o cancele una importación abierta en la ${list("lista de importaciones")}.`,
  },
  synthea: {
    title: "Una exportación de Synthea",
    rows: (file, rows) => `${file}: ${rows}`,
    ignored: (count) =>
      counted(count, { one: "# archivo más se ignora.", other: "# archivos más se ignoran." }),
    about:
      "Se importan pacientes, médicos y asignaciones, y registros clínicos si están sus archivos. No se envían números de seguridad social, de permiso de conducir ni de pasaporte.",
    readable: "Quitar los números y mayúsculas que escribe Synthea",
    readableExample: "Katheleen Veum y General practice, por Katheleen349 Veum823 y GENERAL PRACTICE.",
    appointments: "Importar también las visitas pasadas",
    appointmentsExample:
      "Una cita completada por cada atención terminada. También para pacientes de una importación anterior de estos archivos.",
  },

  table: {
    about: (file, rows) =>
      withNames`${file}, ${rows}. Elija qué contiene cada columna. Las columnas que no elija se ignoran.`,
    repeatedHeadings: (count) =>
      counted(count, {
        one: "# fila repite la cabecera y se omite.",
        other: "# filas repiten la cabecera y se omiten.",
      }),
    firstRows: "Primeras filas",
    firstRowsScroll: "Primeras filas, desplazable",
    hasHeader: "El archivo tiene los nombres de las columnas",
    headerLine: "En la línea",
    column: (number) => `Columna ${number}`,
    columns: "Columnas",
    eachRow: "Cada fila es",
    aPatient: "un paciente",
    aDoctor: "un médico",
    anAppointment: "una cita",
    anObservation: "una observación",
    aCondition: "un diagnóstico",
    anAllergy: "una alergia",
    aMedication: "un medicamento",
    anImmunization: "una vacuna",
    anEncounter: "una atención",
    notInFile: "No está en el archivo",
    genderOf: (code) => `Sexo del código «${code}»`,
    dateFormat: "Cómo están escritas las fechas",
    pleaseChoose: "Elija una opción",
    such: (value) => `Por ejemplo «${value}»`,
    guess: (value) => `Deducido de valores como «${value}»`,
  },
  parts: {
    middleName: "Otros nombres",
    secondLastName: "Segundo apellido",
    houseNumber: "Número de la calle",
    addressLine2: "Segunda línea de la dirección",
    city: "Localidad",
    state: "Estado o provincia",
    postalCode: "Código postal",
  },
  appointment: {
    patient: "Paciente",
    patientDateOfBirth: "Fecha de nacimiento del paciente",
    doctor: "Médico",
    startsAt: "Fecha, o fecha y hora",
    startTime: "Hora",
    endsAt: "Fin",
    minutes: "Duración en minutos",
    visitType: "Tipo de visita",
    status: "Estado",
    reasonForVisit: "Motivo de la visita",
  },
  clinical: {
    encounter: "Atención (identificador)",
    code: "Código",
    codeSystem: "Sistema del código",
    codeText: "Descripción",
    category: "Categoría",
    effectiveAt: "Fecha, o fecha y hora",
    effectiveTime: "Hora",
    value: "Valor",
    unit: "Unidad",
    referenceLow: "Límite inferior de referencia",
    referenceHigh: "Límite superior de referencia",
    referenceRange: "Intervalo de referencia, como 3.5-5.1",
    interpretation: "Interpretación",
    note: "Nota",
    clinicalStatus: "Estado",
    verificationStatus: "Certeza",
    severity: "Gravedad",
    onset: "Inicio",
    abatement: "Fin",
    recordedAt: "Registrado el",
    criticality: "Riesgo",
    reaction: "Reacción",
    kind: "Tipo de registro",
    from: "Inicio de la toma",
    until: "Fin de la toma",
    dosage: "Posología",
    occurred: "Aplicada el",
    doseNumber: "Número de dosis",
    lotNumber: "Número de lote",
    manufacturer: "Fabricante",
    expires: "Caduca el",
    class: "Tipo de atención",
  },
  codes: {
    title: "Códigos y números",
    about:
      "Un código que parece de LOINC o SNOMED CT se toma como tal. Indique el sistema de los demás, por ejemplo CIE-10 (ICD-10), o elija arriba su columna.",
    system: "Sistema de los códigos",
    systemExample: "ICD-10",
    decimalMark: "Separador decimal",
    clearPoint: "Punto, si los números lo muestran",
    point: "Punto, como en 6.3",
    comma: "Coma, como en 6,3",
  },
  people: {
    title: "Pacientes y médicos",
    patientsTitle: "Pacientes",
    aboutPatients:
      "Cada celda tiene un nombre, un correo electrónico o un número. Importe primero los pacientes. Si las celdas tienen sus números, indique el programa como en esa importación. «synthea» es una exportación de Synthea.",
    about:
      "Cada celda tiene un nombre, un correo electrónico o un número. Importe primero los pacientes y los médicos. Si las celdas tienen sus números, indique el programa como en esas importaciones.",
    doctor: "Médico de todas las filas",
    doctorPlaceholder: "O elija arriba la columna",
    system: "Programa del que son sus números",
  },
  encoding: {
    title: "¿Son correctas todas las letras?",
    about:
      "El archivo no indica cómo están guardadas sus letras. Busque en las primeras filas nombres con letras como ä, é o ł. Si son incorrectas, elija otra codificación.",
    label: "Codificación",
    scripts: {
      western: "Europa occidental",
      central: "Europa central",
      cyrillic: "Cirílico",
      greek: "Griego",
      turkish: "Turco",
      hebrew: "Hebreo",
      arabic: "Árabe",
      baltic: "Báltico",
      japanese: "Japonés",
      chinese: "Chino",
      korean: "Coreano",
      unicode: "Unicode",
    },
  },
  identifier: {
    title: "Número en el otro programa",
    about:
      "Si allí cada fila tiene su propio número, los registros ya importados con ese número no se cambian.",
    column: "Número",
    system: "Nombre del otro programa",
    systemExample: "consulta-anterior",
  },
  missing: {
    name: "Elija la columna del nombre completo, o las del nombre y los apellidos",
    firstName: "Obligatorio con los apellidos",
    lastName: "Obligatorio con el nombre",
    appointment: "Obligatorio para citas",
    observation: "Obligatorio para observaciones",
    patient: "Obligatorio",
    code: "Obligatorio: el código o la descripción",
    doctor: "Obligatorio, salvo que todas las filas sean de un médico",
    dateFormat: "Elija cómo están escritas las fechas",
    identifierSystem: "Obligatorio con el número",
    longSystem: (maximum) => `Como máximo ${maximum} caracteres`,
  },

  faults: {
    noFiles: "La carpeta no contiene archivos.",
    severalNamed: (file) => `Hay varios archivos llamados ${file}. Elija la carpeta de una sola exportación.`,
    noCsv: (files) => `Ninguno de los ${files} archivos es un archivo CSV.`,
    tooLarge: (megabytes) =>
      `Los archivos ocupan ${megabytes} MB, más del límite de 256 MB. Divídalos, o impórtelos en el servidor con «caretype import».`,
    unreadable: "No se pudieron leer los archivos: puede que sean demasiado grandes para este navegador.",
    inFile: (file, fault) => `${file}: ${fault}`,
    lacksColumns: (file, columns) => `A ${file} le faltan estas columnas de Synthea: ${columns}.`,
    hasTwice: (file, columns) => `${file} tiene estas columnas dos veces: ${columns}.`,
    loneSynthea: (file) =>
      `Es ${file} de una exportación de Synthea. Elija su carpeta, o patients.csv, providers.csv y encounters.csv juntos.`,
  },
  fileFaults: {
    notOpened: "No se pudo abrir el archivo. ¿Sigue existiendo?",
    empty: "El archivo está vacío.",
    noRows: "El archivo tiene cabecera, pero no filas.",
    noHeader: "Su primera línea no es una cabecera con nombres de columnas.",
    notUtf8: "El archivo no está en UTF-8. Letras como ä o é serían incorrectas.",
    workbook: `El archivo es una hoja de cálculo o está comprimido: no es CSV. ${saveAsCsv}`,
    oldWorkbook: `El archivo es una hoja de cálculo de un formato antiguo, no CSV. ${saveAsCsv}`,
    pdf: "El archivo es un PDF, no CSV. Exporte la tabla como CSV.",
    compressed: "El archivo está comprimido. Descomprímalo y elija el archivo CSV que contiene.",
    rtf: "El archivo es un documento de texto (RTF), no CSV.",
    markup: "El archivo es XML o una página web, no CSV. Exporte la tabla como CSV.",
    notCalendar: "El archivo no es un calendario legible (.ics), o tiene demasiadas citas.",
    notFhir: "El archivo no es ni un CodeSystem ni un ValueSet de FHIR.",
    noCodes: "El archivo no tiene códigos propios.",
    notText: "El archivo no es CSV: no es un archivo de texto.",
  },
  tooManyColumns: (maximum) => `El archivo tiene más de ${maximum} columnas.`,
};
