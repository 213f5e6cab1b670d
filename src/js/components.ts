// Clerk's own components and hosted pages are not in this package. An app that asks for one keeps running, and is told.

/** What is shown in an element of the page: `mount…` and `unmount…`. */
const MOUNTED =
  "SignIn SignUp UserButton UserProfile UserAvatar OrganizationSwitcher OrganizationProfile OrganizationList CreateOrganization Waitlist PricingTable APIKeys TaskChooseOrganization TaskResetPassword TaskSetupMFA";
/** What is shown over the page: `open…` and `close…`. */
const OPENED = "SignIn SignUp UserProfile OrganizationProfile CreateOrganization Waitlist GoogleOneTap";
/** The same, for the official packages alone: `__internal_open…` and `__internal_close…`. */
const INTERNAL = "Checkout PlanDetails SubscriptionDetails Reverification EnableOrganizationsPrompt";
/** Pages: `redirectTo…`, and `build…Url` for their addresses. */
const PAGES =
  "SignIn SignUp UserProfile OrganizationProfile CreateOrganization Waitlist Tasks AfterSignIn AfterSignUp AfterSignOut Home";

const nothing = (): void => {};

const say = (message: string): void => console.warn(message);

const show = (name: string) => (): void =>
  say(`<${name}> shows nothing: clerk-wasm has no components. Build it on the hooks, or load Clerk's own script.`);

const go = (method: string) => async (): Promise<void> =>
  say(`${method}() goes nowhere: clerk-wasm knows no such page. Send people to a page of your own.`);

const address = (method: string) => (): string => {
  say(`${method}() answers an empty text: clerk-wasm knows no such page. Use the address of a page of your own.`);
  return "";
};

/** The methods by name, which the official React SDK may call (docs/fapi.md 8.3). */
const methods = (): Record<string, () => unknown> => {
  const made: Record<string, () => unknown> = {
    __experimental_prefetchOrganizationSwitcher: nothing,
    prefetchOrganizationSwitcher: nothing,
    redirectWithAuth: go("redirectWithAuth"),
  };
  for (const name of MOUNTED.split(" ")) {
    made[`mount${name}`] = show(name);
    made[`unmount${name}`] = nothing;
  }
  for (const name of OPENED.split(" ")) {
    made[`open${name}`] = show(name);
    made[`close${name}`] = nothing;
  }
  for (const name of INTERNAL.split(" ")) {
    made[`__internal_open${name}`] = show(name);
    made[`__internal_close${name}`] = nothing;
  }
  for (const name of PAGES.split(" ")) {
    made[`redirectTo${name}`] = go(`redirectTo${name}`);
    made[`build${name}Url`] = address(`build${name}Url`);
  }
  return made;
};

/** What the Clerk object has of them: on the prototype, so that they are the same on each read. */
export class Components {}
Object.assign(Components.prototype, methods());
