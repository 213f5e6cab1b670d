// Wire JSON → plain objects with own, bound, stable methods. No wasm handle and no closure per object.

import { toError } from "./errors.js";
import { info, read } from "./names.js";

/**
 * The objects of one Clerk.
 *
 * `rows` describe the methods (`Core.methods()`), `call(row, receiver, args)` answers wire JSON, `viewer()` is the
 * signed-in user's id with the roles by organization id, `extras` finish objects by type, `settled(changed)` is told
 * after each call.
 */
export const createObjects = ({ rows, call, viewer, extras, settled }) => {
  const table = [];
  const methods = {};
  rows.forEach((text, index) => {
    const [receivers, names, resource, shape, inPlace] = text.split("|");
    table.push({ resource, shape, inPlace });
    for (const receiver of receivers.split(",")) {
      (methods[receiver] ??= []).push(...names.split(",").map((name) => [name, index]));
    }
  });

  // The organizations of the response being read: a list of members names the same one again and again.
  let organizations = new Map();

  async function invoke(index, ...args) {
    const { resource, shape, inPlace } = table[index];
    try {
      const json = await call(index, this, args);
      organizations = new Map();
      if (shape) return list(json, resource);
      return inPlace ? fill(this, json, resource) : revive(json, resource);
    } catch (failure) {
      throw toError(failure);
    } finally {
      settled(Boolean(inPlace));
    }
  }

  const revive = (json, type = json?.object) => {
    if (json === null || typeof json !== "object") return json;
    if (Array.isArray(json)) return json.map((item) => revive(item));
    if (type !== "organization") return fill({}, json, type);
    const known = organizations.get(json.id);
    if (known && known.updatedAt.getTime() === json.updated_at) return known;
    const organization = fill({}, json, type);
    organizations.set(json.id, organization);
    return organization;
  };

  /** Copies `json` into `object`, which keeps the methods that it has. */
  const fill = (object, json, type) => {
    for (const key in json) {
      const { name, kind } = info(key);
      object[name] = read(kind, json[key], revive);
    }
    finish[type]?.(object);
    extras[type]?.(object);
    return bind(object, type);
  };

  const bind = (object, type) => {
    for (const [name, index] of methods[type] ?? []) object[name] ??= invoke.bind(object, index);
    return object;
  };

  const finish = {
    organization(organization) {
      organization.role = viewer().roles.get(organization.id);
    },
    organization_membership(membership) {
      const { publicUserData: person, organization } = membership;
      membership.userId = person?.userId ?? viewer().id;
      membership.identifier = person?.identifier;
      if (organization && membership.userId === viewer().id) organization.role = membership.role;
    },
  };

  /** A page that is an array of its items; `data` is the array itself (FAPI 3). */
  const list = (json, type) => {
    const items = json.data ?? json;
    const array = items.map((item) => revive(item, type));
    return Object.defineProperties(array, {
      data: { value: array },
      total_count: { value: json.total_count ?? items.length },
    });
  };

  return { revive, fill, bind, methods };
};
