/** Forms: one submission at a time, and each message beside the field that it is about. */

import { whileBusy } from "./busy.js";
import { element } from "./element.js";
import { describe, problemOf } from "./problem.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/**
 * An error that `submits` shows beside the field called `field`.
 * @param {string} field
 * @param {string} message
 */
export function fieldError(field, message) {
  return Object.assign(new Error(message), { field });
}

/**
 * The field of a form that is called `name`.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function fieldOf(form, name) {
  const found = fieldsOf(form).find((field) => field.name === name);
  if (!found) throw new Error(`The form has no field called ${name}.`);
  return found;
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  return [...form.elements].filter(
    (control) => control instanceof HTMLInputElement || control instanceof HTMLSelectElement,
  );
}

/**
 * Calls `action(values)` when the form is submitted and filled in validly. What it throws is shown in the form.
 * @param {HTMLFormElement} form
 * @param {(values: Record<string, string>) => Promise<void>} action
 */
export function submits(form, action) {
  form.noValidate = true; // The browser's own messages vanish after some seconds; ours stay beside the field.
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("[type=submit]");
    if (button instanceof HTMLButtonElement && button.disabled) return;
    clearErrors(form);
    const invalid = fieldsOf(form).filter((field) => field.willValidate && !field.validity.valid);
    for (const field of invalid) showAtField(field, field.validationMessage);
    if (invalid.length > 0) return invalid[0].focus();
    try {
      await whileBusy(button, () => action(valuesOf(form)));
    } catch (error) {
      showErrors(form, error);
    }
  });
}

/**
 * What is filled in, by the names of the fields. No form of these pages takes files, so all values are texts.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
function valuesOf(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

/**
 * @param {HTMLFormElement} form
 * @param {unknown} caught
 */
function showErrors(form, caught) {
  const error = problemOf(caught);
  const whole = { message: describe(error), longMessage: undefined, meta: undefined };
  const entries = error.errors?.length ? error.errors : [whole];
  let first;
  for (const { meta, longMessage, message } of entries) {
    const field = fieldAbout(form, meta?.paramName ?? error.field);
    if (field) showAtField(field, longMessage || message);
    else messageOfForm(form).textContent = longMessage || message;
    first ??= field;
  }
  first?.focus();
}

/**
 * The field for the parameter `param`. The SDK spells a parameter as JavaScript does; the server and our fields spell it
 * in snake_case. A group of radio buttons has no one place for a message, which then stands at the head of the form.
 * @param {HTMLFormElement} form
 * @param {string | undefined} param
 */
function fieldAbout(form, param = "") {
  const name = param.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return fieldsOf(form).find((field) => field.name === name && field.type !== "radio");
}

/**
 * @param {Field} field
 * @param {string} message
 */
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

/**
 * Adds the element `id` to those that describe the field, or takes it away.
 * @param {Field} field
 * @param {string} id
 * @param {boolean} on
 */
function describedBy(field, id, on) {
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (on) ids.add(id);
  else ids.delete(id);
  if (ids.size > 0) field.setAttribute("aria-describedby", [...ids].join(" "));
  else field.removeAttribute("aria-describedby");
}

/** @param {HTMLFormElement} form */
function messageOfForm(form) {
  const there = form.querySelector(":scope > .error");
  if (there) return there;
  const note = element("p", { class: "error", role: "alert" });
  form.prepend(note);
  return note;
}

/** @param {HTMLFormElement} form */
function clearErrors(form) {
  for (const field of fieldsOf(form)) {
    field.removeAttribute("aria-invalid");
    describedBy(field, `${field.id}-error`, false);
  }
  for (const note of form.querySelectorAll(".error")) note.remove();
}
