import type { texts as english } from "../en/sign-in.ts";

export const texts: typeof english = {
  signIn: "Iniciar sesión",
  signOut: "Cerrar sesión",
  toSignIn: "Volver al inicio de sesión",
  createPractice: "Crear su consulta",
  yourName: "Su nombre",
  yourNameHint: "Lo ven sus colegas.",
  newPassword: "Contraseña nueva",
  newPasswordHint: "De 8 a 128 caracteres difíciles de adivinar, como varias palabras sin relación.",
  sendLink: "Enviar un enlace",
  requestLink: "Solicitar un enlace",
  isSent: (email) => `Se envió un enlace a ${email}.`,

  form: {
    name: "Correo o nombre de usuario",
    or: "o",
    withPasskey: "Entrar con una llave de acceso",
    forgot: "¿Olvidó la contraseña?",
    secondFactor: "Su cuenta tiene un segundo factor. Úselo para terminar de iniciar sesión.",
    isOver: "Se acabó el tiempo, o hubo demasiados códigos incorrectos. Inicie sesión de nuevo.",
    wrongNames:
      "El nombre o la contraseña no son correctos. Tras muchos intentos fallidos se retrasan los inicios de sesión; el titular de la cuenta recibe un enlace que los desbloquea.",
    wrongNamesWithoutEmail:
      "El nombre o la contraseña no son correctos. Tras muchos intentos fallidos se retrasan los inicios de sesión.",
    notVerified: "Abra el enlace del correo que acaba de recibir, y vuelva a iniciar sesión.",
    notVerifiedWithoutEmail:
      "Este servidor no puede enviar correos. Pida a su administrador el enlace que verifica su dirección, y vuelva a iniciar sesión.",
  },
  again: {
    ended: {
      title: "Inicie sesión para continuar",
      text: "Su sesión ha terminado. Lo que ha escrito se conserva. Lo que iba a hacer continúa cuando inicie sesión.",
      submit: "Iniciar sesión",
      leave: "Salir sin guardar",
    },
    locked: {
      title: "Bloqueado",
      text: "Vuelva a iniciar sesión para continuar. Todo lo que ha escrito se conserva, en todas sus pestañas.",
      submit: "Desbloquear",
      leave: "Entrar como otra persona",
    },
  },
  signedOut: {
    ended: "Su sesión ha terminado. Inicie sesión para continuar donde estaba.",
    logout: "Ha cerrado la sesión.",
    otherTab: "Cerró la sesión en otra pestaña.",
    replaced: "Otra persona inició sesión en este navegador, por eso se cerró la suya.",
  },
  continueAsOther: "Continuar con la cuenta que inició sesión",
  signingOut: "Cerrando la sesión",
  signOutFailed:
    "No se pudo cerrar la sesión: sigue abierta en este navegador. Mantenga abierta esta página hasta que se cierre.",

  forgot: {
    title: "Restablecer la contraseña",
    askAdministrator: "Pida al administrador del servidor un enlace para elegir una contraseña nueva.",
    isSent: (email) => `Si ${email} tiene una cuenta, se le envió un enlace.`,
    openIt: "Ábralo para elegir una contraseña nueva.",
    administratorHasIt: "El administrador del servidor puede darle el enlace.",
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
    timeZoneHint: "En la que se entienden el horario de atención y las citas.",
    sample: "Empezar con datos de ejemplo",
    sampleHint:
      "Unos 200 pacientes inventados, con médicos, citas e historial. Puede quitarlo todo con un clic.",
    submit: "Crear la consulta",
    isCreating: "Creando su consulta…",
    sampleFailed: "Su consulta se creó, pero sin los datos de ejemplo",
    isTaken: "Esta dirección ya tiene una cuenta. Inicie sesión o restablezca la contraseña",
    isClosed:
      "Pida al propietario de una consulta que le invite. Con el enlace de la invitación puede crear una cuenta.",
    linkTitle: "Enlace de confirmación",
    askAdministrator: (email) =>
      `Pida al administrador del servidor el enlace para ${email} y cree su cuenta. Es válido durante un día.`,
    mailedTitle: "Revise su correo",
    openIt: "Ábralo para crear su cuenta. Es válido durante un día.",
  },
};
