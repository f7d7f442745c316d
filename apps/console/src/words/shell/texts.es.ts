import { withNames } from "../format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  tabTitle: (page) => `${page} · Caretype`,
  stillLoading: "Sigue cargando…",

  connection: {
    offline: {
      title: "No tiene conexión",
      text: "Es posible que esta página no esté al día. Lo que ha escrito no se pierde: guárdelo cuando vuelva la conexión.",
    },
    unreachable: {
      title: "No se puede contactar con el servidor",
      text: "Esta página vuelve a intentarlo cada pocos segundos y luego continúa. Lo que ha escrito no se pierde.",
    },
    newer: {
      title: "Hay una nueva versión de Caretype",
      text: "Guarde sus cambios y después cárguela.",
      button: "Cargar la nueva versión",
    },
    incomplete: {
      title: "Falta una parte de esta página",
      text: "No se pudo cargar. Guarde sus cambios y después recargue la página.",
      button: "Recargar la página",
    },
  },

  notice: {
    isStale: "No se guardó nada. Vuelva a cargar la página para ver los datos actuales y repita el cambio.",
    lastOwner:
      "Es el último propietario que puede iniciar sesión. Antes debe convertir a otra persona en propietaria.",
    tryAgain: (when) => `Vuelva a intentarlo ${when}.`,
    inAMoment: "en un momento",
    secondFactor: (link) => withNames`Esto requiere un segundo factor: ${link}.`,
    setUpSecondFactor: "configúrelo en su cuenta",
  },

  pages: {
    failed: "Algo ha fallado",
    retry: "Reintentar",
  },

  nothingIsSent: "Este servidor no puede enviar correo electrónico.",
};
