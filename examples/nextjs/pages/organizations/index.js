import Organizations from "../../components/Organizations.js";

export default function OrganizationsPage() {
  return <Organizations base="/organizations" />;
}
