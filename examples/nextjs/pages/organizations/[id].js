import { useRouter } from "next/router";
import Organization from "../../components/Organization.js";

export default function OrganizationPage() {
  const { query } = useRouter();
  return <Organization organizationId={query.id} />;
}
