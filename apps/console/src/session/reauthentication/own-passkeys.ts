import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { caretype } from "../client/api.ts";

const { passkey, account } = caretype;

export async function reauthenticateWithPasskey() {
  const optionsJSON = await passkey.reauthenticationOptions.mutate();
  const response = await startAuthentication({ optionsJSON });
  return account.reauthenticate.mutate({ passkey: { challenge: optionsJSON.challenge, response } });
}

export async function addPasskey(name: string) {
  const optionsJSON = await passkey.registrationOptions.mutate();
  const response = await startRegistration({ optionsJSON });
  return passkey.register.mutate({ challenge: optionsJSON.challenge, response, name });
}
