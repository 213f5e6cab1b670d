/** Questions that must be answered before something is changed. */

import { element } from "./element.js";
import { submits } from "./form.js";

/**
 * Asks in a modal dialog and, once agreed, does `action` there: a failure is shown in the dialog, which stays.
 * @param {object} question
 * @param {string} question.title
 * @param {string} [question.text]
 * @param {HTMLElement[]} [question.fields]
 * @param {string} question.confirm the words on the button that agrees
 * @param {boolean} [question.danger] whether it destroys something
 * @param {(values: Record<string, string>) => Promise<unknown>} question.action
 * @returns {Promise<"done" | "failed" | "cancelled">} `failed` when it was tried in vain and then given up
 */
export function ask({ title, text, fields = [], confirm, danger = false, action }) {
  const cancel = element("button", { class: "button", type: "button", click: () => dialog.close() }, "Cancel");
  const agree = element("button", { class: `button ${danger ? "danger" : "primary"}`, type: "submit" }, confirm);
  const form = element("form", {}, ...fields, element("div", { class: "dialog-actions" }, cancel, agree));
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
  // Nothing is destroyed by a stray Enter.
  if (danger && fields.length === 0) cancel.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      // Browsers let a second Escape close any dialog. What is under way has an outcome to show.
      if (agree.disabled) return dialog.showModal();
      dialog.remove();
      resolve(outcome);
    });
  });
}
