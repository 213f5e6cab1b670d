/** Questions that must be answered before something is changed. */

import { element } from "./element.js";
import { submits } from "./form.js";

/** @typedef {"done" | "failed" | "cancelled"} Outcome `failed` when it was tried in vain and then given up */

/**
 * Asks in a modal dialog and, once agreed, does `action` there: a failure is shown in the dialog, which stays.
 * @param {object} question
 * @param {string} question.title
 * @param {string} [question.text]
 * @param {HTMLElement[]} [question.fields]
 * @param {string} question.confirm the words on the button that agrees
 * @param {boolean} [question.danger] whether it destroys something
 * @param {(values: Record<string, string>) => Promise<unknown>} question.action
 * @returns {Promise<Outcome>}
 */
export function ask({ title, text, fields = [], confirm, danger = false, action }) {
  const close = () => dialog.close();
  const cancel = element("button", { class: "button", type: "button", click: close }, "Cancel");
  const agree = element("button", { class: `button ${danger ? "danger" : "primary"}`, type: "submit" }, confirm);
  const form = element("form", {}, ...fields, element("div", { class: "dialog-actions" }, cancel, agree));
  /** @type {HTMLDialogElement} */
  const dialog = element(
    "dialog",
    { "aria-labelledby": "dialog-title", cancel: (event) => agree.disabled && event.preventDefault() },
    element(
      "div",
      { class: "fields" },
      element("h2", { id: "dialog-title" }, title),
      text && element("p", { class: "muted" }, text),
      form,
    ),
  );
  /** @type {Outcome} */
  let outcome = "cancelled";
  submits(form, async (values) => {
    cancel.disabled = true;
    outcome = "failed";
    try {
      await action(values);
    } finally {
      cancel.disabled = false;
    }
    outcome = "done";
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  // Pressing Enter by mistake must not destroy anything.
  if (danger && fields.length === 0) cancel.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      // Browsers let a second Escape close any dialog. While the action runs, this one opens again to show its outcome.
      if (agree.disabled) return dialog.showModal();
      dialog.remove();
      resolve(outcome);
    });
  });
}
