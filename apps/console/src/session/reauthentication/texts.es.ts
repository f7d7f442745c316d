import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  signOut: "Cerrar sesión",
  toSignIn: "Volver al inicio de sesión",
  yourName: "Su nombre",
  yourNameHint: "Lo ven sus colegas.",
  newPassword: "Contraseña nueva",
  newPasswordHint: "De 8 a 128 caracteres difíciles de adivinar, como varias palabras sin relación.",
  sendLink: "Enviar un enlace",
  requestLink: "Solicitar un enlace",
  isSent: (email) => `Se envió un enlace a ${email}.`,
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
