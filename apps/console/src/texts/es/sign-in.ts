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

  secondFactor: {
    usePasskey: "Usar una llave de acceso",
    totp: {
      label: "Código",
      description: "Los seis dígitos que muestra su aplicación de autenticación.",
      other: "Usar la aplicación",
      refusal: "Código incorrecto. Escriba el siguiente que muestre la aplicación",
    },
    recoveryCode: {
      label: "Código de recuperación",
      description: "Uno de los que ha guardado. Cada uno sirve una vez.",
      other: "Usar un código de recuperación",
      refusal: "Incorrecto o ya usado. Escriba otro código",
    },
  },
  passkey: {
    isUnused: "No se usó ninguna llave de acceso. Inténtelo de nuevo o use otro método.",
    exists: "Este dispositivo ya tiene una llave de acceso para su cuenta.",
    isOthers: "Esta llave de acceso es de otra cuenta. Use una de la cuenta que abrió esta página.",
    isElsewhere:
      "Las llaves de acceso de este servidor solo funcionan en su dirección configurada. Abra allí la consola.",
    failed: "Este navegador no pudo usar aquí una llave de acceso.",
  },
};
