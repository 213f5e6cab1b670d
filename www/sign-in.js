import { typedPart } from "./element.js";
import { submits } from "./form.js";
import { activate, attempts, nextAddress, openForStrangers } from "./session.js";

typedPart("to-sign-up", HTMLAnchorElement).search = location.search;

submits(typedPart("sign-in", HTMLFormElement), async ({ identifier, password }) => {
  const attempt = await attempts().signIn.create({ identifier, password });
  await activate(attempt);
  location.assign(nextAddress());
});

openForStrangers();
