import { useRouter } from "next/router";
import NewOrganization from "../../components/NewOrganization.js";

export default function NewOrganizationPage() {
  const router = useRouter();
  return <NewOrganization onCreated={() => router.push("/organizations")} />;
}
