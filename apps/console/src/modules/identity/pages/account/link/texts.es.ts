import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  isIncomplete: "Este enlace está incompleto. Ábralo de nuevo desde el correo, o cópielo entero.",
  isInvalid: "Este enlace ya no es válido: se usó, caducó o fue sustituido por otro más nuevo.",
  toConsole: "Ir a la consola",

  confirmEmail: {
    title: "Cambiar su correo electrónico",
    about: "Desde entonces iniciará sesión con la dirección que recibió este enlace.",
    submit: "Cambiar mi dirección",
    done: "Su correo electrónico ha cambiado.",
    nextStep: "Vuelva a solicitar el cambio en su cuenta.",
  },
  verifyEmail: {
    title: "Verificar su correo electrónico",
    about: "Confirme que la dirección que recibió este enlace es suya.",
    submit: "Verificar mi dirección",
    done: "Su dirección está verificada.",
    nextStep: "Solicite un enlace nuevo en su cuenta, o al iniciar sesión.",
  },
  confirmRegistration: {
    title: "Confirmar su registro",
    about: "Elija una contraseña para su cuenta. Puede ser la misma con la que se registró.",
    submit: "Crear cuenta",
    again: "Registrarse de nuevo",
  },
  resetPassword: {
    title: "Elegir una contraseña nueva",
    about:
      "Esto cierra todas sus sesiones en todos los dispositivos. Su segundo factor se conserva, salvo que su dirección nunca se haya verificado: entonces se elimina.",
    submit: "Guardar la contraseña",
    done: "Su contraseña está guardada.",
    again: "Solicitar un enlace nuevo",
  },
  unlock: {
    title: "Desbloquear su inicio de sesión",
    about:
      "Tras muchos intentos fallidos se retrasan los inicios de sesión en su cuenta. Al desbloquearlos, podrá iniciar sesión desde aquí sin espera durante una hora.",
    submit: "Desbloquear",
    done: "Puede volver a iniciar sesión desde aquí.",
    nextStep: "Espere a que termine el retraso, o restablezca su contraseña.",
  },
  invitation: {
    title: "Unirse a una consulta",
    about: ({ invitedBy, email, practice, role }) =>
      withNames`${invitedBy} invita a ${email} a trabajar en la consulta «${practice}». Rol: ${role}.`,
    nextStep: "Pida una invitación nueva a la persona que le invitó.",
    joinAs: (email) => `Unirse como ${email}`,
    signedInAs: (email) => `Ha iniciado sesión como ${email}.`,
    isForOther:
      "La invitación es para otra cuenta. Si inicia sesión en ella, se cierra la sesión de la suya.",
    signInAndJoin: "Iniciar sesión y unirse",
    createAndJoin: "Crear cuenta y unirse",
    isTaken: "Esta dirección ya tiene una cuenta. Abra de nuevo el enlace del correo e inicie sesión.",
  },
};
