// What a list is asked for.

/** Filters and pages of a list. */
export type ListOptions<Filters = object> = Filters & {
  /** The page to begin with, from 1. Changes nothing once the list is open. */
  initialPage?: number;
  /** Items per page, 10 when absent. Changes nothing once the list is open. */
  pageSize?: number;
  /** Whether pages are added to those that are there. */
  infinite?: boolean;
  /** Whether what is shown stays until the next page, or what other filters find, is there. */
  keepPreviousData?: boolean;
};

/** What to list: everything by `true`, nothing by `false` and the like. */
export type Asked<Filters = object> = boolean | null | undefined | ListOptions<Filters>;

/** The filters and pages in what was asked. */
export const optionsOf = <Filters>(asked: Asked<Filters>): Partial<ListOptions<Filters>> =>
  typeof asked === "object" && asked !== null ? asked : {};
