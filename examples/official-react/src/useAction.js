import { useState } from "react";

/** `run` does something that may be refused; `problem` is why the last one was. */
export function useAction() {
  const [problem, setProblem] = useState("");

  async function run(action) {
    setProblem("");
    try {
      await action();
    } catch (err) {
      setProblem(err.message);
    }
  }

  return { problem, run };
}
