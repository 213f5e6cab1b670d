"use client";

import { useParams } from "next/navigation";
import Organization from "../../../../components/Organization.js";

export default function OrganizationPage() {
  const { id } = useParams();
  return <Organization organizationId={id} />;
}
