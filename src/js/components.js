// Clerk's own components are not in this package. An app that asks for one keeps running, and is told.

const show = (name) => () =>
  console.warn(
    `<${name}> shows nothing: clerk-wasm has no components. Build it on the hooks, or load Clerk's own script.`,
  );

const nothing = () => {};

/** Every `mount…`, `open…`, `unmount…` and `close…` that the official React SDK may call (FAPI 8.3), by any name. */
export function Components() {}

Components.prototype = new Proxy(Components.prototype, {
  get(methods, name) {
    const [, verb, component] = /^(mount|open|unmount|close)([A-Z].*)/.exec(String(name)) ?? [];
    if (!verb) return methods[name];
    return verb === "mount" || verb === "open" ? show(component) : nothing;
  },
});
