"use client";

import Organizations from "../../../components/Organizations.js";

export default function OrganizationsPage() {
  return <Organizations base="/app/organizations" />;
}
