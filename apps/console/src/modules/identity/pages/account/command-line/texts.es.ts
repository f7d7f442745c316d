import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Iniciar sesión en la línea de comandos",
  asks: (host) => withNames`La línea de comandos de Caretype en ${host} quiere iniciar sesión.`,
  onlyIfYou: "Permítalo solo si acaba de iniciarla usted, en este equipo",
  claimed: "El nombre del equipo es el que indica el programa. No está verificado.",
  account: (name, email) => withNames`Iniciará sesión como ${name} (${email}).`,
  mayAll: "Puede leer y cambiar todo lo que usted puede.",
  inPractices: "Trabaja en todas sus consultas:",
  untilEnded: "Su sesión sigue abierta hasta que la cierre, caduque o usted la finalice en su cuenta.",
  allow: "Permitir",
  otherAccount: "Para otra cuenta, cancele, cierre la sesión aquí y empiece de nuevo en el terminal.",
  incomplete: "Esta dirección está incompleta",
  startAgain: "Empiece de nuevo en el terminal. Si no inició nada allí, cierre esta página.",
};
