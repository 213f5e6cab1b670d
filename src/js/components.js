// Clerk's own components are not in this package. An app that asks for one keeps running, and is told.

const show = (name) => () =>
  console.warn(
    `<${name}> shows nothing: clerk-wasm has no components. Build it on the hooks, or load Clerk's own script.`,
  );

const nothing = () => {};

/**
 * Every `mount…`, `open…`, `redirect…`, `unmount…`, `close…` and `prefetch…` that the official React SDK may call (FAPI
 * 8.3), by any name, also behind a prefix such as `__internal_`.
 */
export function Components() {}

Components.prototype = new Proxy(Components.prototype, {
  get(methods, name) {
    const [asked, isShown, component] =
      /(?:(mount|open|redirect)|unmount|close|prefetch)([A-Z].*)/.exec(String(name)) ?? [];
    if (!asked) return methods[name];
    return isShown ? show(component) : nothing;
  },
});
