"use client";

import { useRouter } from "next/navigation";
import NewOrganization from "../../../../components/NewOrganization.js";

export default function NewOrganizationPage() {
  const router = useRouter();
  return <NewOrganization onCreated={() => router.push("/app/organizations")} />;
}
