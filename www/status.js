/** Short messages about what has just happened, shown at the foot of the page and read out by screen readers. */

const SHOWN_FOR = 7000; // ms: enough to read two lines
const NOTICED_AFTER = 100; // ms until screen readers know of the region
const KEPT_AS = "status";

const toast = document.createElement("p");
toast.className = "toast";
toast.setAttribute("role", "status");
document.body.append(toast);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Shows `text` now.
 * @param {string} text
 */
export function announce(text) {
  clearTimeout(timer);
  toast.textContent = text;
  timer = setTimeout(() => {
    toast.textContent = "";
  }, SHOWN_FOR);
}

/**
 * Shows `text` on the page that this tab opens next.
 * @param {string} text
 */
export function announceOnNextPage(text) {
  sessionStorage.setItem(KEPT_AS, text);
}

const kept = sessionStorage.getItem(KEPT_AS);
if (kept) {
  sessionStorage.removeItem(KEPT_AS);
  // Screen readers don't read out a region that appears together with its text.
  setTimeout(announce, NOTICED_AFTER, kept);
}
