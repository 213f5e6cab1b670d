import { whileBusy } from "./busy.js";
import { submits } from "./form.js";
import { describe } from "./problem.js";
import { activate, nextAddress, openForStrangers, show } from "./session.js";
import { announce } from "./status.js";

const details = document.getElementById("sign-up");
const verify = document.getElementById("verify");

document.getElementById("to-sign-in").search = location.search;

submits(details, async (values) => {
  const signUp = await window.Clerk.client.signUp.create({
    emailAddress: values.email_address,
    password: values.password,
    firstName: values.first_name || undefined,
    lastName: values.last_name || undefined,
  });
  await signUp.prepareEmailAddressVerification({ strategy: "email_code" });
  askForCode(signUp);
});

submits(verify, async ({ code }) => {
  const signUp = await window.Clerk.client.signUp.attemptEmailAddressVerification({ code });
  await activate(signUp);
  location.assign(nextAddress());
});

document.getElementById("resend").addEventListener("click", async ({ currentTarget }) => {
  const { signUp } = window.Clerk.client;
  try {
    await whileBusy(currentTarget, () => signUp.prepareEmailAddressVerification({ strategy: "email_code" }));
    announce(`A new code is on its way to ${signUp.emailAddress}.`);
  } catch (error) {
    announce(describe(error));
  }
});

document.getElementById("restart").addEventListener("click", () => {
  verify.reset();
  show("ready");
  details.elements.email_address.focus();
});

function askForCode(signUp) {
  document.getElementById("sent-to").textContent = signUp.emailAddress;
  show("code");
  verify.elements.code.focus();
  return "code";
}

/** Who reloads the page, or comes back to it from their mail, goes on where they were. */
function openStep() {
  const { signUp } = window.Clerk.client;
  const isWaiting = signUp.verifications?.emailAddress?.nextAction === "needs_attempt";
  return isWaiting ? askForCode(signUp) : "ready";
}

openForStrangers(openStep);
