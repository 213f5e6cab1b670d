/** Hooks and components for React 18 and newer. */
export type { Asked, PageData } from "clerk-wasm/lists";
export { type Has, type PendingOptions, type UseAuthReturn, useAuth } from "./auth.js";
export { Protect, type ProtectProps, Show, type ShowProps, type ShowWhen, SignedIn, SignedOut } from "./gates.js";
export { type UseOrganizationParams, type UseOrganizationReturn, useOrganization } from "./organization.js";
export {
  type UseOrganizationListParams,
  type UseOrganizationListReturn,
  useOrganizationList,
} from "./organization-list.js";
export { type UseOrganizationsReturn, useOrganizations } from "./organizations.js";
export type { NoResources, PaginatedResources } from "./pages.js";
export { ClerkProvider, type ClerkProviderProps, useClerk } from "./provider.js";
export { type UseSessionListReturn, type UseSessionReturn, useSession, useSessionList } from "./session.js";
export { type UseUserReturn, useUser } from "./user.js";
