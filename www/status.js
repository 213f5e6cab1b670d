/** Short messages about what has just happened, seen at the foot of the page and read out by screen readers. */

const SHOWN_FOR = 7000; // ms: time to read two lines
const NOTICED_AFTER = 100; // ms until screen readers know of the region
const KEPT_AS = "status";

const toast = document.createElement("p");
toast.className = "toast";
toast.setAttribute("role", "status");
document.body.append(toast);

let timer;

/** Says `text` now. */
export function announce(text) {
  clearTimeout(timer);
  toast.textContent = text;
  timer = setTimeout(() => {
    toast.textContent = "";
  }, SHOWN_FOR);
}

/** Says `text` on the page that this tab opens next. */
export function announceOnNextPage(text) {
  sessionStorage.setItem(KEPT_AS, text);
}

const kept = sessionStorage.getItem(KEPT_AS);
if (kept) {
  sessionStorage.removeItem(KEPT_AS);
  // Screen readers pass over a region that appears with its words.
  setTimeout(announce, NOTICED_AFTER, kept);
}
