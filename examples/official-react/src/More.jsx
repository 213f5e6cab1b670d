/** The button below a list whose next page is not there yet. */
export default function More({ list }) {
  if (!list?.hasNextPage) return null;
  return (
    <button type="button" onClick={() => list.fetchNext()}>
      More
    </button>
  );
}
