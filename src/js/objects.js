// Wire JSON → plain objects with own, bound, stable methods. No wasm handle, and nothing in wasm memory per object.

import { calls, createResources } from "../../pkg/resources.js";
import { toError } from "./errors.js";
import { info } from "./names.js";
import { readAll } from "./pages.js";

// What `calls` says of a call.
const LIST = 1;
const IN_PLACE = 2;
const READ = 4;
const PAGED = 8;

const date = (value) => (typeof value === "number" ? new Date(value) : value);

/**
 * Callers that read the same at the same time share one request, as React's StrictMode does with each effect. What is
 * asked after a change has begun or ended is asked anew.
 */
const shareReads = (call) => {
  const running = new Map();
  return (endpoint, traits, params) => {
    const isRead = traits & READ;
    if (!isRead) running.clear();
    const key = isRead && !params.signal && keyOf(endpoint, params);
    const answer = running.get(key) ?? call(endpoint, traits & PAGED, params);
    const end = () => (isRead ? running.delete(key) : running.clear());
    if (key) running.set(key, answer);
    answer.then(end, end);
    return answer;
  };
};

/** What tells calls apart. Parameters that are no data have none: the core refuses them. */
const keyOf = (endpoint, params) => {
  try {
    return JSON.stringify([endpoint, params], (_key, value) => (typeof value === "object" ? value : String(value)));
  } catch {}
};

/**
 * The objects of one Clerk.
 *
 * `call(endpoint, params)` answers wire JSON, `viewer()` is the signed-in user's id with the roles by organization id,
 * `finish` finishes objects by type. `settled(inPlace, changes)` is told after each call; `changes` are the types of the
 * resources whose lists are out of date now.
 */
export const createObjects = ({ call, viewer, finish, settled }) => {
  const callAll = readAll(call);
  const send = shareReads((endpoint, isPaged, params) => (isPaged ? callAll : call)(endpoint, params));
  const invoke = async (index, receiver, params, known, defaults) => {
    const [endpoint, name, resource, traits, changes] = calls[index];
    const inPlace = traits & IN_PLACE;
    let changed;
    try {
      if (params !== undefined && (params === null || typeof params !== "object")) {
        throw { code: "invalid_params", field: "params", message: "the parameters must be an object." };
      }
      const given = { ...params, ...known };
      for (const param in defaults) given[param] ??= defaults[param];
      const json = await send(endpoint, traits, given);
      changed = changes;
      if (traits & LIST) return list(json, resource);
      return inPlace ? replace(receiver, revive(json, resource)) : revive(json, resource);
    } catch (failure) {
      // Callers may share a failure: each gets an error of its own.
      throw toError(
        failure.code === "invalid_params" ? { ...failure, message: `${name}: ${failure.message}` } : failure,
      );
    } finally {
      settled(inPlace, changed);
    }
  };

  // The members of an organization all name it: one object serves a whole list.
  let shared;
  const finishers = {
    ...finish,
    organization(organization) {
      organization.role = viewer().roles.get(organization.id);
      return organization;
    },
    organization_membership(membership) {
      const { id } = viewer();
      const person = membership.publicUserData;
      membership.userId = person?.userId ?? id;
      membership.identifier = person?.identifier;
      if (membership.userId === id && membership.organization) membership.organization.role = membership.role;
      return membership;
    },
  };
  const [constructors, methods] = createResources(invoke, finishers, date);
  const buildOrganization = constructors.organization;
  constructors.organization = (json) => {
    if (shared?.id === json.id) return shared;
    const organization = buildOrganization(json);
    if (shared) shared = organization;
    return organization;
  };

  /** The object for `json`; its type is the wire's `object` where the caller knows no better. */
  const revive = (json, type = json?.object) => {
    if (json === null || typeof json !== "object") return json;
    if (Array.isArray(json)) return json.map((item) => revive(item));
    return constructors[type]?.(json) ?? build(json, type);
  };

  /** Copies all that is there: resources that come one at a time may have fields that only the app knows. */
  const build = (json, type, parts) => {
    const object = { ...parts };
    for (const key in json) {
      const { name, isTime, isVerbatim } = info(key);
      object[name] = isTime ? date(json[key]) : isVerbatim ? json[key] : revive(json[key]);
    }
    if (methods[type]) Object.assign(object, methods[type](object));
    return finishers[type]?.(object) ?? object;
  };

  const list = (json, type) => {
    const items = json.data ?? json;
    shared = {};
    let array;
    try {
      array = items.map(constructors[type]);
    } finally {
      shared = undefined;
    }
    return Object.defineProperties(array, {
      data: { value: array },
      // In sight of Object.keys: query caches, the official hooks' too, copy an array that seems to be no more than that.
      total_count: { value: json.total_count ?? items.length, enumerable: true },
    });
  };

  return { revive, build, methods };
};

/** Gives `object` the data of `fresh`; it keeps its own methods. */
export const replace = (object, fresh) => {
  for (const key in fresh) if (typeof fresh[key] !== "function") object[key] = fresh[key];
  return object;
};
