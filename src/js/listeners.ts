// Who wants to hear of changes.

/** Node has no `reportError`. */
const report = (error: unknown): void => (globalThis.reportError ?? console.error)(error);

/** Listeners of one event, in the order in which they came. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  add(listener: (value: T) => void): void {
    this.#all.add(listener);
  }

  delete(listener: (value: T) => void): void {
    this.#all.delete(listener);
  }

  clear(): void {
    this.#all.clear();
  }

  /** A listener that throws must not keep the others from hearing. */
  tell(value: T): void {
    for (const listener of [...this.#all]) {
      try {
        listener(value);
      } catch (error) {
        report(error);
      }
    }
  }
}
