// What a list holds at one moment.

import type { ClerkAPIResponseError, ClerkRuntimeError } from "clerk-wasm";

/** One page on the wire. */
export interface PageData<T> {
  data: T[];
  total_count: number;
}

/** A list at one moment: the same object until something in it changes. */
export interface ListSnapshot<T> {
  /** The items of the page, or of all pages so far. */
  data: T[];
  /** How many items there are on all pages. */
  count: number;
  /** Whether the first page is on its way, and there is nothing to show. */
  isLoading: boolean;
  /** Whether anything is on its way. */
  isFetching: boolean;
  isError: boolean;
  /** Why the last request failed. */
  error: ClerkAPIResponseError | ClerkRuntimeError | null;
  /** The page shown, or how many are there. */
  page: number;
  pageCount: number;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

/** A new value, or how the new one is made of the present one. */
export type Change<T> = T | ((present: T) => T | undefined | Promise<T | undefined>) | undefined;

/** Whether both show the same, item by item. */
export function isSame<T>(one: ListSnapshot<T>, other: ListSnapshot<T>): boolean {
  const { data, ...rest } = one;
  const names = Object.keys(rest) as (keyof typeof rest)[];
  return (
    names.every((name) => one[name] === other[name]) &&
    data.length === other.data.length &&
    data.every((item, place) => item === other.data[place])
  );
}
