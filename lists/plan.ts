// What there is to fetch for a list, and under which keys the cache keeps it.

import {
  hashKey,
  type InfiniteData,
  type InfiniteQueryObserverOptions,
  type QueryKey,
  type QueryObserverOptions,
} from "@tanstack/query-core";
import type { Resources } from "clerk-wasm";
import { type Asked, optionsOf } from "./asked.js";
import type { PageData } from "./snapshot.js";
import { type Fetch, type Filters, type Item, type ListName, SOURCES } from "./sources.js";

/** The pages of a growing list. */
export type Pages<T> = InfiniteData<PageData<T>, number>;

/** A page that is shown, and of which list. */
export interface Shown {
  list: string;
  page: number;
}

/** What does not change while a list is open. */
export interface Opened<Name extends ListName> {
  name: Name;
  first: number;
  size: number;
}

export interface Plan<T> {
  /** Whether the server is asked. */
  isAsked: boolean;
  infinite: boolean;
  /** The page to show where pages are not added. */
  shown: Shown;
  /** What begins the keys of this list and of its other pages and filters. */
  whole: QueryKey;
  /** One page at a time. */
  one: QueryObserverOptions<PageData<T>>;
  /** Page after page. */
  all: InfiniteQueryObserverOptions<PageData<T>, Error, Pages<T>, QueryKey, number>;
}

/** The plan for what is asked for while Clerk holds `resources`; another list than that of `last` begins at its first page. */
export function planOf<Name extends ListName>(
  { name, first, size }: Opened<Name>,
  asked: Asked<Filters<Name>>,
  resources: Resources | undefined,
  last: Shown | undefined,
): Plan<Item<Name>> {
  const { initialPage: _, pageSize: __, infinite = false, keepPreviousData = false, ...given } = optionsOf(asked);
  const source = SOURCES[name];
  const fetch = resources && source.fetch(resources);
  const isAsked = Boolean(asked) && fetch !== undefined;
  const filters = withDefaults(given as Filters<Name>, source.filters);
  const owners = source.of === "user" ? [resources?.user] : [resources?.user, resources?.organization];
  const owner = owners.map((owner) => owner?.id).join(" ");
  const whole = [source.resource, owner];
  const list = hashKey([...whole, filters]);
  const page = last?.list === list ? last.page : first;
  const read = (initialPage: number) => readPage<Name>(fetch, { ...filters, initialPage, pageSize: size });
  // Pages of the same list, not those of another organization.
  const kept = <Data>(data: Data | undefined, query?: { queryKey: QueryKey }) =>
    keepPreviousData && query?.queryKey[1] === owner ? data : undefined;
  return {
    isAsked,
    infinite,
    shown: { list, page },
    whole,
    one: {
      queryKey: [...whole, filters, size, page],
      queryFn: () => read(page),
      enabled: isAsked && !infinite,
      placeholderData: kept<PageData<Item<Name>>>,
      // The first snapshot, before anybody subscribes, says already that the list is being fetched.
      _optimisticResults: "optimistic",
    },
    all: {
      queryKey: [...whole, filters, size, "from", first],
      queryFn: ({ pageParam }) => read(pageParam),
      initialPageParam: first,
      getNextPageParam: (last, _pages, number) => (number * size < last.total_count ? number + 1 : undefined),
      enabled: isAsked && infinite,
      placeholderData: kept<Pages<Item<Name>>>,
      _optimisticResults: "optimistic",
    },
  };
}

/** A filter that is undefined is one that the app does not give. */
function withDefaults<F extends object>(given: F, defaults: F | undefined): F {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(named) } as F;
}

/** Called by the cache alone, which asks only where there is something to ask. */
async function readPage<Name extends ListName>(
  fetch: Fetch<Name> | undefined,
  params: Parameters<Fetch<Name>>[0],
): Promise<PageData<Item<Name>>> {
  const page = await fetch?.(params);
  return { data: page?.data ?? [], total_count: page?.total_count ?? 0 };
}
