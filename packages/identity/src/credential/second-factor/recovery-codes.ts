import { randomInt } from "node:crypto";

/** 32 characters without ambiguous ones: no I, O, 0 or 1. */
const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const groups = 3;
const groupLength = 4;

export const recoveryCodesAtOnce = 10;

const newGroup = () =>
  Array.from({ length: groupLength }, () => alphabet.charAt(randomInt(alphabet.length))).join("");

/** `7KQP-M3XB-Z9TH`: 60 bits. */
export const newRecoveryCode = () => Array.from({ length: groups }, newGroup).join("-");

/** Normalizes a typed code for hashing. */
export const plainRecoveryCode = (code: string) => code.toUpperCase().replace(/[^0-9A-Z]/g, "");
