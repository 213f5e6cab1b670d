import { useState } from "react";

/** `run` does something that the server may refuse; `problem` is the reason of the last refusal. */
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
