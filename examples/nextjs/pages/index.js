import Link from "next/link";

export default function Home() {
  return (
    <section>
      <h1>Two routers</h1>
      <ul>
        <li>
          <Link href="/organizations">Organizations in the Pages Router</Link>
        </li>
        <li>
          <Link href="/app/organizations">Organizations in the App Router</Link>
        </li>
      </ul>
    </section>
  );
}
