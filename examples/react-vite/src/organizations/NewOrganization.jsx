import { useOrganizations } from "clerk-wasm/react";
import { useState } from "react";

/** The user who creates an organization becomes its first administrator. */
export default function NewOrganization() {
  const { createOrganization } = useOrganizations();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");

  async function submit(e) {
    e.preventDefault();
    try {
      await createOrganization({ name });
      window.location.assign("/organizations");
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
