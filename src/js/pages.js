// Lists, page by page (FAPI 3).

/** Items per request where a caller wants all of them: the server's maximum. */
const ALL = 500;

/** Who gives one of these wants a page. */
const PAGING = ["initialPage", "pageSize", "limit", "offset"];

/** `call` for lists: without paging it fetches page after page, and answers one that holds all items. */
export const readAll = (call) => async (endpoint, params) => {
  if (PAGING.some((name) => params[name] !== undefined)) return call(endpoint, params);
  const data = [];
  for (;;) {
    const page = await call(endpoint, { ...params, limit: ALL, offset: data.length });
    if (!page?.data) return page;
    data.push(...page.data);
    if (!page.data.length || data.length >= page.total_count) return { data, total_count: data.length };
  }
};
