import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  forgot: {
    title: "Restablecer la contraseña",
    askAdministrator: "Pida a la administración del servidor un enlace para elegir una contraseña nueva.",
    isSent: (email) => `Si ${email} tiene una cuenta, se le envió un enlace.`,
    openIt: "Ábralo para elegir una contraseña nueva.",
    administratorHasIt: "La administración del servidor puede darle el enlace.",
    emailHint: "A esta dirección se envía un enlace para elegir una contraseña nueva.",
    emailHintWithoutEmail: "La dirección de su cuenta.",
  },

  register: {
    about:
      "Tendrá una cuenta y una consulta propia. Para unirse a una que ya existe, pida una invitación a su propietario.",
    signInInstead: "Iniciar sesión",
    practice: "Nombre de la consulta",
    practiceHint: "Lo ve su equipo. Puede cambiarlo más tarde.",
    timeZone: "Zona horaria de la consulta",
    timeZoneHint: "El horario de atención y las citas se muestran en esta zona horaria.",
    samplePractice: "Consulta de ejemplo",
    inventedHint: "Inventada, como la contraseña. Para volver más tarde, escriba las suyas.",
    sample: "Empezar con datos de ejemplo",
    sampleHint:
      "Unos 200 pacientes inventados, con médicos, citas e historial. Puede eliminarlo todo con un clic.",
    submit: "Crear la consulta",
    isCreating: "Creando su consulta…",
    sampleFailed: "Su consulta se creó, pero sin los datos de ejemplo",
    isTaken: "Esta dirección ya tiene una cuenta. Inicie sesión o restablezca la contraseña",
    isClosed:
      "Pida al propietario de una consulta que le invite. Con el enlace de la invitación puede crear una cuenta.",
    linkTitle: "Enlace de confirmación",
    askAdministrator: (email) =>
      `Pida a la administración del servidor el enlace para ${email} y cree su cuenta. Es válido durante un día.`,
    mailedTitle: "Revise su correo",
    openIt: "Ábralo para crear su cuenta. Es válido durante un día.",
  },
};
