"use client";

import { useState } from "react";
import { useRouter } from "next/navigation";
import { useOrganizations } from "clerk-wasm/nextjs";

// Form to create a new organization. The current user
// will become the organization administrator.
export default function NewOrganization() {
  const [name, setName] = useState("");
  const router = useRouter();

  const { createOrganization } = useOrganizations();

  async function submit(e) {
    e.preventDefault();
    try {
      // Create a new organization.
      await createOrganization({ name });
      setName("");
      router.push("/app/organizations");
    } catch (err) {
      console.error(err);
    }
  }

  return (
    <div>
      <h2>Create an organization</h2>
      <form onSubmit={submit}>
        <div>
          <label>Name</label>
          <br />
          <input
            name="name"
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        </div>
        <button>Create organization</button>
      </form>
    </div>
  );
}
