export { type Placed, placeTables } from "./place-tables.ts";
export { placementOf, tables } from "./placements.ts";
