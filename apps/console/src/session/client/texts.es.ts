import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  locking: {
    title: (time) => `Esta página se bloqueará a las ${time}`,
    text: "Hace un rato que nadie la usa. Lo que ha escrito no se pierde: puede volver a iniciar sesión y continuar.",
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
};
