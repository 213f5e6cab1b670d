// The lists of `clerk-wasm/lists` as React state.

import type { Clerk } from "clerk-wasm";
import {
  type Asked,
  type Change,
  type Filters,
  type Item,
  type ListName,
  type ListSnapshot,
  openList,
  type PageData,
} from "clerk-wasm/lists";
import { useEffect, useState, useSyncExternalStore } from "react";

/** A list on screen. */
export interface PaginatedResources<T, Infinite = false> extends ListSnapshot<T> {
  fetchPage: (page: number | ((page: number) => number)) => void;
  fetchNext: () => void;
  /** Does nothing where pages are added. */
  fetchPrevious: () => void;
  /** Fetches the list again. Calls of the SDK do so by themselves. */
  revalidate: () => Promise<void>;
  /** Shows something else until the list is fetched again. */
  setData: (
    data?: Infinite extends true ? Change<(PageData<T> | undefined)[]> : Change<PageData<T> | undefined>,
  ) => Promise<unknown>;
}

/** The list that a hook gives for what it was asked. */
export type Listed<T, Asked> = PaginatedResources<T, Asked extends { infinite: true } ? true : false>;

/** The same before anything is loaded. */
export type NoResources = {
  [K in keyof PaginatedResources<unknown>]: PaginatedResources<unknown>[K] extends boolean ? false : undefined;
};

export const NO_RESOURCES: NoResources = {
  data: undefined,
  count: undefined,
  isLoading: false,
  isFetching: false,
  isError: false,
  error: undefined,
  page: undefined,
  pageCount: undefined,
  fetchPage: undefined,
  fetchNext: undefined,
  fetchPrevious: undefined,
  hasNextPage: false,
  hasPreviousPage: false,
  revalidate: undefined,
  setData: undefined,
};

/** A list that this package cannot fetch: always empty, so that code which looks at it goes on. */
export const EMPTY: PaginatedResources<never> = {
  data: [],
  count: 0,
  isLoading: false,
  isFetching: false,
  isError: false,
  error: null,
  page: 1,
  pageCount: 0,
  fetchPage: () => {},
  fetchNext: () => {},
  fetchPrevious: () => {},
  hasNextPage: false,
  hasPreviousPage: false,
  revalidate: async () => {},
  setData: async () => {},
};

/** The list of that name: what the hook was asked for, or nothing. */
export function useList<Name extends ListName>(
  clerk: Clerk,
  name: Name,
  asked: Asked<Filters<Name>>,
): PaginatedResources<Item<Name>, boolean> {
  const wanted = asked ?? false;
  const [list] = useState(() => openList(clerk, name, wanted));
  // A render shows at once what it asks for, and only asks for it once it is on screen.
  const read = () => list.snapshot(wanted);
  const snapshot = useSyncExternalStore(list.subscribe, read, read);
  useEffect(() => list.ask(wanted));
  const { fetchPage, fetchNext, fetchPrevious, revalidate, setData } = list;
  return { ...snapshot, fetchPage, fetchNext, fetchPrevious, revalidate, setData };
}

/** Tells the developer of an app that comes from Clerk's SDK, where it asks for one of the lists that are not here. */
export function useUnlisted(params: object | undefined, ...names: string[]): void {
  const asked = names.filter((name) => params && Reflect.get(params, name)).join(" and ");
  useEffect(() => {
    if (asked) console.warn(`There is no list of ${asked} in clerk-wasm: it stays empty.`);
  }, [asked]);
}
