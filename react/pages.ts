// A list in pages: one page at a time, or page after page in one growing list.

import { hashKey, type InfiniteData, type QueryKey, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Clerk, ClerkAPIResponseError, ClerkPage, ClerkRuntimeError } from "clerk-wasm";
import { useCallback, useEffect, useState } from "react";
import { listsOf } from "./lists.js";

/** Filters and pages of a list. */
export type ListOptions<Filters = object> = Filters & {
  /** The page to begin with, from 1. Changes nothing after the first render. */
  initialPage?: number;
  /** Items per page, 10 when absent. Changes nothing after the first render. */
  pageSize?: number;
  /** Whether pages are added to those that are there. */
  infinite?: boolean;
  /** Whether what is shown stays until the next page, or what other filters find, is there. */
  keepPreviousData?: boolean;
};

/** What a hook is asked to list: all by `true`, nothing by `false` and the like. */
export type Asked<Filters = object> = boolean | null | undefined | ListOptions<Filters>;

/** One page on the wire. */
export interface PageData<T> {
  data: T[];
  total_count: number;
}

type NumberOrChange = number | ((page: number) => number);
type DataOrChange<D> = D | ((data: D) => D | undefined | Promise<D | undefined>) | undefined;

/** A list on screen. */
export interface PaginatedResources<T, Infinite = false> {
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
  fetchPage: (page: NumberOrChange) => void;
  fetchNext: () => void;
  /** Does nothing where pages are added. */
  fetchPrevious: () => void;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  /** Fetches the list again. Calls of the SDK do so by themselves. */
  revalidate: () => Promise<void>;
  /** Shows something else until the list is fetched again. */
  setData: (
    data?: Infinite extends true ? DataOrChange<(PageData<T> | undefined)[]> : DataOrChange<PageData<T> | undefined>,
  ) => Promise<unknown>;
}

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

/** Where a list comes from. */
export interface Source<T> {
  /** Type of what it lists, as the endpoint tables name it. */
  resource: string;
  /** Who looks, and at what: ids. */
  owner: string;
  /** undefined while there is nothing to ask. */
  fetch: ((params: { initialPage: number; pageSize: number }) => Promise<ClerkPage<T>>) | undefined;
}

export function usePages<T>(clerk: Clerk, source: Source<T>, asked: Asked): PaginatedResources<T, boolean> {
  const { initialPage = 1, pageSize = 10, infinite = false, keepPreviousData = false, ...filters } = optionsOf(asked);
  const [[first, size]] = useState([initialPage, pageSize] as const);
  const { cache, refresh } = listsOf(clerk);
  const whole = [source.resource, source.owner] as const;
  const [page, setPage] = usePage(hashKey([...whole, filters]), first);
  const read = (initialPage: number) => readPage(source, { ...filters, initialPage, pageSize: size });
  const isAsked = Boolean(asked) && source.fetch !== undefined;
  // Of the same list, not that of another organization.
  const kept = <Data>(last: Data | undefined, query?: { queryKey: QueryKey }) =>
    keepPreviousData && query?.queryKey[1] === source.owner ? last : undefined;

  const oneKey: QueryKey = [...whole, filters, size, page];
  const one = useQuery(
    {
      queryKey: oneKey,
      queryFn: () => read(page),
      enabled: isAsked && !infinite,
      placeholderData: kept<PageData<T>>,
    },
    cache,
  );
  const allKey: QueryKey = [...whole, filters, size, "from", first];
  const all = useInfiniteQuery(
    {
      queryKey: allKey,
      queryFn: ({ pageParam }) => read(pageParam),
      initialPageParam: first,
      getNextPageParam: (last, _pages, number) => (number * size < last.total_count ? number + 1 : undefined),
      enabled: isAsked && infinite,
      placeholderData: kept<InfiniteData<PageData<T>, number>>,
    },
    cache,
  );

  const pages: (PageData<T> | undefined)[] = (infinite ? all.data?.pages : one.data && [one.data]) ?? [];
  const count = pages.at(-1)?.total_count ?? 0;
  const { isLoading, isFetching, isError, error } = infinite ? all : one;
  const { fetchNextPage } = all;
  const shown = infinite ? Math.max(pages.length, 1) : page;

  const fetchPage = useCallback(
    (change: NumberOrChange) => {
      if (!infinite) return setPage(change);
      const wanted = typeof change === "function" ? change(shown) : change;
      if (wanted > shown) void fetchNextPage({ cancelRefetch: false });
    },
    [infinite, setPage, shown, fetchNextPage],
  );
  const fetchNext = useCallback(() => fetchPage((page) => page + 1), [fetchPage]);
  const fetchPrevious = useCallback(() => fetchPage((page) => page - 1), [fetchPage]);
  const revalidate = useCallback(
    () => refresh([source.resource, source.owner]),
    [refresh, source.resource, source.owner],
  );
  const setData = async (change: unknown) => {
    const before = infinite ? all.data?.pages : one.data;
    const after = await (typeof change === "function" ? change(before) : change);
    // Nothing changes nothing.
    if (!infinite) cache.setQueryData(oneKey, after);
    else cache.setQueryData(allKey, after && { pages: after, pageParams: all.data?.pageParams ?? [first] });
    return after;
  };

  return {
    data: pages.flatMap((page) => page?.data ?? []),
    count,
    isLoading,
    isFetching,
    isError,
    error: error as PaginatedResources<T>["error"],
    page: shown,
    pageCount: Math.max(0, Math.ceil(count / size) - (first - 1)),
    fetchPage,
    fetchNext,
    fetchPrevious,
    hasNextPage: infinite ? all.hasNextPage : page * size < count,
    hasPreviousPage: !infinite && page > first,
    revalidate,
    setData,
  };
}

/** The filters and pages in what was asked. */
export const optionsOf = <Filters>(asked: Asked<Filters>): Partial<ListOptions<Filters>> =>
  typeof asked === "object" && asked !== null ? asked : {};

/** Tells the developer of an app that comes from Clerk's SDK, where it asks for one of the lists that are not here. */
export function useUnlisted(params: object | undefined, ...names: string[]): void {
  const asked = names.filter((name) => params && Reflect.get(params, name)).join(" and ");
  useEffect(() => {
    if (asked) console.warn(`There is no list of ${asked} in clerk-wasm: it stays empty.`);
  }, [asked]);
}

/** Called by the cache alone, which asks only where there is something to ask. */
async function readPage<T>(
  { fetch }: Source<T>,
  params: { initialPage: number; pageSize: number },
): Promise<PageData<T>> {
  const page = await fetch?.(params);
  return { data: page?.data ?? [], total_count: page?.total_count ?? 0 };
}

/** The page shown: the first one again when the list becomes another. */
function usePage(list: string, first: number) {
  const [state, setState] = useState({ list, page: first });
  const pageIn = useCallback(
    (state: { list: string; page: number }) => (state.list === list ? state.page : first),
    [list, first],
  );
  const setPage = useCallback(
    (change: NumberOrChange) => {
      const next = (page: number) => Math.max(1, typeof change === "function" ? change(page) : change);
      setState((state) => ({ list, page: next(pageIn(state)) }));
    },
    [list, pageIn],
  );
  return [pageIn(state), setPage] as const;
}
