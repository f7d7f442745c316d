import type { texts as english } from "../en/session.ts";

export const texts: typeof english = {
  locking: {
    title: (time) => `Esta página se bloqueará a las ${time}`,
    text: "Nadie la ha usado desde hace un rato. Lo que ha escrito no se pierde: puede volver a iniciar sesión y continuar.",
    keepWorking: "Seguir trabajando",
  },
  requirement: {
    dueTitle: "Configure un segundo factor para continuar",
    dueText:
      "Aquí es obligatorio, y el plazo para configurarlo ha terminado. Añada una llave de acceso o una aplicación de autenticación para recuperar el acceso.",
    title: "Configure un segundo factor",
    titleBy: (deadline) => `Configure un segundo factor antes del ${deadline}`,
    practiceRequires: "Esta consulta lo exige.",
    serverRequires: "Este servidor lo exige.",
    startsAtSignIn: "El plazo empieza la próxima vez que inicie sesión.",
    setUp: "Configurarlo ahora",
  },
  reauthentication: {
    title: "Confirme su identidad",
    text: "Para esta acción debe volver a identificarse. Es válido durante diez minutos.",
    wrongPassword: "No es su contraseña",
  },
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
