/** The button below a list that fetches its next page. */
export default function More({ list }) {
  if (!list?.hasNextPage) return null;
  return (
    <button type="button" onClick={() => list.fetchNext()}>
      More
    </button>
  );
}
