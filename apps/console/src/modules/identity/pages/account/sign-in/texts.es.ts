import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  signIn: "Iniciar sesión",
  createPractice: "Crear su consulta",

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
      "Este servidor no puede enviar correos. Pida a la administración del servidor el enlace que verifica su dirección, y vuelva a iniciar sesión.",
  },
  signedOut: {
    ended: "Su sesión ha terminado. Inicie sesión para continuar donde estaba.",
    logout: "Ha cerrado la sesión.",
    otherTab: "Cerró la sesión en otra pestaña.",
    replaced: "Otra persona inició sesión en este navegador, por eso se cerró la suya.",
  },
  continueAsOther: "Continuar con la cuenta que inició sesión",
};
