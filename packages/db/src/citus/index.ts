export { type Placed, placeTables } from "./place-tables.ts";
export { readPlaced } from "./placed.ts";
export { placementOf, tables } from "./placements.ts";
