/** Lists of organizations, members and invitations that stay fresh, for any frontend: the React hooks stand on them. */
export type { Asked, ListOptions } from "./asked.js";
export { type List, openList } from "./list.js";
export type { Change, ListSnapshot, PageData } from "./snapshot.js";
export type { Filters, Item, ListName, Lists } from "./sources.js";
