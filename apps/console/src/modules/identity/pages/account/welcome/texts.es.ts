import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Las fichas de pacientes de su consulta",
  about:
    "Caretype guarda las fichas de sus pacientes, sus médicos y quién trata a quién. Su equipo trabaja en conjunto, y cada persona tiene su rol.",
  search: {
    title: "Encontrar a cualquiera",
    text: "Busque por nombre en cualquier grafía, fecha de nacimiento, teléfono o código postal.",
  },
  versions: {
    title: "No perder nada",
    text: "Cada ficha conserva todas sus versiones. Los cambios, combinaciones y eliminaciones se pueden deshacer.",
  },
  log: {
    title: "Saber quién leyó qué",
    text: "Cada acceso queda en un registro, y usted puede demostrar que nadie lo ha cambiado.",
  },
  picture: {
    shows: "Un día en el calendario: cada médico tiene una columna con sus citas",
    light: new URL("./pictures/es-light.webp", import.meta.url).href,
    dark: new URL("./pictures/es-dark.webp", import.meta.url).href,
  },
  trySample: "Probar con datos de ejemplo",
  isClosed: "Para tener una cuenta en este servidor, pida una invitación al propietario de una consulta.",
};
