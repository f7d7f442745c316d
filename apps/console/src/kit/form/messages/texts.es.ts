import type { FieldMessageTexts } from "./texts.en.ts";

export const texts: FieldMessageTexts = {
  Required: "Obligatorio",
  "Not valid": "No es válido",
  "Unknown field": "Campo desconocido",
  "Unknown field: did you mean {name}?": "Campo desconocido: ¿quiso decir {name}?",
  "Unknown value: did you mean {name}?": "Valor desconocido: ¿quiso decir {name}?",
  "Has to be a text": "Debe ser un texto",
  "Has to be a number": "Debe ser un número",
  "Has to be a whole number": "Debe ser un número entero",
  "Has to be true or false": "Debe ser sí o no",
  "Has to be a list": "Debe ser una lista",
  "Has to be an object": "No es válido",
  "Has to be of another type": "No es del tipo correcto",
  "Has to be one of {values}": "Solo se admite {values}",
  "Has to be at most {maximum}": "Como máximo {maximum}",
  "Has to be at least {minimum}": "Como mínimo {minimum}",
  "Has to be at most {maximum} characters long": "Como máximo {maximum} caracteres",
  "Has to be at most {maximum} entries": "Como máximo {maximum} elementos",
  "Has to be at least {minimum} characters long": "Como mínimo {minimum} caracteres",
  "0 or more": "Como mínimo 0",
  "At most 23": "Como máximo 23",
  "At most 90": "Como máximo 90",
  "At least {minimum} characters": "Como mínimo {minimum} caracteres",
  "At most {maximum} characters": "Como máximo {maximum} caracteres",
  "Send at least one id": "Elija al menos una entrada",
  "Send at most 200 ids": "Elija como máximo 200 entradas",
  "Has to be no greater than `maxAge`": "No puede ser mayor que la edad máxima",
  "Must be no later than `until`": "No puede ser posterior al final",
  "Must be in the future": "Debe ser una fecha futura",
  "Cannot be combined with `doctorId`": "No se puede combinar con un médico",
  "`relevance` needs words to search for in `q`": "No es posible sin palabras de búsqueda",
  "Say why, in words": "Indique el motivo con palabras",
  "Has characters that cannot be stored": "Contiene caracteres que no se pueden guardar",
  "Has a line break or another control character": "Contiene un salto de línea u otro carácter de control",
  "Has a letter that could not be read: type the text again":
    "Contiene una letra que no se pudo leer: escriba el texto de nuevo",
  "Has no letters: choose the column with the name": "No contiene letras: elija la columna con el nombre",
  "Is an error of a spreadsheet: type the value again":
    "Es un error de una hoja de cálculo: escriba el valor de nuevo",
  "Has an invalid character": "Contiene un carácter no válido",
  "Has a hidden character that reverses text ({code}): type it again instead of pasting it":
    "Contiene un carácter oculto que invierte el texto ({code}): escríbalo en lugar de pegarlo",
  "Has a character that is never part of text ({code}): type it again instead of pasting it":
    "Contiene un carácter que no pertenece a un texto ({code}): escríbalo en lugar de pegarlo",
  "Has a character that looks different on each computer ({code}): type it again instead of pasting it":
    "Contiene un carácter que se ve distinto en cada equipo ({code}): escríbalo en lugar de pegarlo",
  "Give a name, or a first and a last name": "Indique un nombre, o nombre y apellidos",
  "Required with a first name": "Obligatorio con un nombre",
  "Required with a last name": "Obligatorio con apellidos",
  "First and last name together must be at most {maximum} characters":
    "Nombre y apellidos juntos: como máximo {maximum} caracteres",
  "Not an email address": "No es una dirección de correo",
  "Not a phone number: it has no digits": "No es un número de teléfono: no tiene dígitos",
  "Not a phone number: it has more than 15 digits": "No es un número de teléfono: tiene más de 15 dígitos",
  "Not a phone number: letters can only be in an extension, as in 555-0100 ext. 12, or in a note in brackets, as in 555-0100 (home)":
    "No es un número de teléfono: solo puede haber letras en una extensión, como en 555-0100 ext. 12, o entre paréntesis, como en 555-0100 (casa)",
  "Not a language tag, such as en or de-CH": "No es un idioma, como en o es-MX",
  "Not a date (YYYY-MM-DD)": "No es una fecha",
  "Is before the date of birth": "Es anterior a la fecha de nacimiento",
  "The patient has died: say why they are booked":
    "El paciente ha fallecido: indique por qué se reserva la cita",
  "Not a date of birth: in the future, or over 150 years ago":
    "No es una fecha de nacimiento: es futura o de hace más de 150 años",
  "Does not match the date of birth; send one of the two":
    "No coincide con la fecha de nacimiento. Indique solo uno de los dos.",
  "Not an instant, such as 2026-11-20T17:28:00Z (in a URL, write + as %2B)": "No es una fecha con hora",
  "Not a time zone, such as Europe/Zurich": "No es una zona horaria, como Europe/Madrid",
  "Not known to the database": "La base de datos no lo conoce",
  "3 to 150 letters, digits or @ . + - _": "De 3 a 150 letras, dígitos o @ . + - _",
  "A username that looks like an email address must be your own":
    "Un nombre de usuario con forma de dirección de correo debe ser la suya",
  "Does not match the password": "No coincide con la contraseña",
  "Is taken": "Ya está en uso",
  "An invitation is to a practice that has a name": "La consulta de la invitación ya tiene un nombre",
  "An invitation is to a practice that has its own time zone":
    "La consulta de la invitación tiene su propia zona horaria",
  "Send an email address or a username": "Indique una dirección de correo o un nombre de usuario",
  "Send an email address or a username, not both":
    "Indique una dirección de correo o un nombre de usuario, no ambos",
  "Six digits": "Seis dígitos",
  "Send a code, a recovery code or a passkey":
    "Use un código, un código de recuperación o una llave de acceso",
  "Send only one of a code, a recovery code and a passkey":
    "Use solo uno: código, código de recuperación o llave de acceso",
  "The account has a second factor: send a code, a recovery code or a passkey":
    "La cuenta tiene un segundo factor: use un código, un código de recuperación o una llave de acceso",
  "Not base64url": "No es base64url",
  "Not a transport": "No es un medio de transmisión",
  "Cannot be verified: create it with these options, on a page of this server, on a device that verifies its user":
    "No se puede verificar: créela en una página de este servidor, con un dispositivo que verifique a su usuario",
  "It has just been changed": "Se acaba de cambiar",
  "Not your password": "No es su contraseña",
  "Too close to your own name, username or email address.":
    "Demasiado parecida a su nombre, nombre de usuario o dirección de correo.",
  "Too easy to guess.": "Demasiado fácil de adivinar.",
  "Too easy to guess: it is a row of keys on the keyboard.":
    "Demasiado fácil de adivinar: es una fila del teclado.",
  "Too easy to guess: it is a short pattern on the keyboard.":
    "Demasiado fácil de adivinar: es un patrón corto del teclado.",
  "Too easy to guess: it is one character, repeated.":
    "Demasiado fácil de adivinar: es un carácter repetido.",
  "Too easy to guess: it is a few characters, repeated.":
    "Demasiado fácil de adivinar: son pocos caracteres repetidos.",
  "Too easy to guess: it is a sequence, such as abc or 4321.":
    "Demasiado fácil de adivinar: es una secuencia como abc o 4321.",
  "Too easy to guess: it is a recent year.": "Demasiado fácil de adivinar: es un año reciente.",
  "Too easy to guess: it is a date.": "Demasiado fácil de adivinar: es una fecha.",
  "Too easy to guess: it is one of the ten most common passwords.":
    "Demasiado fácil de adivinar: es una de las diez contraseñas más comunes.",
  "Too easy to guess: it is one of the most common passwords.":
    "Demasiado fácil de adivinar: es una de las contraseñas más comunes.",
  "Too easy to guess: it is a common password.": "Demasiado fácil de adivinar: es una contraseña común.",
  "Too easy to guess: it is close to a common password.":
    "Demasiado fácil de adivinar: se parece a una contraseña común.",
  "Too easy to guess: it is a single word.": "Demasiado fácil de adivinar: es una sola palabra.",
  "Too easy to guess: it is a name.": "Demasiado fácil de adivinar: es un nombre.",
  "Too easy to guess: it is a common name.": "Demasiado fácil de adivinar: es un nombre común.",
  "Too easy to guess: it is a common word with digits or signs around it.":
    "Demasiado fácil de adivinar: una palabra común con dígitos o signos.",
  "Too easy to guess: it is close to your name, address or practice, or to the name of this product.":
    "Demasiado fácil de adivinar: se parece a su nombre, dirección o consulta, o al nombre de este producto.",
  "Add a few words that are less common.": "Añada algunas palabras menos comunes.",
  "A capital letter at the start hardly helps.": "Una mayúscula al principio apenas ayuda.",
  "Capital letters alone hardly help.": "Las mayúsculas por sí solas apenas ayudan.",
  "Digits or signs instead of letters hardly help.": "Cifras o signos en lugar de letras apenas ayudan.",
  "Writing it backwards hardly helps.": "Escribirla al revés apenas ayuda.",
  "Leave out years related to you.": "No use años relacionados con usted.",
  "Not an id": "No es un identificador",
  'Must be a version, such as 3, or "any"': "No es una versión válida",
  "Not a cursor of this list": "No es una posición de esta lista",
  "Not a cursor of this list and sort": "No es una posición de esta lista y orden",
  "Not a cursor of a history": "No es una posición de un historial",
  "The record was removed in this version": "El registro se eliminó en esta versión",
  "The patient has died": "El paciente ha fallecido",
  "Has to be another patient": "Debe ser otro paciente",
  "Cannot be changed: remove the assignment and create another":
    "No se puede cambiar: quite la asignación y cree otra",
  "Send 1 to 128 letters, digits or . _ : ~ + / = @ - per call":
    "De 1 a 128 letras, dígitos o . _ : ~ + / = @ - por llamada",
  "You do not have {permissions} yourself": "Usted no tiene {permissions}",
  "Also requires {permissions}": "Requiere también {permissions}",
  "This account is deactivated: reactivate it first": "Esta cuenta está desactivada: reactívela primero",
  "This is your own account: another staff account can deactivate it":
    "Es su propia cuenta: otra cuenta de administración puede desactivarla",
  "This is the last active staff account: create another one first":
    "Es la última cuenta de administración activa: cree otra primero",
  "This patient's practice has no members to notify":
    "La consulta de este paciente no tiene miembros a quienes avisar",
  "No account has this email address": "Ninguna cuenta tiene esta dirección de correo",
  "This time is over": "Esta hora ya ha pasado",
  "Has not started in this status": "Con este estado, aún no ha empezado",
  "Has not ended in this status": "Con este estado, aún no ha terminado",
  "Is more than a day in the future": "Es posterior a mañana",
  "Is in the future": "Es una fecha futura",
  "Was born after this happened": "Nació después de esto",
  "Is after a record of the patient": "Es posterior a un registro del paciente",
  "The date of birth is after a record of the patient":
    "La fecha de nacimiento es posterior a un registro del paciente",
  "Is before the patient's birth": "Es anterior al nacimiento del paciente",
  "Denies all allergies: use `allergy.recordNoneKnown`":
    "Indica que no se conoce ninguna alergia: regístrelo con «Sin alergias conocidas»",
  "Denies all records of its kind: use `chart.recordNoneKnown`":
    "Indica que no hay ninguno: regístrelo con «Registrar ninguno»",
  "Contradicts that there is none": "Contradice la afirmación de que no hay ninguno",
  "Denies only some records of its kind, which cannot be recorded":
    "Indica que no hay ninguno de cierto tipo: no es un registro",
  "Does not say what it is: send its name, or no record":
    "No dice qué es: indique el nombre, o no registre nada",
  "The patient has a record that says otherwise": "Un registro del paciente dice lo contrario",
  "Has to be no earlier than the start": "No puede ser anterior al comienzo",
  "Is of another patient": "Es de otro paciente",
  "An allergy cannot be restricted": "Una alergia no se puede restringir",
  "Has to name members of the practice": "Debe nombrar a miembros de la consulta",
  "Only if it was not done": "Solo si no se hizo",
  "Has to be the hash of a review": "Debe ser el hash de una revisión",
  "Send words, a code or both": "Indique palabras, un código o ambos",
  "Send a code of a terminology as `coding`": "Elija un código de una terminología",
  "Has to be a URI, such as http://snomed.info/sct": "Debe ser una URI, como http://snomed.info/sct",
  "Has to be the code system itself": "Debe ser el propio sistema de códigos",
  "Has not been imported": "No se ha importado",
  "Cannot be combined with `field`": "No se puede combinar con un campo",
  "Not a code that this field offers": "No es un código que ofrezca este campo",
  "Not JSON": "No es JSON",
  "A code is not an object": "Un código no tiene la forma esperada",
  "Codes are more than 100 levels deep": "Los códigos tienen más de 100 niveles",
  "Only lists of codes are read. Let a terminology server expand the value set first":
    "Solo se leen listas de códigos. Expanda antes el conjunto de valores con un servidor de terminología",
  "Not a UCUM unit, such as mmol/L": "No es una unidad UCUM, como mmol/L",
  "Not in UCUM's spelling: did you mean {unit}?": "No es la escritura de UCUM: ¿quiso decir {unit}?",
  "Has its numbers in `components`, each with its code and unit":
    "Tiene varios números: indique cada uno con su código y su unidad",
  "Does not measure this. Send one of: {units}": "No mide esto. Indique una de: {units}",
  "Is in the old unit. Send it in the new unit": "Está en la unidad anterior. Indíquelo en la nueva unidad",
  "Is impossible: has to be from {least} to {greatest} {unit}":
    "No es posible: debe estar entre {least} y {greatest} {unit}",
  "Very unusual: expected {least} to {greatest} {unit}. Check the number and the unit":
    "Muy inusual: lo esperable es de {least} a {greatest} {unit}. Compruebe el número y la unidad",
  "Has to be a number with a unit, as this is measured":
    "Debe ser un número con su unidad, porque es una medición",
  "Names another unit than the column of units": "Indica otra unidad que la columna de unidades",
  "Names another unit than that of the column": "Indica otra unidad que la de la columna",
  "Name the unit: neither the heading nor the cell does":
    "Indique la unidad: no está ni en el encabezado ni en la celda",
  "The diastolic pressure is not below the systolic one":
    "La presión diastólica no es menor que la sistólica",
  "The patient has this already": "El paciente ya lo tiene",
  "The patient has an allergy to this": "El paciente es alérgico a esto",
  "The patient takes a drug to which this is an allergy":
    "El paciente toma un medicamento al que esto es una alergia",
  "Says that there is no code: leave it out": "Indica que no hay código: omítalo",
  "Has several codes: send one": "Tiene varios códigos: indique uno",
  "Not a code of this system": "No es un código de este sistema",
  "Name the code: the heading does not tell": "Indique el código: el encabezado no lo dice",
  "Not a code of LOINC: name the system of the codes":
    "No es un código de LOINC: indique el sistema de los códigos",
  "Cannot be combined with `signs`": "No se combina con columnas por medición",
  "Is the statement that there is none": "Es la declaración de que no hay ninguno",
  "Has to be a year, a month or a day, such as 2019, 2019-05 or 2019-05-28":
    "Debe ser un año, un mes o un día, como 2019, 2019-05 o 2019-05-28",
  "Send at least one observation": "Indique al menos una observación",
  "Has to be no less than the least number": "No puede ser menor que el número mínimo",
  "Has to be a decimal number, such as 6.30": "Debe ser un número decimal, como 6.30",
  "Is not offered any more": "Ya no se ofrece",
  "Has to be a whole minute": "Debe ser un minuto entero",
  "Has to be in a year from 1900 to 2999": "Debe ser de un año entre 1900 y 2999",
  "Has to be in a year up to 2999": "Debe ser de un año hasta 2999",
  "Has to be no later than `to`": "No puede ser posterior al final",
  "Has to be at most 92 days after `from`": "Como máximo 92 días después del inicio",
  "Has to be within 31 days of `from`": "Como máximo 31 días después del inicio",
  "Has to be within a year of `from`": "Como máximo un año después del inicio",
  "Has to be before `closes`": "Debe ser anterior al final",
  "Has to be before `validTo`": "No puede ser posterior al último día",
  "Has to be before `to`": "No puede ser posterior al último día",
  "Send `opens` and `closes`, or neither": "Indique las dos horas, o ninguna",
  "Send a doctor or a specialization, not both": "Indique un médico o una especialidad, no ambos",
  "Has to be no later than the latest time": "No puede ser posterior a la última hora",
  "Has to be no later than the last day": "No puede ser posterior al último día",
  "Extra hours need `opens` and `closes`": "Las horas adicionales necesitan un inicio y un final",
  "Not a time of day, such as 09:00": "No es una hora, como 09:00",
  "Only for a table": "Solo para una tabla",
  "Only for a Synthea export": "Solo para una exportación de Synthea",
  "Required for a table": "Obligatorio para una tabla",
  "A table is one file": "Una tabla es un solo archivo",
  "Missing: {names}": "Falta: {names}",
  "Duplicate: {names}": "Duplicado: {names}",
  "Not one of {names}": "Solo se admite {names}",
  "The file appears twice": "El archivo aparece dos veces",
  "The file has no column of this name": "El archivo no tiene ninguna columna con este nombre",
  "The file has several columns of this name": "El archivo tiene varias columnas con este nombre",
  "Not a field of this kind of record ({records})": "No es un campo de este tipo de registros",
  "Choose the column with the name, or those with the first and the last name":
    "Elija la columna del nombre, o las del nombre y los apellidos",
  "Choose the column with the gender": "Elija la columna del sexo",
  "Required with a date of birth: choose the format of dates":
    "Obligatorio con una fecha de nacimiento: elija el formato",
  "Dates of birth need years of four digits": "Las fechas de nacimiento necesitan años de cuatro cifras",
  "Required: choose the format of dates": "Obligatorio: elija el formato de las fechas",
  "Choose the columns with the patient, the doctor and the start":
    "Elija las columnas del paciente, del médico y del inicio",
  "Choose the columns with the patient, the code or its text, the date and the value":
    "Elija las columnas del paciente, del código o su descripción, de la fecha y del valor",
  "Choose the columns with the patient, the code or its text, and the date":
    "Elija las columnas del paciente, del código o su descripción, y de la fecha",
  "Choose the columns with the patient and the date": "Elija las columnas del paciente y de la fecha",
  "Choose the column with the date": "Elija la columna de la fecha",
  "Choose the columns with the patient and the start": "Elija las columnas del paciente y del inicio",
  "Choose the columns with the patient, and the code or its text":
    "Elija las columnas del paciente y del código o su descripción",
  "Only for appointments and clinical records": "Solo para citas y registros clínicos",
  "Only for clinical records": "Solo para registros clínicos",
  "Only for observations": "Solo para observaciones",
  "Only for visits with one seat": "Solo para visitas con una plaza",
  "Only for appointments": "Solo para citas",
  "Not a file of this upload": "No es un archivo de esta importación",
  "Not a column that is imported": "No es una columna importada",
  "Has to be in line order, without repeats": "Debe estar en orden de líneas, sin repeticiones",
  "These lines overlap those of another part": "Estas líneas se solapan con las de otra parte",
  "The row has {cells} fields, the header {names}": "La fila tiene {cells} campos; la cabecera, {names}",
  "May have thousands or decimals: set `decimalMark` to `point`, or leave out the thousands’ mark":
    "Puede tener miles o decimales: elija el punto, o quite el separador de miles",
  "May be male or female here: say which with `genders`, or write the word":
    "Aquí puede ser masculino o femenino: escriba la palabra",
  "Not a phone number: a spreadsheet has shortened it":
    "No es un número de teléfono: una hoja de cálculo lo ha acortado",
  "Looks like totals below the table, and is no record": "Parecen los totales de la tabla, no un registro",
  "A quote is not closed": "Una comilla no está cerrada",
  "A quote is misplaced": "Una comilla está mal colocada",
  "Longer than {maximum} characters": "Más de {maximum} caracteres",
  "Not a gender, such as male, female, other, unknown, M, F":
    "No es un sexo, como femenino, masculino, otro, desconocido, M, F",
  "Not a date in the format {format}": "No es una fecha con el formato {format}",
  "Not a valid date, read as {format}": "No es una fecha válida, leída como {format}",
  "Not a whole number": "No es un número entero",
  "The file is no calendar": "El archivo no es un calendario",
  "The calendar has more than {maximum} appointments": "El calendario tiene más de {maximum} citas",
  "The event cannot be read": "El evento no se puede leer",
  "The event repeats too often, or its rule cannot be read":
    "El evento se repite demasiado, o su regla no se puede leer",
  "A row of a calendar has one cell": "Una fila de un calendario tiene una celda",
  "Only for a table or a calendar": "Solo para una tabla o un calendario",
  "Required, but for a calendar": "Obligatorio, salvo en un calendario",
  "A calendar is one file": "Un calendario es un archivo",
  "Not an instant (YYYY-MM-DDTHH:MM:SSZ)": "No es una fecha con hora (YYYY-MM-DDTHH:MM:SSZ)",
  "Is before START": "Es anterior a START",
  "Give the time of day, too": "Indique también la hora",
  "Has to be after the start": "Debe ser posterior al inicio",
  "Has to be from 1 to 1439 minutes": "Deben ser de 1 a 1439 minutos",
  "The clocks skip this time": "Esta hora no existe por el cambio de hora",
  "Not a status, such as booked, fulfilled, cancelled, noshow":
    "No es un estado, como reservada, completada, cancelada, ausente",
  "Has not ended yet": "Aún no ha terminado",
  "There is no such patient": "Este paciente no existe",
  "There is no such doctor": "Este médico no existe",
  "There is no such encounter": "Esta atención no existe",
  "Name the system of the code": "Indique de qué sistema es el código",
  "Not a number with this decimal mark": "No es un número con este separador decimal",
  "Several patients match: give an identifier, or the date of birth":
    "Coinciden varios pacientes: indique un identificador o la fecha de nacimiento",
  "Several doctors match: give an identifier": "Coinciden varios médicos: indique un identificador",
  "Repeats the appointment of line {line}": "Repite la cita de la línea {line}",
  "The doctor has another appointment at this time": "El médico tiene otra cita a esta hora",
  "The doctor of line {line} is booked at this time":
    "El médico tiene a esta hora la cita de la línea {line}",
  "The patient has another appointment at this time": "El paciente tiene otra cita a esta hora",
  "The patient of line {line} is booked at this time":
    "El paciente tiene a esta hora la cita de la línea {line}",
  "The doctor's day is full": "El médico tiene el día completo",
  "The file has more than {maximum} appointments to come": "El archivo tiene más de {maximum} citas futuras",
  "Repeats the identifier of line {line}": "Repite el identificador de la línea {line}",
  "Repeats line {line}": "Repite la línea {line}",
  "The encounter is locked": "La atención está bloqueada",
  "The encounter was entered in error": "La atención se registró por error",
  "Not found in {file} or in an earlier import": "No está en {file} ni en una importación anterior",
  "Another doctor in the directory has this licence number":
    "Otro médico del directorio tiene este número de colegiado",
  "Another doctor in the directory has this email address":
    "Otro médico del directorio tiene esta dirección de correo",
  "The doctor of line {line} has this licence number":
    "El médico de la línea {line} tiene este número de colegiado",
  "The doctor of line {line} has this email address":
    "El médico de la línea {line} tiene esta dirección de correo",
  "undo this merge instead": "en vez de eso, deshaga esta combinación",
  "undo this later merge first": "deshaga primero esta combinación posterior",
  "has a record from before the date of birth: correct one of the two first":
    "tiene un registro anterior a la fecha de nacimiento: corrija primero uno de los dos",
  "removed since the merge: restore the patient first":
    "eliminado después de la combinación: restaure primero al paciente",
  "has rows of another table": "tiene filas de otra tabla",
  "restored or erased since the merge": "restaurado o borrado después de la combinación",
  "edited since, now version {version}": "editado después, ahora versión {version}",
  "made since": "creado después",
  "locked since": "bloqueado después",
};
