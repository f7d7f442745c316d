import { useNavigate } from "@tanstack/react-router";

/** Returns a function that opens the sign-out page. The reader is asked first where something is not saved. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: "/sign-out", state: { isAsked: true } });
}
