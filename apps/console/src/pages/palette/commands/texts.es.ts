import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  undo: { label: "Deshacer el último cambio", words: "revertir volver atrás" },
  exportPatients: {
    label: "Exportar pacientes como CSV",
    words: "exportar descargar csv hoja de cálculo excel",
  },
  print: { label: "Imprimir esta página", words: "imprimir papel pdf" },
  keys: { label: "Atajos de teclado", words: "teclas teclado atajos ayuda" },
  api: { label: "Probar la API", words: "documentación referencia rest ayuda" },
  signOut: { label: "Cerrar sesión", words: "salir desconectar logout" },
};
