// A list that is fetched page by page, and shows one page or all pages so far. It is fetched anew when its filters, the
// user or the active organization change.

import {
  type DefaultedInfiniteQueryObserverOptions,
  InfiniteQueryObserver,
  type QueryKey,
  QueryObserver,
  type QueryObserverBaseResult,
} from "@tanstack/query-core";
import type { Clerk } from "clerk-wasm";
import { type Asked, optionsOf } from "./asked.js";
import { type Opened, type Pages, type Plan, planOf, type Shown } from "./plan.js";
import { type Change, isSame, type ListSnapshot, type PageData } from "./snapshot.js";
import type { Filters, Item, ListName } from "./sources.js";
import { type Store, storeOf } from "./store.js";

type State = Pick<QueryObserverBaseResult, "isPending" | "isFetching" | "isError" | "error">;

/** Opens a list of Clerk's: all of it where nothing else is asked. The server is asked once somebody subscribes. */
export const openList = <Name extends ListName>(
  clerk: Clerk,
  name: Name,
  asked: Asked<Filters<Name>> = true,
): List<Name> => new List(clerk, name, asked);

/** A list. Its methods are bound. */
export class List<Name extends ListName> {
  readonly #clerk: Clerk;
  readonly #store: Store;
  readonly #opened: Opened<Name>;
  #asked: Asked<Filters<Name>>;
  #shown: Shown | undefined;
  // Both are there for as long as the list, and the one that is not asked for fetches nothing.
  readonly #one: QueryObserver<PageData<Item<Name>>>;
  readonly #all: InfiniteQueryObserver<PageData<Item<Name>>, Error, Pages<Item<Name>>, QueryKey, number>;
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | undefined;
  #last: ListSnapshot<Item<Name>> | undefined;
  /** The last one that the listeners heard of: somebody else may have read a later one meanwhile. */
  #told: ListSnapshot<Item<Name>> | undefined;

  /** @internal `openList` calls it. */
  constructor(clerk: Clerk, name: Name, asked: Asked<Filters<Name>>) {
    const { initialPage = 1, pageSize = 10 } = optionsOf(asked);
    this.#clerk = clerk;
    this.#store = storeOf(clerk);
    this.#opened = { name, first: initialPage, size: pageSize };
    this.#asked = asked;
    const { one, all } = this.#plan();
    this.#one = new QueryObserver(this.#store.cache, one);
    this.#all = new InfiniteQueryObserver(this.#store.cache, all);
  }

