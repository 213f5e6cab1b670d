import { submits } from "./form.js";
import { activate, nextAddress, openForStrangers } from "./session.js";

const form = document.getElementById("sign-in");

document.getElementById("to-sign-up").search = location.search;

submits(form, async ({ identifier, password }) => {
  const attempt = await window.Clerk.client.signIn.create({ identifier, password });
  await activate(attempt);
  location.assign(nextAddress());
});

openForStrangers();
