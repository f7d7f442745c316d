import { useQueryClient } from "@tanstack/react-query";
import { api, caretype } from "../../../session/client/api.ts";
import type { Move, RefusedMove } from "../move.ts";
import { useNotifyMoved } from "./notify-moved.ts";

/**
 * Moves an appointment that was dropped somewhere. Resolves when appointments are read again. A refusal keeps what was
 * asked for.
 */
export function useMove(onRefused: (refused: RefusedMove) => void): (move: Move) => Promise<void> {
  const queries = useQueryClient();
  const notifyMoved = useNotifyMoved();
  return async ({ appointment, to, doctorName }) => {
    const { id, version: expectedVersion } = appointment;
    try {
      notifyMoved(appointment, await caretype.appointment.reschedule.mutate({ id, expectedVersion, ...to }));
    } catch (error) {
      onRefused({ appointment, to, doctorName, error });
    }
    await queries.invalidateQueries(api.appointment.pathFilter());
  };
}
