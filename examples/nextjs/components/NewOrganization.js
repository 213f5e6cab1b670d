import { useOrganizations } from "clerk-wasm/nextjs";
import { useState } from "react";

/** Who creates an organization is its first administrator. `onCreated` leads on. */
export default function NewOrganization({ onCreated }) {
  const { createOrganization } = useOrganizations();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");

  async function submit(e) {
    e.preventDefault();
    try {
      await createOrganization({ name });
      onCreated();
    } catch (err) {
      setProblem(err.message);
    }
  }

  return (
    <section>
      <h1>Create an organization</h1>
      <form onSubmit={submit}>
        <div>
          <label htmlFor="name">Name</label>
          <input id="name" name="name" value={name} onChange={(e) => setName(e.target.value)} required />
        </div>
        {problem && <p role="alert">{problem}</p>}
        <button type="submit">Create organization</button>
      </form>
    </section>
  );
}
