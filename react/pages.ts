// A list in pages: one page at a time, or page after page in one growing list.

import { type QueryKey, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Clerk, ClerkAPIResponseError, ClerkPage, ClerkRuntimeError } from "clerk-wasm";
import { useCallback, useState } from "react";
import { listsOf } from "./lists.js";

/** What a hook is asked to list: `true`, or filters and pages. */
export type Asked<Filters = object> =
  | true
  | (Filters & {
      /** The page to begin with, from 1. Changes nothing after the first render. */
      initialPage?: number;
      /** Items per page, 10 when absent. Changes nothing after the first render. */
      pageSize?: number;
      /** Whether pages are added to those that are there. */
      infinite?: boolean;
      /** Whether the last page stays until the next one is there. */
      keepPreviousData?: boolean;
    });

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

/** Where a list comes from. */
export interface Source<T> {
  /** Type of what it lists, as the endpoint tables name it. */
  resource: string;
  /** Who looks, and at what: ids. */
  owner: string;
  /** undefined while there is nothing to ask. */
  fetch: ((params: { initialPage: number; pageSize: number }) => Promise<ClerkPage<T>>) | undefined;
}

export function usePages<T>(clerk: Clerk, source: Source<T>, asked: Asked | undefined): PaginatedResources<T, boolean> {
  const { initialPage = 1, pageSize = 10, infinite = false, keepPreviousData = false, ...filters } = paramsOf(asked);
  const [[first, size]] = useState([initialPage, pageSize] as const);
  const [page, setPage] = usePage(source.owner, first);
  const { cache, refresh } = listsOf(clerk);
  const whole = [source.resource, source.owner] as const;
  const read = (initialPage: number) => readPage(source, { ...filters, initialPage, pageSize: size });
  const isAsked = asked !== undefined && source.fetch !== undefined;

  const oneKey: QueryKey = [...whole, filters, size, page];
  const one = useQuery(
    {
      queryKey: oneKey,
      queryFn: () => read(page),
      enabled: isAsked && !infinite,
      // The last page of the same list, not that of another organization.
      placeholderData: (last: PageData<T> | undefined, query) =>
        keepPreviousData && query?.queryKey[1] === source.owner ? last : undefined,
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
    if (infinite) cache.setQueryData(allKey, { pages: after, pageParams: all.data?.pageParams ?? [first] });
    else cache.setQueryData(oneKey, after);
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
    pageCount: Math.ceil((count - (first - 1) * size) / size),
    fetchPage,
    fetchNext,
    fetchPrevious,
    hasNextPage: infinite ? all.hasNextPage : page * size < count,
    hasPreviousPage: !infinite && page > first,
    revalidate,
    setData,
  };
}

const paramsOf = (asked: Asked | undefined): Exclude<Asked, true> => (asked === true ? {} : (asked ?? {}));

/** Called by the cache alone, which asks only where there is something to ask. */
async function readPage<T>(
  { fetch }: Source<T>,
  params: { initialPage: number; pageSize: number },
): Promise<PageData<T>> {
  const page = await fetch?.(params);
  return { data: page?.data ?? [], total_count: page?.total_count ?? 0 };
}

/** The page shown: the first one again when the list becomes another's. */
function usePage(owner: string, first: number) {
  const [state, setState] = useState({ owner, page: first });
  const pageIn = useCallback(
    (state: { owner: string; page: number }) => (state.owner === owner ? state.page : first),
    [owner, first],
  );
  const setPage = useCallback(
    (change: NumberOrChange) => {
      const next = (page: number) => Math.max(1, typeof change === "function" ? change(page) : change);
      setState((state) => ({ owner, page: next(pageIn(state)) }));
    },
    [owner, pageIn],
  );
  return [pageIn(state), setPage] as const;
}
