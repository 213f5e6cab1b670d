import Link from "next/link";

export default function Home() {
  return (
    <div>
      <h2>Two routers</h2>
      <ul>
        <li>
          <Link href="/organizations">Organizations in the Pages Router</Link>
        </li>
        <li>
          <Link href="/app/organizations">Organizations in the App Router</Link>
        </li>
      </ul>
    </div>
  );
}
