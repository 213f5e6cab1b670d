// Right and wrong uses of the lists below the hooks. A marked line that compiles is reported.
import type { Clerk } from "clerk-wasm";
import { type Item, type List, openList, type PageData } from "clerk-wasm/lists";

export function members(clerk: Clerk): () => void {
  const list: List<"memberships"> = openList(clerk, "memberships", { role: ["admin"], query: "a", pageSize: 5 });
  const close = list.subscribe(() => {
    const { data, count, error } = list.snapshot();
    const first: Item<"memberships"> | undefined = data[0];
    const told: [string | undefined, number, string | undefined] = [first?.identifier, count, error?.message];
    return told;
  });
  list.ask({ infinite: true, keepPreviousData: true });
  list.ask(false);
  list.fetchPage((page) => page + 1);
  void list.setData((page) => page && { ...page, total_count: 0 });
  void list.setData((pages: (PageData<Item<"memberships">> | undefined)[]) => pages.slice(1));
  return close;
}

export function wrong(clerk: Clerk) {
  // @ts-expect-error there is no such list
  openList(clerk, "domains");
  // @ts-expect-error invitations have no role to filter by
  openList(clerk, "invitations", { role: ["admin"] });
  // @ts-expect-error a page is a number
  openList(clerk, "userInvitations", { initialPage: "2" });
  // @ts-expect-error the items are memberships
  const emails: string[] = openList(clerk, "userMemberships").snapshot().data;
  return emails;
}
