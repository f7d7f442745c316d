export { type Placed, placeTables } from "./place-tables.ts";
export { type Placement, placementOf, tables } from "./placements.ts";
