/**
 * Runs `work`. Meanwhile `target`, the button that was pressed, shows that it is at work and cannot be pressed again.
 * @template T
 * @param {EventTarget | null} target
 * @param {() => Promise<T>} work
 */
export async function whileBusy(target, work) {
  if (!(target instanceof HTMLButtonElement)) throw new TypeError("Only a button can be busy.");
  const focused = document.activeElement;
  target.disabled = true;
  target.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    target.disabled = false;
    target.removeAttribute("aria-busy");
    // A disabled button loses the focus. People who use the keyboard want to go on from where they were.
    if (document.activeElement === document.body && focused instanceof HTMLElement && focused.isConnected) {
      focused.focus();
    }
  }
}
