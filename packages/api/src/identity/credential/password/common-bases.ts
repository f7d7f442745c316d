// Words that people put a year or a sign after when a password has to have both. Attackers try them first, also where a
// list of common passwords ranks them low. Pure.

const everywhere = {
  English: `password welcome letmein changeme access secret
    spring summer autumn fall winter
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday`,
  German: `passwort kennwort willkommen hallo geheim
    frühling fruehling sommer herbst
    januar februar märz maerz mai juni juli oktober dezember
    montag dienstag mittwoch donnerstag freitag samstag sonntag`,
  Spanish: `contraseña contrasena bienvenido bienvenida hola secreto
    primavera verano otoño otono invierno
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miércoles miercoles jueves viernes sábado sabado domingo`,
};

/** Common among those who use this product. */
const atWork = {
  English: "patient patients doctor nurse clinic hospital practice surgery medical medicine health reception",
  German: "patienten arzt praxis klinik krankenhaus medizin gesundheit empfang",
  Spanish: "paciente medico médico clinica clínica consulta salud enfermera recepcion recepción",
};

/** The most likely first. */
export const commonBases: string[] = [everywhere, atWork]
  .flatMap((words) => Object.values(words))
  .flatMap((text) => text.trim().split(/\s+/));
