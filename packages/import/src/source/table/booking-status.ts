import { byWord } from "../words.ts";
import { isMark, maxWordLength, type Read } from "./cells.ts";

// The meaning of a status.

const statuses = byWord({
  booked:
    "booked confirmed scheduled planned pending unconfirmed gebucht bestätigt geplant offen reservada confirmada programada pendiente reservado confirmado programado agendado agendada marcado marcada confirmé prévu planifié",
  fulfilled:
    "fulfilled complete completed done finished attended kept seen checkedout erledigt abgeschlossen wahrgenommen atendida completada realizada atendido completado realizado arrived checkedin angekommen eingetroffen erschienen asistió llegó compareceu chegou finalizado concluído honoré terminé venu",
  cancelled:
    "cancelled canceled latecancel cxl storniert abgesagt cancelada anulada cancelado anulado desmarcado desmarcada annulé annulée",
  noshow:
    "noshow missed dna didnotattend didnotarrive nichterschienen nichtwahrgenommen verpasst ausente noasistió nocompareció nãocompareceu faltou absent nonvenu",
});

/** As in `Cancelled by patient`, `Patient cancelled` and `Abgesagt (krank)`. */
function isCancelled(text: string): boolean {
  const [first, ...others] = text.split(/[^\p{L}]+/u).map((word) => statuses.get(word) ?? word);
  const isDenied = others.concat(first ?? "").some((word) => /^(?:not?|nicht|nie|never)$/.test(word));
  return first === "cancelled" || (!isDenied && others.includes("cancelled"));
}

/** Returns the status, or null for an empty cell. */
export function readStatus(cell: string): Read<string> {
  const written = cell.trim().toLowerCase().slice(0, maxWordLength).normalize("NFC");
  // OpenEMR writes a sign before each: `@ Arrived`, `- None`.
  const text = written.replace(/^[^\p{L}\s]\s+/u, "");
  if (text === "" || (text !== written && isMark("status", text))) return { value: null };
  const statusOf = (words: string) => statuses.get(words.replace(/[\s_-]/gu, ""));
  // As in `No show (called)`.
  const [main = ""] = text.split(/[(:]|\s[-–/]\s/u);
  const parts = [statusOf(main), isCancelled(text) ? "cancelled" : undefined].filter(
    (one) => one !== undefined,
  );
  const whole = statusOf(text);
  // `Confirmed / cancelled` is contradictory.
  const [status, other] = whole ? [whole] : new Set(parts);
  return status && !other
    ? { value: status }
    : { message: "Not a status, such as booked, fulfilled, cancelled, noshow" };
}

const no = /^(?:no?|false|0|nein|non|falso|f|faux|não)$/iu;

/** Columns such as `Cancelled At` and `No-show`: any content means yes, except a no. */
export function markedStatus(cells: { cancelled: string; noShow: string }): "cancelled" | "noshow" | null {
  const isMarked = (cell: string) => cell !== "" && !no.test(cell);
  if (isMarked(cells.cancelled)) return "cancelled";
  return isMarked(cells.noShow) ? "noshow" : null;
}

const parties =
  /(?<patient>pa[ctz]i[eë]nt|\bpt\b|client|kund)|provider|doctor|physician|dentist|staff|office|facility|hospital|klinik|cl[ií]nic|practice|praxis|arzt|ärzt|m[eé]dic|cabinet/i;

/** The canceller in a status such as `Cancelled by patient`. Null: not named. */
export function cancelledByIn(status: string): "patient" | "practice" | null {
  // As in `Cancelled by office, patient informed`.
  const [, actor = ""] = /\s(?:by|von|durch|por|par|door|da)\s(.*)$/is.exec(status) ?? [];
  const found = parties.exec(actor) ?? parties.exec(status);
  return found && (found.groups?.patient ? "patient" : "practice");
}
