/** @import { SignUpResource } from "clerk-wasm" */

import { whileBusy } from "./busy.js";
import { part, typedPart } from "./element.js";
import { fieldOf, submits } from "./form.js";
import { describe } from "./problem.js";
import { activate, attempts, nextAddress, openForStrangers, show } from "./session.js";
import { announce } from "./status.js";

const details = typedPart("sign-up", HTMLFormElement);
const verify = typedPart("verify", HTMLFormElement);

typedPart("to-sign-in", HTMLAnchorElement).search = location.search;

submits(details, async (values) => {
  const signUp = await attempts().signUp.create({
    emailAddress: values.email_address,
    password: values.password,
    firstName: values.first_name || undefined,
    lastName: values.last_name || undefined,
  });
  await signUp.prepareEmailAddressVerification({ strategy: "email_code" });
  askForCode(signUp);
});

submits(verify, async ({ code }) => {
  const signUp = await attempts().signUp.attemptEmailAddressVerification({ code });
  await activate(signUp);
  location.assign(nextAddress());
});

part("resend").addEventListener("click", async ({ currentTarget }) => {
  const { signUp } = attempts();
  try {
    await whileBusy(currentTarget, () => signUp.prepareEmailAddressVerification({ strategy: "email_code" }));
    announce(`A new code is on its way to ${signUp.emailAddress}.`);
  } catch (error) {
    announce(describe(error));
  }
});

part("restart").addEventListener("click", () => {
  verify.reset();
  show("ready");
  fieldOf(details, "email_address").focus();
});

/** @param {SignUpResource} signUp */
function askForCode(signUp) {
  part("sent-to").textContent = signUp.emailAddress;
  show("code");
  fieldOf(verify, "code").focus();
  return "code";
}

/** Whoever reloads the page, or comes back to it from their mail, goes on where they were. */
function openStep() {
  const { signUp } = attempts();
  const isWaiting = signUp.verifications?.emailAddress?.nextAction === "needs_attempt";
  return isWaiting ? askForCode(signUp) : "ready";
}

openForStrangers(openStep);
