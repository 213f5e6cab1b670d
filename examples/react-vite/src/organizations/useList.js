import { useCallback, useEffect, useState } from "react";

/** What `fetch` has answered, the last problem, and `run`: it waits for a change and fetches the list again. */
export function useList(fetch) {
  const [items, setItems] = useState();
  const [problem, setProblem] = useState("");

  const run = useCallback(
    async (change) => {
      setProblem("");
      try {
        await change;
        setItems(await fetch());
      } catch (err) {
        setProblem(err.message);
      }
    },
    [fetch],
  );

  useEffect(() => {
    run();
  }, [run]);

  return { items, problem, run };
}