  /** Calls back when the snapshot is another one, until the function that it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#stop ??= this.#start();
    return () => {
      if (!this.#listeners.delete(listener) || this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  };

  /** What the list holds, or what it would hold if something else were asked for. */
  readonly snapshot = (asked: Asked<Filters<Name>> = this.#asked): ListSnapshot<Item<Name>> => {
    const plan = this.#plan(asked);
    const now = plan.infinite ? this.#growing(plan) : this.#paged(plan);
    if (!this.#last || !isSame(this.#last, now)) this.#last = now;
    return this.#last;
  };

  /** Asks for something else: other filters, pages that are added or not, or nothing. */
  readonly ask = (asked: Asked<Filters<Name>>): void => {
    this.#asked = asked;
    this.#follow();
  };

  /** Shows a page; where pages are added, fetches the next one if this one is not there yet. */
  readonly fetchPage = (change: number | ((page: number) => number)): void => {
    const { isAsked, infinite, shown } = this.#plan();
    const { page } = this.snapshot();
    const wanted = typeof change === "function" ? change(page) : change;
    if (infinite) {
      if (isAsked && wanted > page) void this.#all.fetchNextPage({ cancelRefetch: false });
      return;
    }
    this.#shown = { ...shown, page: Math.max(1, wanted) };
    this.#follow();
  };

  readonly fetchNext = (): void => this.fetchPage((page) => page + 1);

  /** Does nothing where pages are added. */
  readonly fetchPrevious = (): void => this.fetchPage((page) => page - 1);

  /** Fetches the list again. Calls of the SDK do so by themselves. */
  readonly revalidate = (): Promise<void> => this.#store.refresh(this.#plan().whole);

  /** Shows another page (where pages are added: an array of pages) until the list is fetched again. */
  readonly setData: {
    (change?: Change<PageData<Item<Name>> | undefined>): Promise<unknown>;
    (change?: Change<(PageData<Item<Name>> | undefined)[]>): Promise<unknown>;
    (change: Change<PageData<Item<Name>> | undefined> | Change<(PageData<Item<Name>> | undefined)[]>): Promise<unknown>;
  } = async (change?: unknown) => {
    const plan = this.#plan();
    const pages = this.#readAll(plan).data;
    const before = plan.infinite ? pages?.pages : this.#readOne(plan).data;
    const after = await (typeof change === "function" ? change(before) : change);
    // The cache takes undefined for no change.
    const { cache } = this.#store;
    const pageParams = pages?.pageParams ?? [this.#opened.first];
    if (plan.infinite) cache.setQueryData(plan.all.queryKey, after && { pages: after, pageParams });
    else cache.setQueryData(plan.one.queryKey, after);
    return after;
  };

  #start(): () => void {
    this.#told = this.snapshot();
    this.#follow();
    const ends = [
      this.#store.attach(),
      this.#one.subscribe(this.#tell),
      this.#all.subscribe(this.#tell),
      this.#clerk.addListener(this.#follow, { skipInitialEmit: true }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  /** Goes over to what there is to fetch now: what was asked for, the user or the organization may be another. */
  readonly #follow = (): void => {
    const { one, all } = this.#plan();
    this.#one.setOptions(one);
    this.#all.setOptions(all);
    this.#tell();
  };

  readonly #tell = (): void => {
    const now = this.snapshot();
    if (now === this.#told) return;
    this.#told = now;
    for (const listener of [...this.#listeners]) listener();
  };

  #plan(asked = this.#asked): Plan<Item<Name>> {
    return planOf(this.#opened, asked, this.#clerk.__internal_lastEmittedResources, this.#shown);
  }

  #readOne({ one }: Plan<Item<Name>>) {
    return this.#one.getOptimisticResult(this.#store.cache.defaultQueryOptions(one));
  }

  #readAll({ all }: Plan<Item<Name>>) {
    type Options = DefaultedInfiniteQueryObserverOptions<
      PageData<Item<Name>>,
      Error,
      Pages<Item<Name>>,
      QueryKey,
      number
    >;
    return this.#all.getOptimisticResult(this.#store.cache.defaultQueryOptions(all) as Options);
  }

  #paged(plan: Plan<Item<Name>>): ListSnapshot<Item<Name>> {
    const { first, size } = this.#opened;
    const { data, ...state } = this.#readOne(plan);
    const { page } = plan.shown;
    const count = data?.total_count ?? 0;
    const neighbours = { hasNextPage: page * size < count, hasPreviousPage: page > first };
    return { ...this.#common(plan, data ? [data] : [], state), page, ...neighbours };
  }

  #growing(plan: Plan<Item<Name>>): ListSnapshot<Item<Name>> {
    const { data, ...state } = this.#readAll(plan);
    const pages = data?.pages ?? [];
    const page = Math.max(pages.length, 1);
    return { ...this.#common(plan, pages, state), page, hasNextPage: state.hasNextPage, hasPreviousPage: false };
  }

  #common({ isAsked }: Plan<Item<Name>>, pages: (PageData<Item<Name>> | undefined)[], state: State) {
    const { first, size } = this.#opened;
    const count = pages.at(-1)?.total_count ?? 0;
    // Between a request that was cancelled and the next one too.
    const isLoading = isAsked && state.isPending;
    return {
      data: pages.flatMap((page) => page?.data ?? []),
      count,
      isLoading,
      isFetching: isLoading || state.isFetching,
      isError: state.isError,
      error: state.error as ListSnapshot<unknown>["error"],
      pageCount: Math.max(0, Math.ceil(count / size) - (first - 1)),
    };
  }
}
