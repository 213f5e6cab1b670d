/** Runs `work` while `button` shows that it is at it and cannot be pressed again. */
export async function whileBusy(button, work) {
  const focused = document.activeElement;
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    button.disabled = false;
    button.removeAttribute("aria-busy");
    // A disabled button drops the focus; keyboards want to go on from where they were.
    if (document.activeElement === document.body && focused?.isConnected) focused.focus();
  }
}
