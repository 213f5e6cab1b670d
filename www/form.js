/** Forms: one submission at a time, and each message beside the field that it is about. */

import { whileBusy } from "./busy.js";
import { element } from "./element.js";
import { describe } from "./problem.js";

/** An error that `submits` puts beside the field called `field`. */
export function fieldError(field, message) {
  return Object.assign(new Error(message), { field });
}

/**
 * Calls `action(values, form)` when the form is submitted and filled in validly. What it throws is shown in the form.
 * @param {HTMLFormElement} form
 * @param {(values: Record<string, string>, form: HTMLFormElement) => Promise<void>} action
 */
export function submits(form, action) {
  form.noValidate = true; // The browser's bubbles vanish; ours stay beside the field.
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("[type=submit]");
    if (button.disabled) return;
    clearErrors(form);
    const invalid = [...form.elements].filter((field) => field.willValidate && !field.validity.valid);
    for (const field of invalid) showAtField(field, field.validationMessage);
    if (invalid.length > 0) return invalid[0].focus();
    const values = Object.fromEntries(new FormData(form));
    try {
      await whileBusy(button, () => action(values, form));
    } catch (error) {
      showErrors(form, error);
    }
  });
}

function showErrors(form, error) {
  const entries = error.errors?.length > 0 ? error.errors : [{ longMessage: describe(error) }];
  let first;
  for (const entry of entries) {
    const field = form.elements[fieldName(entry.meta?.paramName ?? error.field)];
    const message = entry.longMessage || entry.message;
    if (field) showAtField(field, message);
    else messageOfForm(form).textContent = message;
    first ??= field;
  }
  first?.focus();
}

/** The SDK names a parameter as JavaScript spells it, the server as the wire does, and so do our fields. */
function fieldName(param = "") {
  return param.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function showAtField(field, message) {
  const id = `${field.id}-error`;
  let note = document.getElementById(id);
  if (!note) {
    note = element("p", { class: "error", id });
    field.after(note);
  }
  note.textContent = message;
  field.setAttribute("aria-invalid", "true");
  describedBy(field, id, true);
}

function describedBy(field, id, on) {
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (on) ids.add(id);
  else ids.delete(id);
  if (ids.size > 0) field.setAttribute("aria-describedby", [...ids].join(" "));
  else field.removeAttribute("aria-describedby");
}

function messageOfForm(form) {
  let note = form.querySelector(":scope > .error");
  if (!note) {
    note = element("p", { class: "error", role: "alert" });
    form.prepend(note);
  }
  return note;
}

function clearErrors(form) {
  for (const field of form.elements) {
    field.removeAttribute("aria-invalid");
    describedBy(field, `${field.id}-error`, false);
  }
  for (const note of form.querySelectorAll(".error")) note.remove();
}
