// Wire JSON → plain objects with own, bound, stable methods. No wasm handle, and nothing in wasm memory per object.

import type { Endpoint, Invoke, Json } from "./endpoint.js";
import { type Failure, toError, unexpected } from "./errors.js";
import * as generated from "./generated/resources.js";
import { info } from "./names.js";

/** The signed-in user's id, and their roles by organization id. */
export interface Viewer {
  id: string;
  roles: Map<string, string>;
}

/** What the objects of one list share. */
export interface Shared {
  /** The same permissions for the same role. */
  permissions: (role: string, permissions: Json) => Json;
}

/** An object of which only the wire knows the type. */
export type Built = Record<string, Json>;

/** What the objects of a Clerk ask of it. */
export interface Surroundings {
  /** Makes a call and answers wire JSON. */
  call: (endpoint: Endpoint, params: Record<string, unknown>) => Promise<Json>;
  viewer: Viewer;
  /** Finishes objects by type. */
  finish: Record<string, (object: Built) => Built>;
  /**
   * Told after each call: whether it has changed an object in place, and the types whose lists are out of date now.
   */
  settled: (inPlace: boolean, changes: string[] | undefined) => void;
}

export interface Objects {
  /** The object for `json`; its type is the wire's `object` where the caller knows no better. */
  revive: (json: Json, type?: string) => Json;
  /** An object of all that is in `json`, and of `parts` that are built already. */
  build: (json: Json, type: string, parts?: Built) => Built;
  /** The methods of the Clerk object. */
  clerkMethods: (clerk: object) => Record<string, (...args: unknown[]) => Promise<Json>>;
}

export const createObjects = ({ call, viewer, finish, settled }: Surroundings): Objects => {
  const invoke: Invoke = async (
    [endpoint, method, type, inPlace = false, changes],
    receiver,
    params,
    known,
    defaults,
  ) => {
    let changed: string[] | undefined;
    try {
      const json = await call(endpoint, merge(params, known, defaults));
      changed = changes;
      if (endpoint.isList) return list(json, type);
      return inPlace ? replace(receiver as Built, revive(json, type)) : revive(json, type);
    } catch (thrown) {
      throw toError(thrown, method);
    } finally {
      settled(inPlace, changed);
    }
  };

  const sharing = createSharing();
  const { date } = sharing;
  const constructors: Record<string, (json: Json) => Json> = generated.constructors(invoke, date, viewer, sharing);
  sharing.wrap(constructors, "organization", "id");
  sharing.wrap(constructors, "public_user_data", "user_id");
  const { clerk, ...methods } = generated.methods(invoke);

  const revive: Objects["revive"] = (json, type = json?.object) => {
    if (json === null || typeof json !== "object") return json;
    if (Array.isArray(json)) return json.map((item) => revive(item));
    return constructors[type]?.(json) ?? build(json, type);
  };

  /** Copies all that is there: resources that come one at a time may have fields that only the app knows. */
  const build: Objects["build"] = (json, type, parts) => {
    const object: Built = { ...parts };
    for (const key in json) {
      const { name, isTime, isVerbatim } = info(key);
      object[name] = isTime ? date(json[key]) : isVerbatim ? json[key] : revive(json[key]);
    }
    Object.assign(object, (methods as Record<string, (object: Built) => Built>)[type]?.(object));
    return finish[type]?.(object) ?? object;
  };

  /** An array that is a page too. What is no object is passed over. */
  const list = (json: Json, type: string): Json[] => {
    const construct = constructors[type];
    const items: unknown[] = json.data ?? json;
    if (!construct) throw unexpected(type);
    const array = sharing.during(() => items.filter(isObject).map((item) => construct(item)));
    return Object.defineProperties(array, {
      data: { value: array },
      // In sight of Object.keys: query caches, the official hooks' too, copy an array that seems to be no more than that.
      total_count: { value: json.total_count ?? array.length, enumerable: true },
    });
  };

  return { revive, build, clerkMethods: clerk };
};

/** The parameters of a call: the caller's, then what the object knows, and defaults for what nobody gave. */
const merge = (
  params: unknown,
  known: object = {},
  defaults: Record<string, unknown> = {},
): Record<string, unknown> => {
  if (params !== undefined && !isObject(params)) {
    const failure: Failure = { code: "invalid_params", field: "params", message: "the parameters must be an object." };
    throw failure;
  }
  const given: Record<string, unknown> = { ...params, ...known };
  for (const param in defaults) given[param] ??= defaults[param];
  return given;
};

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/**
 * Within one list the same organization, the same person, the permissions of the same role and a time that follows itself
 * are one object: the members of an organization all name it, and a list weighs two thirds of what it would.
 */
const createSharing = () => {
  let isActive = false;
  /** By type, the object that was built last. */
  let last: Record<string, Json> = {};
  let byRole = new Map<string, Json>();
  let lastDate: Date | undefined;
  const isSame = (one: Json, other: Json): boolean =>
    Array.isArray(one) && one.length === other?.length && one.every((item, index) => item === other[index]);
  return {
    date: (value: Json): Json => {
      if (typeof value !== "number") return value;
      if (lastDate?.getTime() === value) return lastDate;
      const made = new Date(value);
      if (isActive) lastDate = made;
      return made;
    },
    permissions: (role: string, permissions: Json): Json => {
      const known = byRole.get(role);
      if (isSame(known, permissions)) return known;
      if (isActive) byRole.set(role, permissions);
      return permissions;
    },
    /** Has a constructor answer the object that it built last, if that has the same id and belongs to the same list. */
    wrap: (constructors: Record<string, (json: Json) => Json>, type: string, id: string): void => {
      const construct = constructors[type];
      if (!construct) return;
      constructors[type] = (json) => {
        const before = last[type];
        if (before && before.id === json[id]) return before.object;
        const object = construct(json);
        if (isActive) last[type] = { id: json[id], object };
        return object;
      };
    },
    during: <T>(make: () => T): T => {
      isActive = true;
      try {
        return make();
      } finally {
        isActive = false;
        last = {};
        byRole = new Map();
        lastDate = undefined;
      }
    },
  };
};

/** Gives `object` the data of `fresh`; it keeps its own methods. */
export const replace = (object: Built, fresh: Built): Built => {
  for (const key in fresh) if (typeof fresh[key] !== "function") object[key] = fresh[key];
  return object;
};
